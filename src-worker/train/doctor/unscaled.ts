import type { Finding } from "./finding.ts";
import type { Probe } from "./probe.ts";

/** Root mean square of an input beyond which sigmoids saturate and steps grow too long. */
const LARGE = 5;
const MOST_ROWS = 500;

interface Size {
  readonly name: string;
  /** Root mean square. */
  readonly size: number;
}

/** Inputs far from the size of 1 that learning rates and initial weights are made for. */
export function unscaled(probe: Probe): Finding[] {
  const sizes = inputSizes(probe);
  const large = sizes.filter(({ size }) => size > LARGE);
  const [largest] = large;
  if (!largest) return [];
  const smallest = sizes.at(-1) as Size;
  const evidence = [{ name: `size of “${largest.name}”, root mean square`, value: largest.size }];
  if (smallest !== largest) {
    evidence.push({ name: `size of “${smallest.name}”`, value: smallest.size });
  }
  return [
    {
      kind: "unscaled",
      layer: null,
      title: large.length === 1 ? `“${largest.name}” is not scaled` : "Inputs are not scaled",
      words:
        "The gradient of a weight is proportional to its input: large inputs make long steps and saturate units, and no one learning rate suits inputs of different size.",
      evidence,
      remedies: [{ label: "Standardise the inputs", kind: "standardize" }],
    },
  ];
}

export const looksUnscaled = (probe: Probe): boolean =>
  inputSizes(probe).some(({ size }) => size > LARGE);

/** The largest first. */
function inputSizes({ dataset }: Probe): Size[] {
  const { inputs, inputNames, parts } = dataset;
  const { x, rows } = parts.training;
  const stride = Math.max(1, Math.ceil(rows / MOST_ROWS));
  const squares = new Float64Array(inputs);
  let count = 0;
  for (let row = 0; row < rows; row += stride, count++) {
    for (let input = 0; input < inputs; input++) {
      const value = x[row * inputs + input] as number;
      squares[input] = (squares[input] as number) + value * value;
    }
  }
  return inputNames
    .map((name, input) => ({ name, size: Math.sqrt((squares[input] as number) / count) }))
    .sort((one, other) => other.size - one.size);
}
