import { wholePower } from "../../kernels/power.ts";
import type { Schedule } from "./schedule.ts";

/** α·γ^⌊e / every⌋. */
export const step: Schedule = {
  name: "step",
  label: "Steps",
  about: "Multiplies the learning rate by γ every so many epochs.",
  options: [
    { name: "every", label: "Epochs", default: 10, minimum: 1, maximum: 1_000_000, integer: true },
    { name: "gamma", label: "Factor γ", default: 0.5, minimum: 1e-6, maximum: 1 },
  ],
  rate: (base, epoch, { every = 1, gamma = 1 }) =>
    base * wholePower(gamma, Math.floor(epoch / every)),
};
