import type { Schedule } from "./schedule.ts";

export const constant: Schedule = {
  name: "constant",
  label: "Constant",
  about: "The same learning rate in every epoch.",
  options: [],
  rate: (base) => base,
};
