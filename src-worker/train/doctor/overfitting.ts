import type { Finding, Remedy } from "./finding.ts";
import type { Probe } from "./probe.ts";

/** Epochs since the best, so that a single bad one is no finding. */
const PATIENCE = 10;
/** How much worse than its best the validation loss is. */
const RISE = 1.15;
const DECAY = 0.001;

/** A validation loss that rises while the training loss falls. */
export function overfitting({ history, training }: Probe): Finding[] {
  const last = history.epochs.at(-1);
  if (!last || last.validationLoss === null) return [];
  let best = last;
  for (const point of history.epochs) {
    if ((point.validationLoss ?? Infinity) < (best.validationLoss ?? Infinity)) best = point;
  }
  const lowest = best.validationLoss ?? Infinity;
  const rose = last.validationLoss > RISE * lowest && last.epoch - best.epoch >= PATIENCE;
  if (!(rose && last.loss < best.loss && last.loss < last.validationLoss)) return [];
  const remedies: Remedy[] = [];
  if (training.earlyStopping === null) {
    remedies.push({
      label: `Stop after ${PATIENCE} epochs without a better one`,
      kind: "training",
      change: { earlyStopping: PATIENCE },
    });
  }
  if (training.weightDecay === 0) {
    remedies.push({
      label: `Weight decay ${DECAY}`,
      kind: "training",
      change: { weightDecay: DECAY },
    });
  }
  return [
    {
      kind: "overfitting",
      layer: null,
      title: "The network overfits",
      words:
        "It gets better on the rows it trains on and worse on those it does not: it learns the rows by heart. Stopping earlier, a penalty on the weights, dropout, fewer units or more rows help.",
      evidence: [
        { name: "lowest validation loss", value: lowest },
        { name: "in epoch", value: best.epoch },
        { name: "validation loss now", value: last.validationLoss },
        { name: "training loss then", value: best.loss },
        { name: "training loss now", value: last.loss },
      ],
      remedies,
    },
  ];
}
