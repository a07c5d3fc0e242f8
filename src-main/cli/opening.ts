import type { OnProgress, TaskProgress } from "../../src-worker/api.ts";
import type { Surroundings } from "./command.ts";
import { printable } from "./table.ts";

/** The name that an interrupt cancels opening and preparing by. */
export const OPEN_TASK = "open";

/** Does what may take long, and tells meanwhile how far it is. */
export async function whileTold<T>(
  surroundings: Pick<Surroundings, "stderr" | "env">,
  work: (show: OnProgress) => Promise<T>,
): Promise<T> {
  const line = openingLine(surroundings);
  try {
    return await work(line.show);
  } finally {
    line.clear();
  }
}

/** Tells on one line of the terminal how far something is; silent elsewhere. */
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
