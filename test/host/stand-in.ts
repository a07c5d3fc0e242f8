/**
 * The stand-in for Electron: the real, built main runs in a child process on a fake `electron`
 * module (electron/), its windows are pages of an installed Chromium, and the real, built preload
 * runs in a world of its own (page/).
 */
import { type ChildProcess, fork } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { Pages } from "./pages.ts";
import { Wire } from "./wire.ts";

export interface StandInOptions {
  /** The application's folder. */
  readonly root: string;
  readonly userData: string;
  /** What a user would type after the program's name. */
  readonly args: readonly string[];
  /** A window on the screen, of its own size, instead of an invisible one. */
  readonly visible: boolean;
}

export interface StandIn {
  /** Runs a function, sent as text, in main; its first argument is the `electron` module. */
  evaluate(source: string, arg: unknown): Promise<unknown>;
  firstWindow(): Promise<Page>;
  windows(): Page[];
  /** Tells the preload which files on disk the page's File objects are. */
  offerFiles(page: Page, files: { name: string; size: number; path: string }[]): Promise<void>;
  /** Ends main at once, as a crash would, and the browser with it. */
  kill(): Promise<void>;
  /** Ends the browser's processes of one kind (SIGKILL). @returns how many */
  killProcesses(kind: string): Promise<number>;
  /** Settles when main has ended and the browser is gone: main's exit code, null after a kill. */
  readonly ended: Promise<number | null>;
}

/** Starts main once more beside one that runs on the same folder. @returns its exit code */
export function startAgain(options: StandInOptions): Promise<number | null> {
  const child = startMain(options);
  return new Promise((resolve) => child.once("exit", resolve));
}

/** Under which the browser knows `app://bundle`; see electron/protocol.mjs. */
const APP_HOST = "bundle.localhost";
const LAUNCH_TIMEOUT_MS = 30_000;

/**
 * Starts the application.
 * @throws {Error} when there is no Chromium, or main ends before it has opened a window
 */
export async function startStandIn(options: StandInOptions): Promise<StandIn> {
  const executablePath = findChromium();
  const child = startMain(options);
  const wire = new Wire(child);
  const exited = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const pages = new Pages(wire);
  const port = await Promise.race([wire.next<{ port: number }>("serving"), failure(exited)]);
  const context = await startBrowser(executablePath, port.port, options);
  const ended = exited.then(async (code) => {
    await context.close().catch(() => {});
    return code;
  });
  pages.open(context, options.visible);
  context.once("close", () => child.kill("SIGKILL"));
  return {
    evaluate: (source, arg) => wire.ask("evaluate", { source, arg }),
    firstWindow: () => Promise.race([pages.first(), failure(exited), tooLate("no window opened")]),
    windows: () => pages.all(),
    offerFiles: (page, files) => pages.offerFiles(page, files),
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
    killProcesses: (kind) => killProcesses(context, kind),
    ended,
  };
}

function startMain({ root, userData, args }: StandInOptions): ChildProcess {
  const entry = join(import.meta.dirname, "electron", "run.mjs");
  // Structured clones on the line, so that typed arrays survive as in Electron's own IPC.
  return fork(entry, [root, ...args, `--user-data-dir=${userData}`], {
    serialization: "advanced",
    execArgv: [],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
}

async function startBrowser(
  executablePath: string,
  port: number,
  { userData, visible }: StandInOptions,
): Promise<BrowserContext> {
  const profile = join(userData, "Browser");
  mkdirSync(profile, { recursive: true });
  const isRoot = process.getuid?.() === 0;
  return await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: !visible,
    viewport: visible ? null : { width: 1280, height: 800 },
    args: [
      `--host-resolver-rules=MAP ${APP_HOST}:80 127.0.0.1:${port}`,
      // No network, as main allows none: all but the application's address goes to a dead end.
      "--proxy-server=http://127.0.0.1:9",
      `--proxy-bypass-list=<-loopback>;${APP_HOST}`,
      ...(visible ? ["--window-size=1280,900"] : ["--headless=new"]),
      ...(isRoot ? ["--no-sandbox"] : []),
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

async function killProcesses(context: BrowserContext, kind: string): Promise<number> {
  const line = await context.browser()?.newBrowserCDPSession();
  if (!line) throw new Error("the browser tells nothing of its processes");
  const { processInfo } = await line.send("SystemInfo.getProcessInfo");
  await line.detach();
  const all = processInfo.filter(({ type }) => type === kind);
  const most = Math.max(...all.map(({ cpuTime }) => cpuTime));
  // Not one that idly waits for the next page: that page would be given a process just killed.
  const found = all.filter(({ cpuTime }) => cpuTime >= most / 10);
  for (const { id } of found) process.kill(id, "SIGKILL");
  return found.length;
}

/** CHROMIUM names another one than the installed. */
function findChromium(): string {
  const { CHROMIUM, PATH = "" } = process.env;
  if (CHROMIUM) return CHROMIUM;
  for (const folder of PATH.split(delimiter)) {
    for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
      if (existsSync(join(folder, name))) return join(folder, name);
    }
  }
  throw new Error("no Chromium: install the package chromium, or name one in CHROMIUM");
}

async function failure(exited: Promise<number | null>): Promise<never> {
  const code = await exited;
  throw new Error(`main ended before its window opened, with exit code ${code}`);
}

function tooLate(what: string): Promise<never> {
  return new Promise((_, reject) => {
    const fail = () => reject(new Error(`${what} within ${LAUNCH_TIMEOUT_MS / 1000} s`));
    setTimeout(fail, LAUNCH_TIMEOUT_MS).unref();
  });
}
