import type { Command } from "../command.ts";
import { check } from "./check.ts";
import { describe } from "./describe.ts";
import { evaluate } from "./evaluate.ts";
import { exportModel } from "./export.ts";
import { importModel } from "./import.ts";
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
  exportModel,
  importModel,
  describe,
  samples,
  solve,
  check,
];
