import { codableRows } from "../../src-worker/data/code.ts";
import type { Column, Table } from "../../src-worker/data/table.ts";
import type { WholeModel } from "../../src-worker/formats/model.ts";
import { Random } from "../../src-worker/kernels/random.ts";
import { tablePage } from "../../src-worker/session/prediction.ts";
import { Predictor } from "../../src-worker/train/predictor.ts";

const ROWS = 17;

/** A table for a model, with missing cells where the model fills them, and unknown categories. */
export function cellsFor(
  { preprocessing }: WholeModel,
  seed: number,
): { rows: number; columns: Map<string, (number | string)[]>; table: Table } {
  const random = new Random(seed, "cells");
  const columns = new Map<string, (number | string)[]>();
  const typed: Column[] = preprocessing.features.map((feature) => {
    const missing = () => feature.fill !== null && random.below(5) === 0;
    const { column: name } = feature;
    if (feature.type === "number") {
      const drawn = Array.from({ length: ROWS }, () => {
        if (missing()) return Number.NaN;
        if (feature.wide) return random.below(2 ** 31) * 2 ** 20 + 1;
        const value = feature.mean + feature.scale * (random.uniform() * 4 - 2);
        return feature.curve === "log" ? value * Math.abs(value) : value;
      });
      const values = feature.wide ? Float64Array.from(drawn) : Float32Array.from(drawn);
      columns.set(name, [...values]);
      return { name, type: "number", values, badCells: [], badCellCount: 0 };
    }
    if (feature.type === "date") {
      // From year 1 to 4000, to the millisecond.
      const values = Float64Array.from({ length: ROWS }, () =>
        missing() ? Number.NaN : (random.uniform() * 4000 - 1969) * 31_556_952_000,
      ).map(Math.floor);
      columns.set(name, [...values]);
      return { name, type: "date", values, order: "plain", badCells: [], badCellCount: 0 };
    }
    const labels = [...feature.labels, "never seen"];
    const codes = Int32Array.from({ length: ROWS }, () =>
      missing() ? -1 : random.below(labels.length),
    );
    columns.set(
      name,
      Array.from(codes, (code) => labels[code] ?? ""),
    );
    return { name, type: "category", codes, labels };
  });
  const table: Table = {
    name: "cells",
    rows: ROWS,
    columns: typed,
    lineOf: (row) => row + 2,
    reading: null,
    picture: null,
    target: null,
    bytes: 0,
  };
  return { rows: ROWS, columns, table };
}

/** What the program itself predicts: probabilities, or values in the targets' own units. */
export function predictionsOf(model: WholeModel, table: Table): Float32Array {
  const { network, preprocessing, parameters } = model;
  const rows = codableRows(table, preprocessing, false);
  const predictor = new Predictor(network, parameters);
  return tablePage(predictor, preprocessing, table, rows, 0, ROWS).outputs;
}

/** Largest difference, relative to the value where that is above 1; both not finite count as 0. */
export function worstDifference(actual: ArrayLike<number> | undefined, ours: Float32Array): number {
  if (actual?.length !== ours.length) return Number.POSITIVE_INFINITY;
  let worst = 0;
  ours.forEach((value, index) => {
    const other = actual[index] as number;
    if (Object.is(value, other) || (!Number.isFinite(value) && !Number.isFinite(other))) return;
    worst = Math.max(worst, Math.abs(value - other) / Math.max(1, Math.abs(value)));
  });
  return worst;
}
