import { UserError } from "../errors.ts";
import { quoted } from "../json.ts";
import type { LabTensor } from "./contract.ts";

/** Elements an input may have. */
const MOST = 2 ** 16;
const MOST_AXES = 4;

type Nested = number | readonly Nested[];

/**
 * Reads a number, vector, matrix or tensor as people write and paste them: `2.5`; `1, 2, 3` or
 * `1 2 3`; a matrix with `;`, a new line or a tab-separated row per line; `[[1, 2], [3, 4]]` or
 * `array([…])` of any depth. `[1, 2]` and `1, 2` are vectors; a single row that ends with `;` is a
 * matrix.
 *
 * @throws {UserError} saying what cannot be read, or which row is of another length
 */
export function readValue(text: string): LabTensor {
  const plain = text.trim().replace(/^(?:np\.|numpy\.)?array\(([\s\S]*)\)$/, "$1");
  if (plain === "") throw new UserError("there is no value", "write a number, or several");
  // [1 2; 3 4] as in MATLAB is the same as without its brackets.
  const [, matlab] = /^\[([^[\]]*;[^[\]]*)\]$/.exec(plain) ?? [];
  const nested =
    matlab === undefined && plain.startsWith("[") ? readBrackets(plain) : readRows(matlab ?? plain);
  const shape = shapeOf(nested);
  const size = shape.reduce((product, length) => product * length, 1);
  if (size > MOST) {
    throw new UserError(`there are ${size} numbers`, `at most ${MOST} are read here`);
  }
  const data = new Float64Array(size);
  let at = 0;
  const fill = (part: Nested) => {
    if (typeof part === "number") data[at++] = part;
    else for (const inner of part) fill(inner);
  };
  fill(nested);
  return { shape, data };
}

function readRows(text: string): Nested {
  const rows = text.split(/[;\n]/).map((row) => row.trim());
  const filled = rows.filter((row) => row !== "").map(readNumbers);
  if (filled.length > 1 || rows.length > 1) return filled;
  const [only = []] = filled;
  return only.length === 1 && !/[,\t]/.test(text) ? (only[0] as number) : only;
}

function readNumbers(row: string): number[] {
  const cells = /[,\t]/.test(row) ? row.split(/[,\t]/) : row.split(/\s+/);
  if (cells.at(-1)?.trim() === "") cells.pop();
  return cells.map(readNumber);
}

function readNumber(cell: string): number {
  const plain = cell.trim().replaceAll("−", "-");
  const value = Number(plain);
  if (plain !== "" && Number.isFinite(value) && /^[-+.\d]/.test(plain)) return value;
  throw new UserError(
    plain === "" ? "a number is missing" : `${quoted(cell.trim())} is no number`,
    "part numbers by commas, rows by ; as in 1, 2; 3, 4",
  );
}

/** Nested brackets with numbers, parted by commas or spaces. */
function readBrackets(text: string): Nested {
  const parts = text.match(/[[\]]|[^[\],;\s]+/g) ?? [];
  let at = 0;
  const read = (depth: number): Nested => {
    if (depth > MOST_AXES) {
      throw new UserError(`there are more than ${MOST_AXES} axes`, "use fewer brackets");
    }
    const part = parts[at++];
    if (part !== "[") return readNumber(part ?? "");
    const inner: Nested[] = [];
    while (parts[at] !== "]") {
      if (at >= parts.length) throw new UserError('a "]" is missing', "close every bracket");
      inner.push(read(depth + 1));
    }
    at++;
    return inner;
  };
  const value = read(0);
  if (at < parts.length) {
    throw new UserError(`${quoted(parts[at] ?? "")} stands after the last bracket`, "remove it");
  }
  return value;
}

function shapeOf(nested: Nested): readonly number[] {
  if (typeof nested === "number") return [];
  if (nested.length === 0) throw new UserError("a row is empty", "give it a number");
  const [first = [], ...others] = nested.map(shapeOf);
  const wrong = others.findIndex((shape) => shape.join() !== first.join());
  if (wrong < 0) return [nested.length, ...first];
  const length = (shape: readonly number[] | undefined) =>
    shape?.length ? shape[0] : "one number";
  throw new UserError(
    `row ${wrong + 2} has ${length(others[wrong])}, row 1 has ${length(first)}`,
    "make the rows equally long",
  );
}
