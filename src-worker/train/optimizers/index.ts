import { adam, adamw } from "./adam.ts";
import { momentum, nesterov } from "./momentum.ts";
import type { Optimizer } from "./optimizer.ts";
import { rmsprop } from "./rmsprop.ts";
import { sgd } from "./sgd.ts";

export const optimizers: readonly Optimizer[] = [sgd, momentum, nesterov, rmsprop, adam, adamw];
