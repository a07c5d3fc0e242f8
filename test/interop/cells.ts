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
      const values = Float32Array.from({ length: ROWS }, () =>
        missing() ? Number.NaN : feature.mean + feature.scale * (random.uniform() * 4 - 2),
      );
      columns.set(name, [...values]);
      return { name, type: "number", values, badCells: [], badCellCount: 0 };
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
