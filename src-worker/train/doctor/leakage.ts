import type { Finding } from "./finding.ts";
import type { Probe } from "./probe.ts";

/** Features that say the target by themselves, as the data set's own hints have found them. */
export function leakage({ dataset }: Probe): Finding[] {
  return dataset.hints
    .filter(({ kind }) => kind === "leak")
    .map(({ column, words }) => ({
      kind: "leakage",
      layer: null,
      title: `“${column}” gives the target away`,
      words:
        "With the answer among its inputs a network looks perfect, on held-out rows too, and fails where the answer is not known yet. Keep the column only if it will be known when the model is used.",
      evidence: [{ name: "what was seen", value: words }],
      remedies: [{ label: `Leave “${column}” out`, kind: "ignore", column }],
    }));
}
