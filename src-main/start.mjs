/**
 * `npm start`: opens the window. Where that cannot be, says why and how to get it, and does the
 * main job in the terminal instead: trains the bundled sample and writes a model file.
 */
import { spawn, spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import {
  asCommand,
  ensureBuilt,
  ensureInstalled,
  findElectron,
  hasDisplay,
  root,
  say,
} from "./setup.mjs";

const MODEL = "chainrule-model.safetensors";
const SAMPLE = ["train", "sample:letters", "--hidden", "64", "--epochs", "20", "-o", MODEL];

await asCommand(() => {
  ensureInstalled();
  ensureBuilt();
  const electron = findElectron() ?? installElectron();
  const missing = whatIsMissing(electron);
  if (missing.length === 0) return openWindow(electron);
  for (const words of missing) say(words);
  say("until then, the main job in the terminal: training on the bundled sample letters");
  trainInTerminal();
});

/**
 * Electron's own installer, with its mirror and cache settings. It can wait long on a network
 * that swallows packets, so only a person who can watch and interrupt it gets unlimited patience.
 */
function installElectron() {
  const watched = Boolean(process.stderr.isTTY);
  say("fetching Electron's binary (once) …");
  const installer = createRequire(import.meta.url).resolve("electron/install.js");
  spawnSync(process.execPath, [installer], {
    cwd: root,
    stdio: ["ignore", watched ? 2 : "ignore", "ignore"],
    timeout: watched ? undefined : 60_000,
    killSignal: "SIGKILL",
  });
  return findElectron();
}

/** @returns {string[]} why the window cannot open, each with the way out; empty when it can */
function whatIsMissing(electron) {
  const missing = [];
  if (!electron) {
    missing.push(
      "Electron's binary is missing and could not be downloaded. With a network: npx install-electron " +
        "(ELECTRON_MIRROR names another server, ELECTRON_OVERRIDE_DIST_PATH a folder that has it)",
    );
  }
  if (!hasDisplay()) {
    missing.push(
      "no display: neither DISPLAY nor WAYLAND_DISPLAY is set. Start it from a desktop, or: " +
        "xvfb-run -a npm start; `npm run preview` needs only Chromium",
    );
  }
  const isRoot = process.platform === "linux" && process.getuid?.() === 0;
  if (missing.length === 0 && isRoot && !process.argv.includes("--no-sandbox")) {
    missing.push(
      "Electron refuses to run as root with its sandbox on. Start it as an ordinary user, " +
        "or give the sandbox up knowingly: npm start -- --no-sandbox",
    );
  }
  return missing;
}

function openWindow(electron) {
  // Editors built on Electron set this for their terminals; the window would not open with it.
  const { ELECTRON_RUN_AS_NODE: _asNode, ...env } = process.env;
  const args = [root, ...process.argv.slice(2)];
  const app = spawn(electron, args, { cwd: callersFolder(), env, stdio: "inherit" });
  app.on("error", (error) => {
    say(`${electron} does not start: ${error.message}`);
    process.exitCode = 1;
  });
  app.on("exit", (code, signal) => {
    if (code !== 0) say(`the window ended with ${signal ?? `exit code ${code}`}`);
    process.exitCode = code ?? 1;
  });
  stayUntilChildEnds();
}

function trainInTerminal() {
  const folder = callersFolder();
  const args = [join(root, "out", "main", "cli.js"), ...SAMPLE];
  const command = spawn(process.execPath, args, { cwd: folder, stdio: "inherit" });
  command.on("exit", (code) => {
    process.exitCode = code ?? 1;
    if (code === 0) say(`the trained model is in ${join(folder, MODEL)}`);
  });
  stayUntilChildEnds();
}

/** The terminal sends Ctrl+C to the child as well; it saves and ends, then this process does. */
function stayUntilChildEnds() {
  process.on("SIGINT", () => {});
}

/** Where the person stands: npm itself moves to the project's root. */
function callersFolder() {
  const { npm_lifecycle_event: script, INIT_CWD } = process.env;
  return script === "start" && INIT_CWD ? INIT_CWD : process.cwd();
}
