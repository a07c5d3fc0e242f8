import { normal } from "../../kernels/normal.ts";
import { type Initializer, within } from "./initializer.ts";

/**
 * Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural
 * networks", 2010, eq. (16): variance 2 / (inputs + units).
 */
export const glorot: Initializer = {
  name: "glorot",
  label: "Glorot uniform",
  about: "Keeps the size of signals and gradients alike through sigmoid and tanh layers.",
  options: [],
  draw: (random, inputs, units) => within(random, Math.sqrt(6 / (inputs + units))),
};

export const glorotNormal: Initializer = {
  name: "glorotNormal",
  label: "Glorot normal",
  about: "As Glorot uniform, from a normal distribution.",
  options: [],
  draw: (random, inputs, units) => normal(random) * Math.sqrt(2 / (inputs + units)),
};
