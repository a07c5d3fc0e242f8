import { findSample } from "../data/samples/index.ts";
import { UserError } from "../errors.ts";
import type { NetworkProblem } from "../inspect/problem.ts";
import type { BenchExample } from "./contract.ts";

/** A generated data set with hidden layers for it. @throws {UserError} when there is no such one */
export function sampleExample(
  name: string,
  hidden: BenchExample["hidden"],
  words: string,
): BenchExample {
  return { source: { kind: "sample", name: findSample(name).name }, hidden, words };
}

/** The rows of a problem as a table, and the hidden layers of its network. */
export function problemExample(
  { title, network, rows, x, target, loss }: NetworkProblem,
  words: string,
): BenchExample {
  if (!target) {
    throw new UserError(
      "the problem has no targets to train on",
      "give it a loss, and y or labels",
    );
  }
  const targets = target.length / rows;
  const names = [
    ...Array.from({ length: network.inputs }, (_, input) => `x${input + 1}`),
    // Classes as words, so that they are no numbers to be predicted.
    ...(loss === "cce" ? ["class"] : columnsOf("y", targets)),
  ];
  const lines = Array.from({ length: rows }, (_, row) => [
    ...x.subarray(row * network.inputs, (row + 1) * network.inputs),
    ...Array.from(target.subarray(row * targets, (row + 1) * targets), (value) =>
      loss === "cce" ? `class ${value}` : value,
    ),
  ]);
  const text = [names, ...lines].map((cells) => cells.join("\t")).join("\n");
  return {
    source: { kind: "text", name: title || "Problem", text: `${text}\n` },
    hidden: network.layers.slice(0, -1).map(({ units, activation }) => ({ units, activation })),
    words,
  };
}

const columnsOf = (letter: string, count: number) =>
  count === 1 ? [letter] : Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);
