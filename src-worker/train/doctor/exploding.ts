import type { Finding } from "./finding.ts";
import { endsOf, gradientPerParameter } from "./gradients.ts";
import type { Probe } from "./probe.ts";
import { layerName } from "./words.ts";

const RATIO = 300;
/** Norm of the whole gradient of a mean loss that no usual learning rate can take. */
const NORM = 1000;

/** Gradients that grow on their way back, or are huge altogether. */
export function exploding(probe: Probe): Finding[] {
  const { layers, training, network, batch, loss } = probe;
  if (training.clipNorm !== null || loss === null) return [];
  const share = training.reduction === "sum" ? batch : 1;
  const whole =
    Math.sqrt(layers.reduce((sum, { gradientNorm }) => sum + gradientNorm * gradientNorm, 0)) /
    share;
  const ends = endsOf(probe);
  const [own, end] = ends
    ? [gradientPerParameter(probe, ends[0]), gradientPerParameter(probe, ends[1])]
    : [0, 0];
  if (!(whole >= NORM || (end > 0 && own > RATIO * end))) return [];
  const evidence = [{ name: "norm of the whole gradient", value: whole }];
  if (ends) {
    evidence.push(
      { name: `gradient of ${layerName(network, ends[0].layer)}, root mean square`, value: own },
      { name: `gradient of ${layerName(network, ends[1].layer)}, root mean square`, value: end },
    );
  }
  return [
    {
      kind: "exploding",
      layer: null,
      title: "Gradients explode",
      words:
        "Weights or activations above 1 multiply the gradient in every layer. One step then throws the parameters far away. Unscaled inputs or targets are the usual reason; a limit on the gradient's norm keeps the direction and shortens the step.",
      evidence,
      remedies: [
        { label: "Clip the gradient's norm to 1", kind: "training", change: { clipNorm: 1 } },
      ],
    },
  ];
}
