import type { Command as Words } from "commander";
import type { Engine } from "../../src-worker/api.ts";
import type { Surroundings } from "./command.ts";

const GIVES_UP = "the same seed no longer gives the same bits on every computer";

/** Of a model some of whose steps were taken so. */
export const FAST_STEPS = "fast: another computer may come to other bits";

/** Declares --fast. */
export function declareFast(words: Words): void {
  words.option("--fast", `round products once instead of twice: faster, but ${GIVES_UP}`);
}

/** Lets the engine train in fast arithmetic, and tells what that gives up, or that it cannot. */
export async function chooseFast(
  engine: Engine,
  { stderr }: Pick<Surroundings, "stderr">,
  say: (text: string) => void,
): Promise<void> {
  const { canBeFast } = await engine.setCompute({ threads: null, arithmetic: "fast" });
  if (canBeFast) say(`fast arithmetic: ${GIVES_UP}\n`);
  else {
    stderr.write(
      "chainrule: warning: --fast needs relaxed SIMD, which is not to be had here; " +
        "training is exact, as without it\n",
    );
  }
}
