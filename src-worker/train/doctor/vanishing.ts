import type { Finding, Remedy } from "./finding.ts";
import { endsOf, gradientPerParameter } from "./gradients.ts";
import type { Probe } from "./probe.ts";
import { layerName } from "./words.ts";

const RATIO = 1 / 300;

/** Gradients that shrink on their way back to the first layer. */
export function vanishing(probe: Probe): Finding[] {
  const ends = endsOf(probe);
  if (!ends) return [];
  const [first, last] = ends;
  const [own, end] = [gradientPerParameter(probe, first), gradientPerParameter(probe, last)];
  if (!(end > 0 && own < RATIO * end)) return [];
  const { network } = probe;
  const flat = network.layers.findIndex(
    ({ activation }, layer) =>
      layer < network.layers.length - 1 && ["sigmoid", "tanh"].includes(activation),
  );
  const remedies: Remedy[] = [];
  if (flat >= 0) {
    remedies.push({
      label: `Use ReLU in ${layerName(network, flat)}`,
      kind: "activation",
      layer: flat,
      activation: "relu",
    });
  }
  if (probe.training.initializer.name !== "he") {
    remedies.push({
      label: "Start from He's weights",
      kind: "training",
      change: { initializer: { name: "he", options: {} } },
    });
  }
  return [
    {
      kind: "vanishing",
      layer: first.layer,
      title: "Gradients vanish on their way back",
      words:
        "Each layer multiplies the gradient by its weights and its activation's derivative. Where these are small, almost nothing is left for the first layers, which then hardly learn.",
      evidence: [
        { name: `gradient of ${layerName(network, first.layer)}, root mean square`, value: own },
        { name: `gradient of ${layerName(network, last.layer)}, root mean square`, value: end },
        { name: "ratio", value: own / end },
      ],
      remedies,
    },
  ];
}
