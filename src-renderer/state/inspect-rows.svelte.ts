import type { Engine, Part, RankedRow } from "../../src-worker/api.ts";

const PAGE = 100;

/** The ranked rows of a part, page by page as they come into view. */
export interface Ranking {
  readonly part: Part;
  /** Rows that are ranked. */
  readonly total: number;
  /** Rows of the part. */
  readonly all: number;
  /** Rows that are predicted wrongly. */
  readonly wrong: number;
  /** By their place in the ranking, as far as they have been read. */
  readonly known: ReadonlyMap<number, RankedRow>;
}

/** Reads the ranking of a part's rows, only the pages that are looked at. */
export class RankedRows {
  rows = $state.raw<Ranking | null>(null);
  readonly #engine: () => Engine;

  constructor(engine: () => Engine) {
    this.#engine = engine;
  }

  /**
   * Reads the ranking anew, its first page and that of one row; it is shown when it is put into
   * `rows`.
   * @param wish the place in the ranking, or the row of the part, that is looked at
   * @returns the place of that row; −1: it is not ranked
   */
  async read(
    model: number,
    part: Part,
    wish: { readonly place: number } | { readonly row: number },
  ): Promise<{ rows: Ranking; place: number }> {
    const engine = this.#engine();
    const first = await engine.inspectRows(model, part, 0, PAGE);
    const known = new Map(first.rows.map((row, place) => [place, row]));
    const found = "place" in wish ? wish.place : await engine.inspectPlace(model, part, wish.row);
    const { total, all, wrong } = first;
    const place = Math.min(found ?? -1, total - 1);
    const from = place - (place % PAGE);
    if (place >= 0 && from > 0) {
      const page = await engine.inspectRows(model, part, from, PAGE);
      for (const [offset, row] of page.rows.entries()) known.set(from + offset, row);
    }
    return { rows: { part, total, all, wrong, known }, place };
  }

  /** Reads the rows from one place to another, as far as they are not known. */
  async view(model: number, start: number, end: number): Promise<void> {
    const { rows } = this;
    if (!rows) return;
    for (let page = start - (start % PAGE); page < Math.min(end, rows.total); page += PAGE) {
      if (rows.known.has(page)) continue;
      const read = await this.#engine().inspectRows(model, rows.part, page, PAGE);
      const now = this.rows;
      if (now?.part !== rows.part || now.total !== read.total) return;
      const known = new Map(now.known);
      for (const [offset, row] of read.rows.entries()) known.set(page + offset, row);
      this.rows = { ...now, known };
    }
  }
}
