import type { LayerSpec, ModelState, NetworkSpec } from "../../src-worker/api.ts";
import { counted, printable, shortNumber } from "./table.ts";

/** What is trained, in a few lines. */
export function describeModel(state: ModelState): string {
  const { network, training, inputNames, targetNames, parameterCount } = state;
  const options = Object.entries(training.optimizer.options).map(
    ([name, value]) => `${name} ${value}`,
  );
  const optimizer = [
    training.optimizer.name,
    `rate ${shortNumber(training.learningRate)}`,
    ...options,
  ];
  const lines = [
    `${counted(inputNames.length, "input")} → ${printable(targetNames.join(", "))} (${state.task})`,
    `network ${architecture(network)}, ${counted(parameterCount, "parameter")}`,
    `loss ${training.loss}, ${optimizer.join(", ")}, batch ${training.batch}, seed ${training.seed}`,
  ];
  return `${lines.join("\n")}\n`;
}

/** `2 – 16 relu – 1 sigmoid`. */
export function architecture({ inputs, layers }: NetworkSpec): string {
  return [String(inputs), ...layers.map(layerWords)].join(" – ");
}

function layerWords({ units, activation }: LayerSpec): string {
  return `${units} ${activation}`;
}
