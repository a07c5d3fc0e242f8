import type { TaskProgress } from "../../src-worker/api.ts";
import type { Surroundings } from "./command.ts";
import { printable } from "./table.ts";

/** Tells on one line of the terminal how far a file is read; silent elsewhere. */
export function openingLine({ stderr, env }: Pick<Surroundings, "stderr" | "env">): {
  show(progress: TaskProgress): void;
  clear(): void;
} {
  const silent = !stderr.isTTY || env.TERM === "dumb";
  let shown = false;
  return {
    show({ what, done, total }) {
      if (silent) return;
      const share = total === null || total === 0 ? "" : ` ${Math.floor((100 * done) / total)} %`;
      stderr.write(`\r\u001b[K${printable(what)}${share}`);
      shown = true;
    },
    clear() {
      if (shown) stderr.write("\r\u001b[K");
      shown = false;
    },
  };
}
