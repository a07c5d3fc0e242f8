import type { Dataset } from "../../data/dataset.ts";
import type { WholeModel } from "../../formats/model.ts";
import { deadRelu } from "./dead-relu.ts";
import { exploding } from "./exploding.ts";
import type { Diagnosis, Finding } from "./finding.ts";
import { imbalance } from "./imbalance.ts";
import { leakage } from "./leakage.ts";
import { rateTooHigh, rateTooLow } from "./learning-rate.ts";
import { overfitting } from "./overfitting.ts";
import { type Probe, probe } from "./probe.ts";
import { saturation } from "./saturation.ts";
import { unscaled } from "./unscaled.ts";
import { vanishing } from "./vanishing.ts";

/** What is looked for, causes before their consequences. */
const examinations: readonly ((probe: Probe) => Finding[])[] = [
  leakage,
  unscaled,
  rateTooHigh,
  exploding,
  deadRelu,
  saturation,
  vanishing,
  rateTooLow,
  overfitting,
  imbalance,
];

/** What is amiss in a training; the model and its training are not touched. */
export function diagnose(model: WholeModel, dataset: Dataset): Diagnosis {
  const seen = probe(model, dataset);
  const { step, rows, batch, learningRate, loss, layers } = seen;
  return {
    step,
    rows,
    batch,
    learningRate,
    loss: loss && { before: loss.before, after: loss.after },
    layers,
    findings: examinations.flatMap((examine) => examine(seen)),
  };
}
