import { wholePower } from "../../kernels/power.ts";
import type { OptionSpec } from "../options.ts";
import { type Optimizer, PENALTY_CONTROLS, penalized, type UpdateContext } from "./optimizer.ts";

const options: readonly OptionSpec[] = [
  { name: "beta1", label: "β₁", default: 0.9, minimum: 0, maximum: 0.99999 },
  { name: "beta2", label: "β₂", default: 0.999, minimum: 0, maximum: 0.999999 },
  { name: "eps", label: "ε", default: 1e-8, minimum: 1e-12, maximum: 1 },
];

/**
 * Adam (Kingma and Ba, "Adam: a method for stochastic optimization", 2015; PyTorch's form):
 * m ← β₁·m + (1 − β₁)·g, v ← β₂·v + (1 − β₂)·g²,
 * p ← p − α·(m / (1 − β₁ᵗ)) / (√(v / (1 − β₂ᵗ)) + ε).
 */
export const adam: Optimizer = {
  name: "adam",
  label: "Adam",
  about: "Momentum and a step size of its own for each parameter; a good first choice.",
  options,
  slots: ["mean", "square"],
  controlCount: PENALTY_CONTROLS + 7,
  controls: (context) => [context.weightDecay, context.l1, ...moments(context), 1],
  kernel: update,
};

/**
 * AdamW (Loshchilov and Hutter, "Decoupled weight decay regularization", 2019): Adam, but weight
 * decay shrinks the parameters themselves first: p ← p·(1 − α·λ).
 */
export const adamw: Optimizer = {
  name: "adamw",
  label: "AdamW",
  about: "Adam with weight decay that is apart from the gradient.",
  options,
  slots: ["mean", "square"],
  controlCount: PENALTY_CONTROLS + 7,
  controls: (context) => [
    0,
    context.l1,
    ...moments(context),
    1 - context.learningRate * context.weightDecay,
  ],
  kernel: update,
};

/** β₁, 1 − β₁, β₂, √(1 − β₂ᵗ), α / (1 − β₁ᵗ), ε. */
function moments({
  step,
  learningRate,
  options: { beta1 = 0, beta2 = 0, eps = 0 },
}: UpdateContext) {
  return [
    beta1,
    beta2,
    Math.sqrt(1 - wholePower(beta2, step)),
    learningRate / (1 - wholePower(beta1, step)),
    eps,
    1 - beta2,
  ];
}

function update(a: Parameters<Optimizer["kernel"]>[0]): ReturnType<Optimizer["kernel"]> {
  const { round, sqrt } = a;
  return ({ f }, p, g, controls, mean, square, count) => {
    const [l2 = 0, l1 = 0, beta1 = 0, beta2 = 0, root = 1, rate = 0, eps = 0, take2 = 0, keep = 1] =
      f.subarray(controls, controls + 9);
    const take1 = round(1 - beta1);
    for (let i = 0; i < count; i++) {
      const value = round((f[p + i] as number) * keep);
      const slope = penalized(a, f[g + i] as number, value, l2, l1);
      const m = round(round(beta1 * (f[mean + i] as number)) + round(take1 * slope));
      const v = round(
        round(beta2 * (f[square + i] as number)) + round(take2 * round(slope * slope)),
      );
      f[mean + i] = m;
      f[square + i] = v;
      const size = round(round(sqrt(v) / root) + eps);
      f[p + i] = round(value - round(rate * round(m / size)));
    }
  };
}
