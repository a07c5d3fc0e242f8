import { UserError } from "../../errors.ts";
import { fourPoints } from "./four-points.ts";
import { letters } from "./letters.ts";
import { moons } from "./moons.ts";
import type { Sample } from "./sample.ts";
import { speech } from "./speech.ts";
import { spiral } from "./spiral.ts";
import { stock } from "./stock.ts";
import { triangle } from "./triangle.ts";
import { xor } from "./xor.ts";

/** The generated data sets, the plainest first. */
export const samples: readonly Sample[] = [
  fourPoints,
  triangle,
  xor,
  moons,
  spiral,
  letters,
  speech,
  stock,
];

/** @throws {UserError} listing the samples there are */
export function findSample(name: string): Sample {
  const sample = samples.find((candidate) => candidate.name === name);
  if (sample) return sample;
  const names = samples.map((candidate) => candidate.name).join(", ");
  throw new UserError(`there is no sample “${name}”`, `choose one of ${names}`);
}
