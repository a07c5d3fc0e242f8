import type { Finding, Remedy } from "./finding.ts";
import type { Probe } from "./probe.ts";
import { scaledBy } from "./words.ts";

/** A step that makes its own batch's loss so much worse is too long. */
const RISE = 0.25;
/** … unless the rise is nothing beside the losses that training came from. */
const NOTICEABLE = 0.02;
/** Epochs that are looked back at. */
const RECENT = 10;
/** Factor by which an epoch's loss is above the lowest before it. */
const JUMP = 1.5;
/** Share of the loss that a far longer step must take off where one hardly does. */
const LARGE_DROP = 0.05;

/** Steps that overshoot: training diverged, or a step makes its own batch worse. */
export function rateTooHigh(probe: Probe): Finding[] {
  const { learningRate, loss, stopped, history } = probe;
  const finding = (words: string, evidence: Finding["evidence"]): Finding[] => [
    {
      kind: "rate-high",
      layer: null,
      title: "The learning rate is too high",
      words,
      evidence: [{ name: "learning rate", value: learningRate }, ...evidence],
      remedies: [changeRate(probe, 0.1)],
    },
  ];
  if (stopped?.kind === "diverged" || loss === null) {
    return finding(
      "Each step overshot further, until the numbers were no longer finite.",
      stopped ? [{ name: "what happened", value: stopped.words }] : [],
    );
  }
  const { before, after } = loss;
  const largest = Math.max(before, ...history.epochs.map((epoch) => epoch.loss));
  const rise = after - before;
  if (!(rise > RISE * before && rise > NOTICEABLE * largest)) {
    const jump = jumpOf(probe);
    return jump === null
      ? []
      : finding(
          "The training loss should fall from epoch to epoch, if unevenly. It jumps up: steps overshoot, and what was learnt is lost again.",
          [
            { name: `training loss of epoch ${jump.epoch}`, value: jump.loss },
            { name: "lowest before", value: jump.lowest },
          ],
        );
  }
  return finding(
    "A step along the gradient should lower the loss of the very rows it was made from. This one raises it: it goes down one side of the valley and up the other.",
    [
      { name: "loss of a batch before a step", value: before },
      { name: "loss of the same batch after it", value: after },
    ],
  );
}

/** The latest of the last epochs whose loss was far above the lowest before it, at this rate. */
function jumpOf({ history, learningRate }: Probe) {
  const start = history.steps[0]?.loss ?? Number.POSITIVE_INFINITY;
  const { epochs } = history;
  for (let at = epochs.length - 1; at >= Math.max(0, epochs.length - RECENT); at--) {
    const { epoch, loss, learningRate: own } = epochs[at] as (typeof epochs)[number];
    const lowest = Math.min(start, ...epochs.slice(0, at).map((earlier) => earlier.loss));
    if (own > learningRate) return null;
    if (loss > JUMP * lowest && loss - lowest > NOTICEABLE * start) return { epoch, loss, lowest };
  }
  return null;
}

/** Steps that could be a hundred times longer, or more. */
export function rateTooLow(probe: Probe): Finding[] {
  const { learningRate, loss } = probe;
  if (!loss) return [];
  const { before, after, leap } = loss;
  if (!(leap && before - leap.loss > LARGE_DROP * before)) return [];
  return [
    {
      kind: "rate-low",
      layer: null,
      title: "The learning rate is low",
      words:
        "Steps are so short that the loss hardly moves, while a far longer one in the same direction would lower it at once. Training would get there, but slowly.",
      evidence: [
        { name: "learning rate", value: learningRate },
        { name: "loss of a batch now", value: before },
        { name: "after one step", value: after },
        { name: `after a step ${leap.times} times as long`, value: leap.loss },
      ],
      // One batch would have the step longer than is good for all.
      remedies: [changeRate(probe, leap.times / 10)],
    },
  ];
}

function changeRate({ training }: Probe, factor: number): Remedy {
  const learningRate = scaledBy(training.learningRate, factor);
  return { label: `Set it to ${learningRate}`, kind: "training", change: { learningRate } };
}
