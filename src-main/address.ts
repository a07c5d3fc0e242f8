/** Where the window's page lives: a scheme of our own, so that nothing else shares its origin. */
export const SCHEME = "app";
export const ORIGIN = `${SCHEME}://bundle`;
export const PAGE = `${ORIGIN}/index.html`;

/** Below it, the files that main has opened for a window, each under its token. */
export const FILE_PREFIX = "/file/";
/** Reports that are being printed, by token. */
export const REPORT_PREFIX = "/report/";
