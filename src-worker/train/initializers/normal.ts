import { normal as standardNormal } from "../../kernels/normal.ts";
import type { Initializer } from "./initializer.ts";

export const normal: Initializer = {
  name: "normal",
  label: "Normal",
  about: "Normal numbers of a given deviation.",
  options: [{ name: "scale", label: "Deviation", default: 0.1, minimum: 1e-6, maximum: 100 }],
  draw: (random, _inputs, _units, { scale = 0 }) => standardNormal(random) * scale,
};
