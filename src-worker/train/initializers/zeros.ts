import type { Initializer } from "./initializer.ts";

export const zeros: Initializer = {
  name: "zeros",
  label: "Zeros",
  about: "All weights zero: the hidden units of a layer then stay alike for ever.",
  options: [],
  draw: () => 0,
};
