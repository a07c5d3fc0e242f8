import type { Schedule } from "./schedule.ts";

/** α·(e + 1) / epochs until the rate is α. */
export const warmup: Schedule = {
  name: "warmup",
  label: "Warm-up",
  about: "Rises evenly to the full learning rate over the first epochs.",
  options: [
    { name: "epochs", label: "Epochs", default: 5, minimum: 1, maximum: 1_000_000, integer: true },
  ],
  rate: (base, epoch, { epochs = 1 }) => base * Math.min(1, (epoch + 1) / epochs),
};
