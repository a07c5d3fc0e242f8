import { wholePower } from "../../kernels/power.ts";
import type { OptionSpec } from "../options.ts";
import type { Schedule } from "./schedule.ts";

const gamma = (value: number): OptionSpec => ({
  name: "gamma",
  label: "Factor γ",
  default: value,
  minimum: 1e-6,
  maximum: 1,
});

/** α·γ^⌊e / every⌋. */
export const step: Schedule = {
  name: "step",
  label: "Steps",
  about: "Multiplies the learning rate by γ every so many epochs.",
  options: [
    { name: "every", label: "Epochs", default: 10, minimum: 1, maximum: 1_000_000, integer: true },
    gamma(0.5),
  ],
  rate: (base, epoch, { every = 1, gamma: factor = 1 }) =>
    base * wholePower(factor, Math.floor(epoch / every)),
};

/** α·γᵉ. */
export const exponential: Schedule = {
  name: "exponential",
  label: "Exponential",
  about: "Multiplies the learning rate by γ after each epoch.",
  options: [gamma(0.95)],
  rate: (base, epoch, { gamma: factor = 1 }) => base * wholePower(factor, epoch),
};
