import { readFileSync } from "node:fs";

interface Tensor {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}
interface Case {
  readonly id: string;
  readonly problem?: { readonly x?: readonly (readonly number[])[] };
  readonly expected: Readonly<Record<string, Tensor>>;
}

const { cases, expressions } = JSON.parse(
  readFileSync(new URL("../../vectors/worked-problems.json", import.meta.url), "utf8"),
) as { cases: readonly Case[]; expressions: readonly Case[] };

/** Question → case of the reference vectors, name of the result, and the row where one is asked for. */
const places: Readonly<Record<string, readonly [id: string, result: string, row?: number]>> = {
  "1.2b-zH": ["1.2", "layers.0.z"],
  "1.2b-uH": ["1.2", "layers.0.u"],
  "1.2b-zO": ["1.2", "layers.1.z"],
  "1.2b-y": ["1.2", "output"],
  "1.2c": ["1.2", "output", 4],
  "1.5a": ["1.5b", "layers.0.u", 0],
  "1.5b": ["1.5b", "output"],
  "1.5c": ["1.5c", "output", 0],
  "2.1-at": ["2.1", "d/dx"],
  "2.2-z": ["2.2", "grad.layers.0.z"],
  "2.2-w": ["2.2", "grad.layers.0.weight"],
  "2.2-b": ["2.2", "grad.layers.0.bias"],
  "2.3a-at": ["2.3a", "d/dz"],
  "2.3c-at": ["2.3bc", "d/dx"],
  "2.4-L": ["2.4", "value"],
  "2.4-b": ["2.4", "d/db"],
  "2.4-W": ["2.4", "d/dW"],
  "2.4-x": ["2.4", "d/dx"],
  "3.1-L": ["3.1", "loss"],
  "3.1-zO-at": ["3.1", "grad.layers.1.z"],
  "3.1-WO-at": ["3.1", "grad.layers.1.weight"],
  "3.1-bO-at": ["3.1", "grad.layers.1.bias"],
  "3.1-uH-at": ["3.1", "grad.layers.0.u"],
  "3.1-zH-at": ["3.1", "grad.layers.0.z"],
  "3.1-WH-at": ["3.1", "grad.layers.0.weight"],
  "3.1-bH-at": ["3.1", "grad.layers.0.bias"],
  "3.2-L": ["3.2", "loss"],
  "3.2-y-at": ["3.2", "grad.layers.1.z"],
  "3.2-alpha-at": ["3.2", "grad.layers.1.weight"],
  "3.2-u-at": ["3.2", "grad.layers.0.u"],
  "3.2-z-at": ["3.2", "grad.layers.0.z"],
  "3.2-W-at": ["3.2", "grad.layers.0.weight"],
  "3.2-b-at": ["3.2", "grad.layers.0.bias"],
};

const numbersOf = (id: string, result: string): Tensor => {
  const found = [...cases, ...expressions].find((one) => one.id === id && result in one.expected);
  const tensor = found?.expected[result];
  if (!tensor) throw new Error(`the vectors have no ${result} of ${id}`);
  return tensor;
};

/** Rows of problem 1.3's grid that the lesson asks for. */
const samples = [
  [-0.5, -0.5],
  [0, 0],
  [0.25, 0.25],
  [0.5, 0.5],
  [0.25, 1],
  [1, 0],
];

const regions = () => {
  const rows = cases.find(({ id }) => id === "1.3")?.problem?.x ?? [];
  const { data } = numbersOf("1.3", "output");
  return samples.map((sample) => data[rows.findIndex((row) => row.join() === sample.join())]);
};

/** What the vectors say of sizes and shapes, and of some rows. */
const others: readonly (readonly [question: string, answer: unknown])[] = [
  ["1.1a-hidden", numbersOf("1.1", "layers.0.u").shape[1]],
  ["1.1a-output", numbersOf("1.1", "output").shape[1]],
  ["1.3-values", regions()],
  ["2.1-shape", numbersOf("2.1", "d/dx").shape],
  ["2.3b-shape", numbersOf("2.3bc", "d/dW").shape],
];

/** Answers that others have worked out, as a student may type them, by question; for seed 0. */
export const workedAnswers: ReadonlyMap<string, string> = new Map([
  ...others.map(([question, answer]) => [question, JSON.stringify(answer)] as const),
  ...Object.entries(places).map(([question, [id, result, row]]) => {
    const whole = nested(numbersOf(id, result));
    return [
      question,
      JSON.stringify(row === undefined ? whole : (whole as unknown[])[row]),
    ] as const;
  }),
]);

function nested({ shape, data }: Tensor): unknown {
  const [length, ...rest] = shape;
  if (length === undefined) return data[0];
  const size = data.length / length;
  return Array.from({ length }, (_, at) =>
    nested({ shape: rest, data: data.slice(at * size, (at + 1) * size) }),
  );
}
