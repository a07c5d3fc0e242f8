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
      const l2 = f[controls] as number;
      const l1 = f[controls + 1] as number;
      const rate = f[controls + 2] as number;
      const keep = f[controls + 3] as number;
      const take = f[controls + 4] as number;
      const eps = f[controls + 5] as number;
      for (let i = 0; i < count; i++) {
        const value = f[p + i] as number;
        const slope = penalized(a, f[g + i] as number, value, l2, l1);
        const kept = round(keep * (f[square + i] as number));
        const mean = round(kept + round(take * round(slope * slope)));
        f[square + i] = mean;
        const size = round(sqrt(mean) + eps);
        f[p + i] = round(value - round(rate * round(slope / size)));
      }
    },
};
