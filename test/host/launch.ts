/**
 * Starts the application for a test: on real Electron where its binary is installed, else on the
 * stand-in. Both answer in the shape of Playwright's ElectronApplication, so a test is written
 * once. The built program is run, out/ has to be up to date.
 */
import { spawn } from "node:child_process";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { _electron, type Page } from "playwright-core";
import { findElectron, root } from "../../src-main/setup.mjs";
import { startAgain, startStandIn } from "./stand-in.ts";

export interface LaunchOptions {
  /** Folder of settings and browser profile; a fresh one, removed at the end, by default. */
  readonly userData?: string;
  /** What a user would type after the program's name: files to open. */
  readonly args?: readonly string[];
  /** A window on the screen. Real Electron always shows one. */
  readonly visible?: boolean;
}

/** The functions of Electron's main module as a test's function finds them. */
export type Electron = typeof import("electron");

export type ProcessKind = "renderer" | "GPU";

export interface Host {
  readonly kind: "electron" | "stand-in";
  /** The folder of settings. */
  readonly userData: string;
  /**
   * Runs a function in main. It is sent as text: it sees its arguments and nothing around it.
   * @returns what it returns, cloned
   */
  evaluate<Result, Arg = undefined>(
    body: (electron: Electron, arg: Arg) => Result | Promise<Result>,
    arg?: Arg,
  ): Promise<Result>;
  /** The page of the first window, loaded. */
  firstWindow(): Promise<Page>;
  /** The pages of all windows, oldest first. */
  windows(): Page[];
  /** Drops files from the desktop onto the middle of the page, or of one element of it. */
  drop(page: Page, paths: readonly string[], selector?: string): Promise<void>;
  /** Ends the program at once, without asking about unsaved work. */
  close(): Promise<void>;
  /** Ends it as a crash or a power cut would. */
  kill(): Promise<void>;
  /** Ends the processes behind its windows (SIGKILL), or the one that draws them. @returns how many */
  killProcesses(kind: ProcessKind): Promise<number>;
  /** Starts the program once more, as the desktop does to open files. @returns its exit code */
  startAgain(args: readonly string[]): Promise<number | null>;
  /** Settles when the program has ended. */
  readonly ended: Promise<unknown>;
}

export async function launch(options: LaunchOptions = {}): Promise<Host> {
  const userData = options.userData ?? (await mkdtemp(join(tmpdir(), "chainrule-host-")));
  const args = options.args ?? [];
  const executable = findElectron();
  const host = executable
    ? await launchElectron(executable, userData, args)
    : await launchStandIn(userData, args, options.visible ?? false);
  if (options.userData !== undefined) return host;
  const ended = host.ended.then(() =>
    rm(userData, { recursive: true, force: true, maxRetries: 5 }),
  );
  return {
    ...host,
    ended,
    close: () => host.close().then(() => ended),
    kill: () => host.kill().then(() => ended),
  };
}

async function launchElectron(
  executablePath: string,
  userData: string,
  args: readonly string[],
): Promise<Host> {
  const electron = await _electron.launch({
    executablePath,
    args: [`--user-data-dir=${userData}`, root, ...args],
  });
  const ended = new Promise<void>((resolve) => electron.once("close", () => resolve()));
  return {
    kind: "electron",
    userData,
    evaluate: electron.evaluate.bind(electron) as unknown as Host["evaluate"],
    firstWindow: () => electron.firstWindow(),
    windows: () => electron.windows(),
    drop: (page, paths, selector) => drop(page, paths, selector),
    async close() {
      await electron.evaluate(({ app }) => app.exit(0)).catch(() => {});
      await ended;
    },
    async kill() {
      electron.process().kill("SIGKILL");
      await ended;
    },
    killProcesses: (kind) =>
      electron.evaluate(
        ({ app }, type) => {
          const found = app.getAppMetrics().filter((one) => one.type === type);
          for (const { pid } of found) process.kill(pid, "SIGKILL");
          return found.length;
        },
        kind === "GPU" ? "GPU" : "Tab",
      ),
    startAgain(args) {
      const again = spawn(executablePath, [`--user-data-dir=${userData}`, root, ...args]);
      return new Promise((resolve) => again.once("exit", resolve));
    },
    ended,
  };
}

async function launchStandIn(
  userData: string,
  args: readonly string[],
  visible: boolean,
): Promise<Host> {
  const options = { root, userData, args, visible };
  const standIn = await startStandIn(options);
  return {
    kind: "stand-in",
    userData,
    evaluate: (body, arg) => standIn.evaluate(body.toString(), arg) as never,
    firstWindow: standIn.firstWindow,
    windows: standIn.windows,
    async drop(page, paths, selector) {
      const files = paths.map(async (path) => {
        const { size } = await stat(path);
        return { name: basename(path), size, path: resolve(path) };
      });
      await standIn.offerFiles(page, await Promise.all(files));
      await drop(page, paths, selector);
    },
    async close() {
      // The answer gets lost when main ends before it.
      await standIn.evaluate("({ app }) => app.exit(0)", undefined).catch(() => {});
      await standIn.ended;
    },
    kill: standIn.kill,
    killProcesses: standIn.killProcesses,
    startAgain: (args) => startAgain({ ...options, args }),
    ended: standIn.ended,
  };
}

async function drop(page: Page, paths: readonly string[], selector = "body"): Promise<void> {
  const box = await page.locator(selector).boundingBox();
  if (!box) throw new Error(`nothing to drop on: ${selector}`);
  const cdp = await page.context().newCDPSession(page);
  const point = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const data = { items: [], files: paths.map((path) => resolve(path)), dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"] as const) {
    await cdp.send("Input.dispatchDragEvent", { type, ...point, data });
  }
  await cdp.detach();
}
