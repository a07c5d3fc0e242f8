import { EXIT } from "./failure.ts";
import { runCommandLine } from "./program.ts";
import { type RunningEngine, startEngine } from "./worker.ts";

/** A reader that has seen enough (`| head`) is no failure. */
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(EXIT.done);
  throw error;
});

let running: RunningEngine | null = null;

process.exitCode = await runCommandLine(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  now: () => performance.now(),
  openEngine() {
    running ??= startEngine();
    return running.engine;
  },
  onInterrupt(callback) {
    let before = false;
    process.on("SIGINT", () => {
      if (before) process.exit(EXIT.interrupted);
      before = true;
      callback();
    });
  },
});
await (running as RunningEngine | null)?.end();
