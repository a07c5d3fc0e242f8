import { UserError } from "../../errors.ts";
import { CategoryReader } from "../csv/column-reader.ts";
import { NumberStore } from "../number-store.ts";
import type { Column } from "../table.ts";

/**
 * A column under way whose values come as JavaScript's: numbers and big integers become numbers;
 * texts, truth values and dates (as ISO 8601) become categories; null is missing.
 */
export class TypedColumn {
  private readonly name: string;
  private readonly file: string;
  private rows = 0;
  private numbers: NumberStore | null = null;
  private categories: CategoryReader | null = null;

  constructor(name: string, file: string) {
    this.name = name;
    this.file = file;
  }

  /** @throws {UserError} for a value that is none of these, or no finite float32 */
  add(values: ArrayLike<unknown>): void {
    for (let index = 0; index < values.length; index++) {
      const value = values[index];
      const cell = value instanceof Date ? dateText(value) : value;
      if (cell === null || cell === undefined) this.addMissing();
      else if (typeof cell === "number" || typeof cell === "bigint") this.addNumber(Number(cell));
      else if (typeof cell === "string" || typeof cell === "boolean") this.addLabel(String(cell));
      else throw this.refusal("neither number nor text", "leave the column out");
      this.rows++;
    }
  }

  private addMissing(): void {
    if (this.categories) this.categories.add("");
    else this.numbers?.add(Number.NaN);
  }

  private addNumber(value: number): void {
    if (Math.abs(Math.fround(value)) === Number.POSITIVE_INFINITY) {
      throw this.refusal("no finite float32", "replace it, by null if it is missing");
    }
    if (this.categories) throw this.refusal("a number among texts", "write the file again");
    if (!this.numbers) {
      this.numbers = new NumberStore();
      for (let row = 0; row < this.rows; row++) this.numbers.add(Number.NaN);
    }
    this.numbers.add(value);
  }

  private addLabel(label: string): void {
    if (this.numbers) throw this.refusal("a text among numbers", "write the file again");
    if (!this.categories) {
      this.categories = new CategoryReader(this.name);
      for (let row = 0; row < this.rows; row++) this.categories.add("");
    }
    this.categories.add(label);
  }

  private refusal(what: string, remedy: string): UserError {
    const { file, name } = this;
    const words = `the value of “${name.slice(0, 60)}” in row ${this.rows + 1} is ${what}`;
    return new UserError(words, remedy, { file, name });
  }

  finish(): Column {
    if (this.categories) return this.categories.finish();
    const values = this.numbers?.finish() ?? new Float32Array(this.rows).fill(Number.NaN);
    return { name: this.name, type: "number", values, badCells: [], badCellCount: 0 };
  }
}

/** A date without its time where that is midnight. */
function dateText(date: Date): string {
  return date.toISOString().replace(/T00:00:00\.000Z$/, "");
}
