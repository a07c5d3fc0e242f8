/**
 * Entry of the child process: puts the fake in Electron's place and runs the real, built main.
 * Arguments: the application's folder, then what a user would type after it.
 */
import { readFileSync } from "node:fs";
import { register } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

register("./resolve.mjs", import.meta.url);

const [node, , folder, ...args] = process.argv;
process.argv = [node, folder, ...args];
// Electron takes this switch itself; here it names the folder of this one test.
const userData = args.find((word) => word.startsWith("--user-data-dir=")).split("=")[1];

const electron = await import("./index.mjs");
const { becomeReady, prepare } = await import("./app.mjs");
const { startServer } = await import("./protocol.mjs");
const { answer, tell } = await import("./wire.mjs");

answer("evaluate", ({ source, arg }) => {
  // biome-ignore lint/security/noGlobalEval: a test's function comes as text, as in Playwright
  const body = globalThis.eval(`(${source})`);
  return body(electron, arg);
});
tell("serving", { port: await startServer() });
prepare(resolve(userData));
const { main } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
await import(pathToFileURL(join(folder, main)).href);
becomeReady();
