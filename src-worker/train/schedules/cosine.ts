import { cos64 } from "../../kernels/elementary.ts";
import type { Schedule } from "./schedule.ts";

/**
 * min + ½(α − min)(1 + cos(π·e / epochs)), and min from then on (Loshchilov and Hutter, "SGDR:
 * stochastic gradient descent with warm restarts", 2017, without the restarts).
 */
export const cosine: Schedule = {
  name: "cosine",
  label: "Cosine",
  about: "Falls along half a cosine to a least rate.",
  options: [
    {
      name: "epochs",
      label: "Epochs",
      default: 100,
      minimum: 1,
      maximum: 1_000_000,
      integer: true,
    },
    { name: "min", label: "Least rate", default: 0, minimum: 0, maximum: 100 },
  ],
  rate: (base, epoch, { epochs = 1, min = 0 }) =>
    min + 0.5 * (base - min) * (1 + cos64((Math.PI * Math.min(epoch, epochs)) / epochs)),
};
