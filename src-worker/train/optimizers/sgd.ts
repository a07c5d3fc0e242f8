import { type Optimizer, PENALTY_CONTROLS, penalized } from "./optimizer.ts";

/** Stochastic gradient descent, eq. (21): p ← p − α·g. */
export const sgd: Optimizer = {
  name: "sgd",
  label: "SGD",
  about: "Plain stochastic gradient descent, eq. (21): a step against the gradient.",
  options: [],
  slots: [],
  controlCount: PENALTY_CONTROLS + 1,
  controls: ({ weightDecay, l1, learningRate }) => [weightDecay, l1, learningRate],

  kernel:
    (a) =>
    ({ f }, p, g, controls, count) => {
      const { round } = a;
      const l2 = f[controls] as number;
      const l1 = f[controls + 1] as number;
      const rate = f[controls + 2] as number;
      for (let i = 0; i < count; i++) {
        const value = f[p + i] as number;
        const slope = penalized(a, f[g + i] as number, value, l2, l1);
        f[p + i] = round(value - round(rate * slope));
      }
    },
};
