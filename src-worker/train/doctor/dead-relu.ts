import type { Finding } from "./finding.ts";
import type { Probe } from "./probe.ts";
import { layerName } from "./words.ts";

/** A few idle units do no harm. */
const SHARE = 0.25;

/** ReLUs that are 0 for every row: no gradient reaches their weights any more. */
export function deadRelu({ layers, network, rows }: Probe): Finding[] {
  return layers.flatMap(({ layer, units, dead }) => {
    if (dead === null || dead === 0 || dead < SHARE * units) return [];
    const place = layerName(network, layer);
    return [
      {
        kind: "dead-relu",
        layer,
        title: `${dead} of ${units} units of ${place} are dead`,
        words:
          "A ReLU whose z is negative for every row gives 0, and so is its gradient: its weights never change again. Often one step that was too long has pushed it there.",
        evidence: [
          { name: "units that are 0 for every row", value: dead },
          { name: "units", value: units },
          { name: "rows looked at", value: rows },
        ],
        remedies: [
          {
            label: "Use Leaky ReLU there",
            kind: "activation",
            layer,
            activation: "leakyRelu",
          },
        ],
      },
    ];
  });
}
