import { MOMENT_CONTROLS, momentControls, momentKernel, momentOptions } from "./moments.ts";
import type { Optimizer } from "./optimizer.ts";

/**
 * Adam (Kingma and Ba, "Adam: a method for stochastic optimization", 2015; PyTorch's form):
 * m ← β₁·m + (1 − β₁)·g, v ← β₂·v + (1 − β₂)·g²,
 * p ← p − α·(m / (1 − β₁ᵗ)) / (√(v / (1 − β₂ᵗ)) + ε).
 */
export const adam: Optimizer = {
  name: "adam",
  label: "Adam",
  about: "Momentum and a step size of its own for each parameter; a good first choice.",
  options: momentOptions,
  slots: ["mean", "square"],
  controlCount: MOMENT_CONTROLS,
  controls: (context) => momentControls(context, context.weightDecay, 1),
  kernel: momentKernel,
};
