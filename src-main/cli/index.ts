import { EXIT } from "./failure.ts";
import { runCommandLine } from "./program.ts";
import { guardOutput } from "./stdout.ts";
import { type RunningEngine, startEngine } from "./worker.ts";

const { output, failed } = guardOutput(process.stdout, (line) => process.stderr.write(line));
// Where nobody hears, there is nothing to tell.
process.stderr.on("error", () => {});
// An error of writing may come after everything else is done.
process.on("exit", (status) => {
  if (failed() && status === EXIT.done) process.exitCode = EXIT.badInput;
});

let running: RunningEngine | null = null;

process.exitCode = await runCommandLine(process.argv.slice(2), {
  stdout: output,
  stderr: process.stderr,
  env: process.env,
  now: () => performance.now(),
  openEngine(threads) {
    running ??= startEngine(threads);
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
