import type { Finding } from "./finding.ts";
import type { Probe } from "./probe.ts";
import { percent } from "./words.ts";

/** Rows of the largest class for one of the smallest. */
const RATIO = 9;

/** Classes of very different size: the rare ones hardly count in loss and accuracy. */
export function imbalance({ dataset }: Probe): Finding[] {
  const { target } = dataset.preprocessing;
  const { labels, rows } = dataset.parts.training;
  if (target.task === "regression") return [];
  const counts = target.labels.map(() => 0);
  for (const label of labels) counts[label] = (counts[label] as number) + 1;
  const most = Math.max(...counts);
  const fewest = Math.min(...counts);
  if (most < RATIO * fewest) return [];
  const name = (count: number) => target.labels[counts.indexOf(count)] as string;
  return [
    {
      kind: "imbalance",
      layer: null,
      title: `“${name(fewest)}” is rare`,
      words:
        "Whoever always guesses the most frequent class is right most of the time, so a good accuracy says little. Look at recall and precision of each class, and at the area under the precision–recall curve.",
      evidence: [
        { name: `training rows of “${name(most)}”`, value: most },
        { name: `training rows of “${name(fewest)}”`, value: fewest },
        { name: "accuracy of always guessing the former", value: percent(most / rows) },
      ],
      remedies: [{ label: "See the figures of each class", kind: "show-classes" }],
    },
  ];
}
