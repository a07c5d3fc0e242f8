import { MOMENT_CONTROLS, momentControls, momentKernel, momentOptions } from "./moments.ts";
import type { Optimizer } from "./optimizer.ts";

/**
 * AdamW (Loshchilov and Hutter, "Decoupled weight decay regularization", 2019): Adam, but weight
 * decay shrinks the parameters themselves first: p ← p·(1 − α·λ).
 */
export const adamw: Optimizer = {
  name: "adamw",
  label: "AdamW",
  about: "Adam with weight decay that is apart from the gradient.",
  options: momentOptions,
  slots: ["mean", "square"],
  controlCount: MOMENT_CONTROLS,
  controls: (context) => momentControls(context, 0, 1 - context.learningRate * context.weightDecay),
  kernel: momentKernel,
};
