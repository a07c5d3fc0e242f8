import type { OptionSpec } from "../options.ts";
import { type Optimizer, PENALTY_CONTROLS, penalized } from "./optimizer.ts";

const options: readonly OptionSpec[] = [
  { name: "momentum", label: "Momentum μ", default: 0.9, minimum: 0, maximum: 0.9999 },
];

const shared = {
  options,
  slots: ["velocity"],
  controlCount: PENALTY_CONTROLS + 2,
  controls: ({ weightDecay, l1, learningRate, options: { momentum = 0 } }) => [
    weightDecay,
    l1,
    learningRate,
    momentum,
  ],
} satisfies Partial<Optimizer>;

/**
 * SGD with momentum (Polyak, "Some methods of speeding up the convergence of iteration methods",
 * 1964; PyTorch's form): v ← μ·v + g, p ← p − α·v. As v starts at 0, v = g at the first step.
 */
export const momentum: Optimizer = {
  name: "momentum",
  label: "SGD with momentum",
  about: "Gathers speed in directions in which the gradient persists.",
  ...shared,
  kernel: (a) => update(a, false),
};

/**
 * SGD with Nesterov's momentum (Sutskever et al., "On the importance of initialization and
 * momentum in deep learning", 2013; PyTorch's form): v ← μ·v + g, p ← p − α·(g + μ·v).
 */
export const nesterov: Optimizer = {
  name: "nesterov",
  label: "SGD with Nesterov momentum",
  about: "Momentum that looks one step ahead.",
  ...shared,
  kernel: (a) => update(a, true),
};

function update(a: Parameters<Optimizer["kernel"]>[0], ahead: boolean) {
  const { round } = a;
  const kernel: ReturnType<Optimizer["kernel"]> = ({ f }, p, g, controls, velocity, count) => {
    const [l2 = 0, l1 = 0, rate = 0, mu = 0] = f.subarray(controls, controls + 4);
    for (let i = 0; i < count; i++) {
      const value = f[p + i] as number;
      const slope = penalized(a, f[g + i] as number, value, l2, l1);
      const speed = round(round(mu * (f[velocity + i] as number)) + slope);
      f[velocity + i] = speed;
      const direction = ahead ? round(slope + round(mu * speed)) : speed;
      f[p + i] = round(value - round(rate * direction));
    }
  };
  return kernel;
}
