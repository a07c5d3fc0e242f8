import { activationOperations } from "./activations.ts";
import { arrange } from "./arrange.ts";
import { dropout } from "./dropout.ts";
import { binaryOperations } from "./elementwise.ts";
import { linear } from "./linear.ts";
import { lossOperations, reductionOperations } from "./losses.ts";
import { matrixOperations } from "./matrices.ts";
import type { Operation } from "./operation.ts";
import { partOperations } from "./parts.ts";
import { tensorReductions } from "./reductions.ts";

const operations: readonly Operation[] = [
  linear,
  ...activationOperations,
  ...lossOperations,
  ...reductionOperations,
  dropout,
  ...binaryOperations,
  ...matrixOperations,
  ...tensorReductions,
  ...partOperations,
  arrange,
];

const byName = new Map(operations.map((operation) => [operation.name, operation]));

/** The operation of that name: a node's `operation`. */
export function findOperation(name: string): Operation {
  const operation = byName.get(name);
  if (operation === undefined) throw new Error(`there is no operation "${name}"`);
  return operation;
}
