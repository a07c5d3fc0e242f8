import { UserError } from "../errors.ts";
import type { Result } from "../inspect/solve.ts";
import { quoted } from "../json.ts";

const DIGITS = 5;
/** More would not be read in a line. */
const MOST_SHOWN = 100;

/**
 * Puts numbers in the place of every `{{reference}}`.
 *
 * @param find what a reference stands for
 * @param written how they are written: TeX unless told otherwise
 */
export function fillIn(
  text: string,
  find: (reference: string) => Result,
  written: (result: Result) => string = texOf,
): string {
  return text.replace(/\{\{([^{}]*)\}\}/g, (_, reference: string) => {
    const result = find(reference.trim());
    if (result.shape.length > 2 || result.data.length > MOST_SHOWN) {
      throw new UserError(
        `${quoted(reference)} has the shape [${result.shape.join(", ")}], too large for a text`,
        "choose a part of it, as in {{p/layers.0.z[0]}}",
      );
    }
    return written(result);
  });
}

/** A number, or a tensor in brackets; one of order 1 as a column, of order 3 slice by slice. */
export function texOf({ shape, data }: Result): string {
  if (shape.length === 0) return texNumber(data[0] ?? 0);
  const [length = 0, ...rest] = shape;
  const size = data.length / Math.max(1, length);
  const parts = Array.from({ length }, (_, index) => data.slice(index * size, (index + 1) * size));
  if (rest.length > 1) {
    return parts.map((part) => texOf({ shape: rest, data: part })).join(",\\; ");
  }
  const rows = parts.map((part) => part.map(texNumber).join(" & "));
  return `\\begin{bmatrix} ${rows.join(" \\\\ ")} \\end{bmatrix}`;
}

/** Five significant digits without what float32 leaves behind. */
function texNumber(value: number): string {
  const rounded = Number(value.toPrecision(DIGITS));
  // −0 is 0 to the reader.
  const [mantissa = "0", exponent] = String(rounded === 0 ? 0 : rounded).split("e");
  return exponent === undefined ? mantissa : `${mantissa} \\cdot 10^{${Number(exponent)}}`;
}

/** A NumPy array as Python writes it. */
export function numpyOf(result: Result): string {
  if (result.shape.length === 0) return String(short(result.data[0] ?? 0));
  return `np.array(${pythonList(result)})`;
}

function pythonList({ shape, data }: Result): string {
  const [length, ...rest] = shape;
  if (length === undefined) return String(short(data[0] ?? 0));
  const size = data.length / length;
  const parts = Array.from({ length }, (_, index) =>
    pythonList({ shape: rest, data: data.slice(index * size, (index + 1) * size) }),
  );
  return `[${parts.join(rest.length > 0 ? ",\n  " : ", ")}]`;
}

/** Seven digits, what float32 holds. */
const short = (value: number) => Number(value.toPrecision(7));
