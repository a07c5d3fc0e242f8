import { normal } from "../../kernels/normal.ts";
import type { Random } from "../../kernels/random.ts";
import type { CatalogueEntry, OptionSpec } from "../options.ts";

/** Where the weights of a layer begin; biases begin at zero. */
export interface Initializer extends CatalogueEntry {
  /** One weight of a layer with so many inputs and units. */
  draw(
    random: Random,
    inputs: number,
    units: number,
    options: Readonly<Record<string, number>>,
  ): number;
}

const spread = (value: number): readonly OptionSpec[] => [
  { name: "scale", label: "Scale", default: value, minimum: 1e-6, maximum: 100 },
];

/** Uniform over (−bound, bound). */
const within = (random: Random, bound: number) => (2 * random.uniform() - 1) * bound;

/**
 * Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural
 * networks", 2010, eq. (16). He et al., "Delving deep into rectifiers", 2015, eq. (10).
 */
export const initializers: readonly Initializer[] = [
  {
    name: "glorot",
    label: "Glorot uniform",
    about: "Keeps the size of signals and gradients alike through sigmoid and tanh layers.",
    options: [],
    draw: (random, inputs, units) => within(random, Math.sqrt(6 / (inputs + units))),
  },
  {
    name: "glorotNormal",
    label: "Glorot normal",
    about: "As Glorot uniform, from a normal distribution.",
    options: [],
    draw: (random, inputs, units) => normal(random) * Math.sqrt(2 / (inputs + units)),
  },
  {
    name: "he",
    label: "He normal",
    about: "Keeps the size of signals alike through ReLU layers.",
    options: [],
    draw: (random, inputs) => normal(random) * Math.sqrt(2 / inputs),
  },
  {
    name: "heUniform",
    label: "He uniform",
    about: "As He normal, from a uniform distribution.",
    options: [],
    draw: (random, inputs) => within(random, Math.sqrt(6 / inputs)),
  },
  {
    name: "normal",
    label: "Normal",
    about: "Normal numbers of a given deviation.",
    options: spread(0.1),
    draw: (random, _inputs, _units, { scale = 0 }) => normal(random) * scale,
  },
  {
    name: "uniform",
    label: "Uniform",
    about: "Uniform numbers between −scale and scale.",
    options: spread(0.5),
    draw: (random, _inputs, _units, { scale = 0 }) => within(random, scale),
  },
  {
    name: "zeros",
    label: "Zeros",
    about: "All weights zero: every hidden unit stays like the others, as the symmetry shows.",
    options: [],
    draw: () => 0,
  },
];
