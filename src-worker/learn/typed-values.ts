import { UserError } from "../errors.ts";
import type { Result } from "../inspect/solve.ts";
import { flattened, readTyped } from "./answer-text.ts";
import { withoutConditions } from "./conditions.ts";
import { type Point, type Shapes, valuesAt } from "./points.ts";

/** Of the answer's own in the formula that a student's is made part of. */
const ANSWER = "answer";
const ONES = "ones";

/**
 * What a student's answer says at each point: a formula or lists of formulas.
 *
 * @param indices of the answer's axes, "ij", where it may be a formula of elements; one that has
 *   not all of them is the same along the others
 * @param shape of the right answer, which `indices` run over
 * @throws {UserError} for what cannot be read, without a place: it is one short line
 */
export function typedValues(
  text: string,
  shapes: Shapes,
  points: readonly Point[],
  { numeric, indices, shape }: { numeric: boolean; indices: string; shape: readonly number[] },
): readonly Result[] {
  const typed = flattened(readTyped(text, numeric));
  try {
    const columns = typed.entries.map((entry) => {
      const formula = withoutConditions(rightHandSide(entry));
      if (typed.shape.length > 0 || indices === "") return valuesAt([formula], shapes, points);
      return elementValues(formula, shapes, points, indices, shape);
    });
    return points.map((_, at) =>
      together(
        typed.shape,
        columns.map((column) => column[at] as Result),
      ),
    );
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const place = / \(line \d+, column \d+\)/;
    throw new UserError(error.message.replace(place, ""), error.remedy);
  }
}

/** z = x − 1 says the same as x − 1. */
function rightHandSide(entry: string): string {
  const parts = entry.split(/(?<![<>=])=(?!=)/);
  return parts.length === 2 ? (parts[1] ?? "") : entry;
}

/** A formula with subscripts is of elements; one without is a whole tensor, or the same number everywhere. */
function elementValues(
  formula: string,
  shapes: Shapes,
  points: readonly Point[],
  indices: string,
  shape: readonly number[],
): readonly Result[] {
  if (!/[_ᵢⱼₖₗₘₙ]/.test(formula)) {
    const whole = valuesAt([formula], shapes, points);
    if (whole[0]?.shape.length !== 0) return whole;
  }
  const letters = indices.length > 1 ? `{${[...indices].join(",")}}` : indices;
  const size = shape.reduce((product, length) => product * length, 1);
  const ones = Array.from({ length: size }, () => 1);
  return valuesAt(
    [`${ANSWER}_${letters} = (${formula}) * ${ONES}_${letters}`],
    { ...shapes, [ONES]: shape },
    points.map((point) => ({ ...point, [ONES]: ones })),
  );
}

/** Values of a list's entries as one tensor; they must be of one shape. */
function together(shape: readonly number[], parts: readonly Result[]): Result {
  const [first] = parts;
  if (parts.some((part) => part.shape.join() !== first?.shape.join())) {
    throw new UserError("the entries of the list are not of one shape", "make them alike");
  }
  return {
    shape: [...shape, ...(first?.shape ?? [])],
    data: parts.flatMap(({ data }) => data),
  };
}
