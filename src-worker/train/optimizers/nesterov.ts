import { type Optimizer, penalized } from "./optimizer.ts";
import { velocityParts } from "./velocity.ts";

/**
 * SGD with Nesterov's momentum (Sutskever et al., "On the importance of initialization and
 * momentum in deep learning", 2013; PyTorch's form): v ← μ·v + g, p ← p − α·(g + μ·v).
 */
export const nesterov: Optimizer = {
  name: "nesterov",
  label: "SGD with Nesterov momentum",
  about: "Momentum that looks one step ahead.",
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
        const ahead = round(slope + round(mu * speed));
        f[p + i] = round(value - round(rate * ahead));
      }
    },
};
