import type { Command } from "../command.ts";
import { check } from "./check.ts";
import { describe } from "./describe.ts";
import { evaluate } from "./evaluate.ts";
import { inspect } from "./inspect.ts";
import { predict } from "./predict.ts";
import { samples } from "./samples.ts";
import { solve } from "./solve.ts";
import { train } from "./train.ts";

/** The commands, in the order help lists them. */
export const commands: readonly Command[] = [
  train,
  evaluate,
  predict,
  inspect,
  describe,
  samples,
  solve,
  check,
];
