import type { LayerHealth } from "./finding.ts";
import type { Probe } from "./probe.ts";

/** Root mean square of a layer's gradient, so that layers of any size compare. */
export function gradientPerParameter(
  { network }: Probe,
  { layer, gradientNorm }: LayerHealth,
): number {
  const { units, bias } = network.layers[layer] as Probe["network"]["layers"][number];
  const inputs = network.layers[layer - 1]?.units ?? network.inputs;
  return gradientNorm / Math.sqrt(units * (inputs + (bias ? 1 : 0)));
}

/** The first and the last layer of those that are trained; null: fewer than two. */
export function endsOf({ layers, training }: Probe): readonly [LayerHealth, LayerHealth] | null {
  const trained = layers.filter(({ layer }) => !training.frozen.includes(layer));
  const [first, last] = [trained[0], trained.at(-1)];
  return first && last && first !== last ? [first, last] : null;
}
