import { sortedLabels } from "../columns.ts";
import { NumberStore } from "../number-store.ts";
import type { Column, ColumnType } from "../table.ts";
import { type Decimal, detached, isMissingWord, parseNumber, quotation } from "./cells.ts";
import { GrowingArray } from "./growing-array.ts";

/** Cells that are no numbers are few up to this share of a numeric column's cells. */
export const mostBadShare = 0.1;
const mostBadCellsKept = 20;
/** Cells after which a column of mostly texts need not be read to its end as numbers. */
const enoughCells = 10_000;

/** Takes the cells of one column as they come, and keeps numbers or codes only. */
export interface ColumnReader {
  readonly name: string;
  readonly type: ColumnType;
  add(cell: string, line: number): void;
  finish(): Column;
}

export class NumberReader implements ColumnReader {
  readonly name: string;
  readonly type = "number";
  private readonly decimal: Decimal;
  private readonly values: NumberStore;
  private readonly badCells: { line: number; text: string }[] = [];
  private present = 0;
  private bad = 0;

  /** @param expected about how many cells will come */
  constructor(name: string, decimal: Decimal, expected = 0) {
    this.name = name;
    this.decimal = decimal;
    this.values = new NumberStore(expected);
  }

  add(cell: string, line: number): void {
    const text = cell.trim();
    let value = Number.NaN;
    if (!isMissingWord(text)) {
      this.present++;
      value = parseNumber(text, this.decimal);
      if (!Number.isFinite(Math.fround(value))) {
        value = Number.NaN;
        this.bad++;
        if (this.badCells.length < mostBadCellsKept) {
          this.badCells.push({ line, text: quotation(text) });
        }
      }
    }
    this.values.add(value);
  }

  /** Takes a cell that was read as a finite number already. */
  addNumber(value: number): void {
    this.present++;
    this.values.add(value);
  }

  /** Whether it is certain already that these are texts. */
  get clearlyText(): boolean {
    return this.present >= enoughCells && this.bad > this.present / 2;
  }

  /** Whether too many of the cells are no numbers. */
  get mostlyText(): boolean {
    return this.bad > mostBadShare * this.present;
  }

  finish(): Column {
    const { name, badCells, bad } = this;
    return { name, type: "number", values: this.values.finish(), badCells, badCellCount: bad };
  }
}

export class CategoryReader implements ColumnReader {
  readonly name: string;
  readonly type = "category";
  private readonly codes: GrowingArray<Int32Array>;
  private readonly places = new Map<string, number>();

  constructor(name: string, expected = 0) {
    this.name = name;
    this.codes = new GrowingArray(Int32Array, expected);
  }

  add(cell: string): void {
    const label = cell.trim();
    if (isMissingWord(label)) {
      this.codes.add(-1);
      return;
    }
    let place = this.places.get(label);
    if (place === undefined) {
      place = this.places.size;
      this.places.set(detached(label), place);
    }
    this.codes.add(place);
  }

  finish(): Column {
    const labels = sortedLabels(this.places.keys());
    const sorted = new Int32Array(labels.length);
    labels.forEach((label, place) => {
      sorted[this.places.get(label) as number] = place;
    });
    // The other columns are still to be finished, and it takes more memory than the labels.
    this.places.clear();
    const codes = this.codes.finish();
    codes.forEach((code, row) => {
      if (code >= 0) codes[row] = sorted[code] as number;
    });
    return { name: this.name, type: "category", codes, labels };
  }
}
