import { decodeTarget } from "../data/code-target.ts";
import type { Dataset, Part } from "../data/dataset.ts";
import { parameterCount } from "../graph/build.ts";
import type { NetworkSpec } from "../graph/network.ts";
import { log64 } from "../kernels/elementary.ts";
import type { Predictor } from "../train/predictor.ts";
import type { RankedRow, RankedRows } from "./contract.ts";

/** Multiply-adds a ranking may take: about half a second. */
const MOST_WORK = 1e9;
const MOST_ROWS = 10_000;

/** The rows of a part, the wrongly predicted first, then by falling loss. */
export class Ranking {
  private readonly part: Part;
  private readonly all: number;
  private readonly rows: readonly RankedRow[];
  private readonly wrong: number;

  constructor(predictor: Predictor, network: NetworkSpec, dataset: Dataset, part: Part) {
    const data = dataset.parts[part];
    this.part = part;
    this.all = data.rows;
    const affordable = Math.max(64, Math.floor(MOST_WORK / parameterCount(network)));
    const count = Math.min(data.rows, MOST_ROWS, affordable);
    const outputs = predictor.outputs(data.x.subarray(0, count * dataset.inputs), count);
    const { target } = dataset.preprocessing;
    const width = network.layers.at(-1)?.units ?? 1;
    const rows = Array.from({ length: count }, (_, row): RankedRow => {
      const predicted = decodeTarget(target, outputs, row);
      const label = data.labels[row] as number;
      const own = outputs.subarray(row * width, (row + 1) * width);
      const actual =
        target.task === "regression"
          ? decodeTarget(target, data.y, row)
          : [target.numeric ? Number(target.labels[label]) : (target.labels[label] as string)];
      const wrong = target.task !== "regression" && actual[0] !== predicted[0];
      const loss =
        target.task === "regression"
          ? squaredError(own, data.y.subarray(row * width, (row + 1) * width))
          : -log64(width === 1 ? share(own[0] as number, label) : (own[label] as number));
      return { row, source: data.source[row] as number, predicted, actual, wrong, loss };
    });
    this.wrong = rows.filter((row) => row.wrong).length;
    this.rows = rows.sort(
      (a, b) => Number(b.wrong) - Number(a.wrong) || b.loss - a.loss || a.row - b.row,
    );
  }

  /** Place of a row of the part; null: it is not among the ranked. */
  placeOf(row: number): number | null {
    const place = this.rows.findIndex((ranked) => ranked.row === row);
    return place < 0 ? null : place;
  }

  page(start: number, count: number): RankedRows {
    const { part, all, wrong, rows } = this;
    return { part, start, total: rows.length, all, wrong, rows: rows.slice(start, start + count) };
  }
}

/** The probability of the class, from that of class 1. */
const share = (probability: number, label: number) => (label === 1 ? probability : 1 - probability);

const squaredError = (u: Float32Array, y: Float32Array) =>
  u.reduce((sum, value, index) => sum + (value - (y[index] as number)) ** 2, 0);
