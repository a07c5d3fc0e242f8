import { wholePower } from "../../kernels/power.ts";
import type { Schedule } from "./schedule.ts";

/** α·γᵉ. */
export const exponential: Schedule = {
  name: "exponential",
  label: "Exponential",
  about: "Multiplies the learning rate by γ after each epoch.",
  options: [{ name: "gamma", label: "Factor γ", default: 0.95, minimum: 1e-6, maximum: 1 }],
  rate: (base, epoch, { gamma = 1 }) => base * wholePower(gamma, epoch),
};
