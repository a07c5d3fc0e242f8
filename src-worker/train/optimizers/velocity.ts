import { type Optimizer, PENALTY_CONTROLS } from "./optimizer.ts";

/** What the two optimisers with a velocity share: its option, its state and a step's scalars. */
export const velocityParts = {
  options: [{ name: "momentum", label: "Momentum μ", default: 0.9, minimum: 0, maximum: 0.9999 }],
  slots: ["velocity"],
  controlCount: PENALTY_CONTROLS + 2,
  /** λ₂, λ₁, α, μ. */
  controls: ({ weightDecay, l1, learningRate, options: { momentum = 0 } }) => [
    weightDecay,
    l1,
    learningRate,
    momentum,
  ],
} satisfies Pick<Optimizer, "options" | "slots" | "controlCount" | "controls">;
