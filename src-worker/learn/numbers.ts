import { UserError } from "../errors.ts";
import type { Result } from "../inspect/solve.ts";
import { type Json, type JsonObject, quoted } from "../json.ts";
import { Random } from "../kernels/random.ts";
import type { NumbersFile } from "./schema.ts";

/**
 * Draws the numbers of a lesson: seed 0 is the author's own (`first`, where given), any other
 * gives each student numbers of their own, the same on every computer.
 *
 * @throws {UserError} when nothing can be drawn, or `first` does not fit the shape
 */
export function drawNumbers(
  lesson: string,
  specs: Readonly<Record<string, NumbersFile>>,
  seed: number,
): ReadonlyMap<string, Result> {
  return new Map(
    Object.entries(specs).map(([name, spec]) => {
      const size = spec.shape.reduce((product, length) => product * length, 1);
      if (spec.first && spec.first.length !== size) {
        throw new UserError(
          `"first" has ${spec.first.length} numbers, but the shape [${spec.shape.join(", ")}] has ${size}`,
          "correct the lesson file",
          { name: `numbers.${name}` },
        );
      }
      if (seed === 0 && spec.first) return [name, { shape: spec.shape, data: spec.first }];
      const choices = choicesOf(name, spec);
      const random = new Random(seed, `${lesson}/${name}`);
      const data = Array.from({ length: size }, () => choices[random.below(choices.length)] ?? 0);
      return [name, { shape: spec.shape, data }];
    }),
  );
}

const MOST_CHOICES = 100_000;

function choicesOf(name: string, { from, to, step, not }: NumbersFile): readonly number[] {
  const count = Math.floor((to - from) / step + 1e-9) + 1;
  if (!(count <= MOST_CHOICES)) {
    throw new UserError(`the range has ${count} steps`, "choose a larger step", {
      name: `numbers.${name}`,
    });
  }
  // The rounding removes what binary fractions leave behind: 0.30000000000000004.
  const all = Array.from({ length: Math.max(0, count) }, (_, index) =>
    Number((from + index * step).toPrecision(12)),
  );
  const choices = all.filter((value) => !not.includes(value));
  if (choices.length > 0) return choices;
  throw new UserError("there is no number left to draw", "widen the range", {
    name: `numbers.${name}`,
  });
}

/** The JSON with each string "$name" replaced by the numbers of that name. */
export function withNumbers(json: Json, numbers: ReadonlyMap<string, Result>): Json {
  if (typeof json === "string" && json.startsWith("$")) {
    const found = numbers.get(json.slice(1));
    if (found) return nested(found);
    const names = [...numbers.keys()].map((name) => `$${name}`).join(", ");
    throw new UserError(
      `there are no numbers ${quoted(json)}`,
      names ? `there are ${names}` : 'declare them in "numbers"',
    );
  }
  if (Array.isArray(json)) return json.map((value: Json) => withNumbers(value, numbers));
  if (typeof json !== "object" || json === null) return json;
  const entries = Object.entries(json as JsonObject);
  return Object.fromEntries(entries.map(([key, value]) => [key, withNumbers(value, numbers)]));
}

/** The tensor as lists of lists. */
export function nested({ shape, data }: Result): Json {
  if (shape.length === 0) return data[0] ?? 0;
  const [length = 0, ...rest] = shape;
  const size = data.length / length;
  return Array.from({ length }, (_, index) =>
    nested({ shape: rest, data: data.slice(index * size, (index + 1) * size) }),
  );
}
