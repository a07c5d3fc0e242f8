import type { Finding, Remedy } from "./finding.ts";
import type { Probe } from "./probe.ts";
import { looksUnscaled } from "./unscaled.ts";
import { layerName, percent } from "./words.ts";

const SHARE = 0.6;

/** Sigmoids and tanhs on their flat ends, where next to no gradient passes. */
export function saturation(probe: Probe): Finding[] {
  const { layers, network, rows, training } = probe;
  return layers.flatMap(({ layer, saturated, activation }) => {
    if (saturated === null || saturated < SHARE) return [];
    const remedies: Remedy[] = [];
    if (layer === 0 && looksUnscaled(probe)) {
      remedies.push({ label: "Standardise the inputs", kind: "standardize" });
    }
    if (training.initializer.name !== "glorot") {
      remedies.push({
        label: "Start from smaller weights (Glorot)",
        kind: "training",
        change: { initializer: { name: "glorot", options: {} } },
      });
    }
    remedies.push({ label: "Use ReLU there", kind: "activation", layer, activation: "relu" });
    return [
      {
        kind: "saturation",
        layer,
        title: `${percent(saturated)} of the ${activation} values of ${layerName(network, layer)} are saturated`,
        words:
          "Far from 0 the curve is flat, and its derivative multiplies every gradient that passes: the layers before learn very slowly. Large inputs or large weights are the usual reason.",
        evidence: [
          {
            name: "share of values with a derivative under 5 % of the largest",
            value: percent(saturated),
          },
          { name: "rows looked at", value: rows },
        ],
        remedies,
      },
    ];
  });
}
