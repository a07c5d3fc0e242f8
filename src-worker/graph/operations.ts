import { activationOperations } from "./activations.ts";
import { dropout } from "./dropout.ts";
import { linear } from "./linear.ts";
import { lossOperations, reductionOperations } from "./losses.ts";
import type { Operation } from "./operation.ts";

const byName = new Map(
  [linear, ...activationOperations, ...lossOperations, ...reductionOperations, dropout].map(
    (operation): [string, Operation] => [operation.name, operation],
  ),
);

/** The operation of that name: a node's `operation`. */
export function findOperation(name: string): Operation {
  const operation = byName.get(name);
  if (operation === undefined) throw new Error(`there is no operation "${name}"`);
  return operation;
}
