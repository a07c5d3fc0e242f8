import type {
  DatasetSpec,
  DatasetSummary,
  LayerSpec,
  ModelState,
  NetworkSpec,
  Objection,
} from "../../src-worker/api.ts";
import type { Surroundings } from "./command.ts";
import { FAST_STEPS } from "./fast.ts";
import { counted, printable, shortNumber } from "./table.ts";

/** What is predicted when no option says it. */
export function describeTarget({ targets }: DatasetSpec, isSample: boolean): string {
  const why = isSample ? "what the sample is for" : "the last column";
  return `target: ${printable(targets.join(", "))} (${why}; another with --target)\n`;
}

/** How the table is used, and what is unwise about the choices made for it. */
export function describeDataset(
  { rows, dropped, ignored, notes }: DatasetSummary,
  objections: readonly Objection[],
): string {
  const parts = (["training", "validation", "test"] as const).filter((part) => rows[part] > 0);
  const left = dropped > 0 ? `; ${dropped} left out for missing values` : "";
  const lines = [
    `rows: ${parts.map((part) => `${rows[part]} ${part}`).join(", ")}${left}`,
    ...ignored.map(({ column, why }) => `column ${column} is not used: ${why}`),
    ...notes,
    ...objections.map(({ words }) => `warning: ${words}`),
  ];
  return `${lines.map(printable).join("\n")}\n`;
}

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
  if (state.arithmetic === "fast") {
    lines.push(`arithmetic ${FAST_STEPS}`);
  }
  return `${lines.join("\n")}\n`;
}

/** Says of a model whose file held tensors alone what is assumed about it. */
export function warnIfPlain({ plain }: ModelState, { stderr }: Pick<Surroundings, "stderr">): void {
  if (!plain) return;
  stderr.write(
    "chainrule: warning: the model's file does not say its activations; they count as identity\n",
  );
}

/** `2 – 16 relu – 1 sigmoid`. */
export function architecture({ inputs, layers }: NetworkSpec): string {
  return [String(inputs), ...layers.map(layerWords)].join(" – ");
}

function layerWords({ units, activation }: LayerSpec): string {
  return `${units} ${activation}`;
}
