/**
 * `npm run preview [-- --screenshot FILE] [--size 1280x800] [--dark] [FILE …]`: the real window in
 * the stand-in host, for looking at it where Electron is not installed. With a screen it stays
 * open until it is closed; without one it takes a picture.
 */
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import {
  asCommand,
  ensureBuilt,
  ensureInstalled,
  hasDisplay,
  root,
  SetupError,
  say,
} from "../../src-main/setup.mjs";

const SETTLED_MS = 500;

await asCommand(async () => {
  const { values, positionals } = wishes();
  const size = sizeOf(values.size);
  ensureInstalled();
  ensureBuilt();
  const launch = await loadLaunch();
  const visible = hasDisplay() && !values.screenshot;
  if (!visible && !values.screenshot) {
    throw new SetupError("no display to show the window on; take a picture: --screenshot FILE");
  }
  const args = positionals.map((path) => resolve(callersFolder(), path));
  const host = await launch({ args, visible });
  try {
    const page = await host.firstWindow();
    await page.emulateMedia({ colorScheme: values.dark ? "dark" : "light" });
    if (visible) {
      say(`the window is open (${host.kind}); close it to end`);
      await host.ended;
      return;
    }
    await page.setViewportSize(size);
    // Usable: main's services answer, fonts are there, and nothing moves any more.
    await page.evaluate(() => Promise.all([window.chainrule.settings(), document.fonts.ready]));
    await page.waitForTimeout(SETTLED_MS);
    const file = resolve(callersFolder(), values.screenshot);
    await page.screenshot({ path: file });
    say(`the picture is in ${file}`);
  } finally {
    await host.close();
  }
});

function wishes() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        screenshot: { type: "string" },
        size: { type: "string", default: "1280x800" },
        dark: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    throw new SetupError(error.message);
  }
}

function sizeOf(words) {
  const [, width, height] = /^(\d+)x(\d+)$/.exec(words) ?? [];
  if (!width) throw new SetupError(`--size ${words}: give width x height, as in 1280x800`);
  return { width: Number(width), height: Number(height) };
}

/** The host is TypeScript, which the oldest Node we run on does not load by itself. */
async function loadLaunch() {
  const { runnerImport } = await import("vite");
  const { module } = await runnerImport(join(root, "test", "host", "launch.ts"), {
    root,
    configFile: false,
    logLevel: "error",
  });
  return module.launch;
}

/** Where the person stands: npm itself moves to the project's root. */
function callersFolder() {
  return process.env.INIT_CWD ?? process.cwd();
}
