import { type Optimizer, penalized } from "./optimizer.ts";
import { velocityParts } from "./velocity.ts";

/**
 * SGD with momentum (Polyak, "Some methods of speeding up the convergence of iteration methods",
 * 1964; PyTorch's form): v ← μ·v + g, p ← p − α·v. As v starts at 0, v = g at the first step.
 */
export const momentum: Optimizer = {
  name: "momentum",
  label: "SGD with momentum",
  about: "Gathers speed in directions in which the gradient persists.",
  ...velocityParts,

  kernel:
    (a) =>
    ({ f }, p, g, controls, velocity, count) => {
      const { round } = a;
      const l2 = f[controls] as number;
      const l1 = f[controls + 1] as number;
      const rate = f[controls + 2] as number;
      const mu = f[controls + 3] as number;
      for (let i = 0; i < count; i++) {
        const value = f[p + i] as number;
        const slope = penalized(a, f[g + i] as number, value, l2, l1);
        const speed = round(round(mu * (f[velocity + i] as number)) + slope);
        f[velocity + i] = speed;
        f[p + i] = round(value - round(rate * speed));
      }
    },
};
