import { type Initializer, within } from "./initializer.ts";

export const uniform: Initializer = {
  name: "uniform",
  label: "Uniform",
  about: "Uniform numbers between −scale and scale.",
  options: [{ name: "scale", label: "Scale", default: 0.5, minimum: 1e-6, maximum: 100 }],
  draw: (random, _inputs, _units, { scale = 0 }) => within(random, scale),
};
