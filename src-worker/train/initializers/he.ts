import { normal } from "../../kernels/normal.ts";
import { type Initializer, within } from "./initializer.ts";

/** He et al., "Delving deep into rectifiers", 2015, eq. (10): variance 2 / inputs. */
export const he: Initializer = {
  name: "he",
  label: "He normal",
  about: "Keeps the size of signals alike through ReLU layers.",
  options: [],
  draw: (random, inputs) => normal(random) * Math.sqrt(2 / inputs),
};

export const heUniform: Initializer = {
  name: "heUniform",
  label: "He uniform",
  about: "As He normal, from a uniform distribution.",
  options: [],
  draw: (random, inputs) => within(random, Math.sqrt(6 / inputs)),
};
