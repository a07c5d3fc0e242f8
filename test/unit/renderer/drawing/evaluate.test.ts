import { expect, test } from "vitest";
import { toCsv, toTsv } from "../../../../src-renderer/drawing/chart-table.ts";
import { comparisonLines } from "../../../../src-renderer/drawing/comparison-lines.ts";
import { contour, levelsBetween } from "../../../../src-renderer/drawing/contours.ts";
import { lossColour, lossRange } from "../../../../src-renderer/drawing/draw-surface.ts";
import { mapTable, surfaceTable } from "../../../../src-renderer/drawing/map-table.ts";
import {
  atThreshold,
  precisionRecallPoints,
  rankingTable,
  rocPoints,
} from "../../../../src-renderer/drawing/ranking-curves.ts";
import { rank } from "../../../../src-worker/evaluate/ranking.ts";

test("a table as CSV and TSV: quoted where needed, empty where there is no number", () => {
  const table = {
    columns: ["name", "x, y"],
    rows: [
      ['say "hi"', 0.1],
      ["two\nlines", null],
      ["tab\there", Number.NaN],
    ],
  };
  expect(toCsv(table)).toBe('name,"x, y"\r\n"say ""hi""",0.1\r\n"two\nlines",\r\ntab\there,\r\n');
  expect(toTsv(table)).toBe('name\tx, y\n"say ""hi"""\t0.1\n"two\nlines"\t\n"tab\there"\t\n');
});

const scores = [0.9, 0.8, 0.8, 0.4, 0.3, 0.1];
const truth = [1, 1, 0, 1, 0, 0];
const ranking = rank(Float32Array.from(scores), Uint8Array.from(truth), 1);

test("counts at any threshold are those of the rows", () => {
  for (const threshold of [0, 0.1, 0.2, 0.35, 0.4, 0.5, 0.79, 0.85, 0.95, 1]) {
    const count = (actual: number, taken: boolean) =>
      scores.filter(
        (score, row) => truth[row] === actual && Math.fround(score) >= threshold === taken,
      ).length;
    const at = atThreshold(ranking, threshold);
    expect(at).toMatchObject({
      truePositives: count(1, true),
      falsePositives: count(0, true),
      trueNegatives: count(0, false),
      falseNegatives: count(1, false),
      recall: count(1, true) / 3,
      falsePositiveRate: count(0, true) / 3,
      accuracy: (count(1, true) + count(0, false)) / 6,
    });
  }
  expect(atThreshold(ranking, 1).precision).toBeNaN();
});

test("the curves go through every threshold", () => {
  expect(rocPoints(ranking)).toEqual([
    { x: 0, y: 0 },
    { x: 0, y: 1 / 3 },
    { x: 1 / 3, y: 2 / 3 },
    { x: 1 / 3, y: 1 },
    { x: 2 / 3, y: 1 },
    { x: 1, y: 1 },
  ]);
  expect(precisionRecallPoints(ranking).map(({ y }) => y)).toEqual([1, 2 / 3, 3 / 4, 3 / 5, 3 / 6]);
  const { columns, rows } = rankingTable(ranking);
  expect(rows).toHaveLength(5);
  expect(rows[1]).toHaveLength(columns.length);
  expect(rows[1]?.slice(1)).toEqual([2, 1, 2 / 3, 1 / 3, 2 / 3]);
});

test("a contour of a slope is a straight line at its level", () => {
  const values = [0, 1, 2, 0, 1, 2, 0, 1, 2];
  const segments = contour(values, 3, 3, 0.5);
  expect(segments).toHaveLength(2);
  for (const point of segments.flat()) expect(point.x).toBe(0.5);
  expect(contour(values, 3, 3, 5)).toEqual([]);
});

test("a saddle is cut into two, and cells without numbers are left out", () => {
  const saddle = contour([0, 1, 1, 0], 2, 2, 0.4);
  expect(saddle).toHaveLength(2);
  // The mean 0.5 is above the level: each low corner is cut off by itself.
  const [first] = saddle;
  const near = first?.map(({ x, y }) => x + y);
  expect(near?.every((sum) => sum < 0.5) || near?.every((sum) => sum > 1.5)).toBe(true);
  expect(contour([0, 1, Number.POSITIVE_INFINITY, 0], 2, 2, 0.4)).toEqual([]);
});

test("levels stand at equal ratios, or at equal distances when the loss reaches 0", () => {
  expect(levelsBetween(1, 16, 3)).toEqual([2, 4, 8].map((level) => expect.closeTo(level, 10)));
  expect(levelsBetween(0, 4, 3)).toEqual([1, 2, 3]);
});

test("low losses are blue, high ones orange, what is not finite grey", () => {
  const range = lossRange(Float32Array.from([2, Number.POSITIVE_INFINITY, 0.5]));
  expect(range).toEqual([0.5, 2]);
  const [low, high, none] = [0.5, 2, Number.POSITIVE_INFINITY].map((loss) =>
    lossColour(loss, range, false),
  );
  expect(low?.[2]).toBeGreaterThan(low?.[0] ?? 255);
  expect(high?.[0]).toBeGreaterThan(high?.[2] ?? 255);
  expect(Math.abs((none?.[0] ?? 0) - (none?.[2] ?? 255))).toBeLessThan(10);
});

test("maps and surfaces as tables have the middle of every pixel and every point", () => {
  const map = {
    x: [0, 4],
    y: [0, 2],
    width: 2,
    height: 2,
    values: Float32Array.from([1, 2, 3, 4]),
    outputs: 1,
    points: [],
  } as const;
  expect(mapTable(map, "a", "b", ["p"])).toEqual({
    columns: ["a", "b", "p"],
    rows: [
      [1, 1.5, 1],
      [3, 1.5, 2],
      [1, 0.5, 3],
      [3, 0.5, 4],
    ],
  });
  const surface = {
    a: Float32Array.from([-1, 1]),
    b: Float32Array.from([-2, 2]),
    loss: Float32Array.from([5, 6, 7, 8]),
    rows: 3,
    here: 5,
    path: null,
  };
  expect(surfaceTable(surface).rows).toEqual([
    [-1, -2, 5],
    [1, -2, 6],
    [-1, 2, 7],
    [1, 2, 8],
  ]);
});

test("the best of a line is marked, and pairs leave the first model out", () => {
  const model = {
    kind: "classification",
    parameters: 9,
    onlyFirst: 1,
    onlyThis: 2,
    f1: 0.5,
  } as const;
  const lines = comparisonLines({
    rows: 10,
    models: [
      { ...model, model: 1, loss: 0.2, accuracy: 0.9 },
      { ...model, model: 2, loss: 0.3, accuracy: 0.95 },
    ],
  });
  const line = (name: string) => lines.find((it) => it.name === name);
  expect(line("Accuracy")?.best).toEqual([false, true]);
  expect(line("Loss")?.best).toEqual([true, false]);
  expect(line("Parameters")?.best).toEqual([false, false]);
  expect(line("Only this is right")?.words).toEqual(["–", "2"]);
});
