import { type Optimizer, PENALTY_CONTROLS, penalized } from "./optimizer.ts";

/**
 * RMSprop (Hinton, Neural Networks for Machine Learning, lecture 6, 2012; PyTorch's form):
 * v ← ρ·v + (1 − ρ)·g², p ← p − α·g / (√v + ε).
 */
export const rmsprop: Optimizer = {
  name: "rmsprop",
  label: "RMSprop",
  about: "Divides each parameter's step by the recent size of its gradient.",
  options: [
    { name: "alpha", label: "Decay ρ", default: 0.99, minimum: 0, maximum: 0.99999 },
    { name: "eps", label: "ε", default: 1e-8, minimum: 1e-12, maximum: 1 },
  ],
  slots: ["square"],
  controlCount: PENALTY_CONTROLS + 4,
  controls: ({ weightDecay, l1, learningRate, options: { alpha = 0, eps = 0 } }) => [
    weightDecay,
    l1,
    learningRate,
    alpha,
    1 - alpha,
    eps,
  ],
  kernel:
    (a) =>
    ({ f }, p, g, controls, square, count) => {
      const { round, sqrt } = a;
      const [l2 = 0, l1 = 0, rate = 0, keep = 0, take = 0, eps = 0] = f.subarray(
        controls,
        controls + 6,
      );
      for (let i = 0; i < count; i++) {
        const value = f[p + i] as number;
        const slope = penalized(a, f[g + i] as number, value, l2, l1);
        const mean = round(
          round(keep * (f[square + i] as number)) + round(take * round(slope * slope)),
        );
        f[square + i] = mean;
        const size = round(sqrt(mean) + eps);
        f[p + i] = round(value - round(rate * round(slope / size)));
      }
    },
};
