import type { DatePart } from "../data/dataset.ts";
import { type DateArithmetic, findDatePart } from "../data/date-parts.ts";

/**
 * The part of a date as statements of another program, each a variable of its own, so that what
 * is used twice is worked out once.
 *
 * @param milliseconds the variable with the date
 * @param declaration what stands before a variable's name: "const" or "const double"
 * @param floor name of the function that rounds down
 * @returns the statements, and the variable that has the part
 */
export function dateStatements(
  part: DatePart,
  milliseconds: string,
  declaration: string,
  floor: string,
): { statements: readonly string[]; result: string } {
  const known = new Map<string, string>();
  const variable = (text: string) => {
    const name = known.get(text) ?? `t${known.size + 1}`;
    known.set(text, name);
    return name;
  };
  // With a decimal point, which C needs so as not to divide whole numbers.
  const word = (value: string | number) =>
    typeof value === "string" ? value : value < 0 ? `(${value}.0)` : `${value}.0`;
  const arithmetic: DateArithmetic<string> = {
    add: (a, b) => variable(`${a} + ${word(b)}`),
    subtract: (a, b) => variable(`${a} - ${b}`),
    multiply: (a, b) => variable(`${a} * ${word(b)}`),
    divide: (a, by) => variable(`${a} / ${word(by)}`),
    floorDivide: (a, by) => variable(`${floor}(${a} / ${word(by)})`),
  };
  const result = findDatePart(part).of(arithmetic, milliseconds);
  // The formulas of the calendar come together; what the part does not need is left out.
  const used = new Set([result]);
  const statements: string[] = [];
  for (const [text, name] of [...known].toReversed()) {
    if (!used.has(name)) continue;
    for (const [operand] of text.matchAll(/t\d+/g)) used.add(operand);
    statements.unshift(`${declaration} ${name} = ${text};`);
  }
  return { statements, result };
}
