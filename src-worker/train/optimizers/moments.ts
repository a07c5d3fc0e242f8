import { wholePower } from "../../kernels/power.ts";
import type { OptionSpec } from "../options.ts";
import { type Optimizer, PENALTY_CONTROLS, penalized, type UpdateContext } from "./optimizer.ts";

export const momentOptions: readonly OptionSpec[] = [
  { name: "beta1", label: "β₁", default: 0.9, minimum: 0, maximum: 0.99999 },
  { name: "beta2", label: "β₂", default: 0.999, minimum: 0, maximum: 0.999999 },
  { name: "eps", label: "ε", default: 1e-8, minimum: 1e-12, maximum: 1 },
];

export const MOMENT_CONTROLS = PENALTY_CONTROLS + 8;

/**
 * The scalars of a step: λ₂, λ₁, what is kept of the parameters, β₁, 1 − β₁, β₂, 1 − β₂,
 * α / (1 − β₁ᵗ), √(1 − β₂ᵗ), ε.
 * @param keep factor that shrinks the parameters before the step
 */
export function momentControls(context: UpdateContext, l2: number, keep: number): number[] {
  const { step, learningRate, l1, options } = context;
  const { beta1 = 0, beta2 = 0, eps = 0 } = options;
  return [
    l2,
    l1,
    keep,
    beta1,
    1 - beta1,
    beta2,
    1 - beta2,
    learningRate / (1 - wholePower(beta1, step)),
    Math.sqrt(1 - wholePower(beta2, step)),
    eps,
  ];
}

/** The update that Adam and AdamW share: p ← keep·p, then Adam's step. */
export const momentKernel: Optimizer["kernel"] =
  (a) =>
  ({ f }, p, g, controls, mean, square, count) => {
    const { round, sqrt } = a;
    const l2 = f[controls] as number;
    const l1 = f[controls + 1] as number;
    const keep = f[controls + 2] as number;
    const beta1 = f[controls + 3] as number;
    const take1 = f[controls + 4] as number;
    const beta2 = f[controls + 5] as number;
    const take2 = f[controls + 6] as number;
    const rate = f[controls + 7] as number;
    const root = f[controls + 8] as number;
    const eps = f[controls + 9] as number;
    for (let i = 0; i < count; i++) {
      const value = round((f[p + i] as number) * keep);
      const slope = penalized(a, f[g + i] as number, value, l2, l1);
      const m = round(round(beta1 * (f[mean + i] as number)) + round(take1 * slope));
      const kept = round(beta2 * (f[square + i] as number));
      const v = round(kept + round(take2 * round(slope * slope)));
      f[mean + i] = m;
      f[square + i] = v;
      const size = round(round(sqrt(v) / root) + eps);
      f[p + i] = round(value - round(rate * round(m / size)));
    }
  };
