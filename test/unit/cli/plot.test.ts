import { expect, test } from "vitest";
import { drawPlot } from "../../../src-main/cli/plot.ts";

const text = (plot: ReturnType<typeof drawPlot>) =>
  plot.cells.map((row) => row.map(({ character }) => character).join(""));

const line = (...values: number[]) => values.map((y, x) => ({ x, y }));

test("a falling line runs from the top left to the bottom right", () => {
  const plot = drawPlot([line(7, 0)], 4, 2);
  expect(text(plot)).toEqual(["⠑⢄⠀⠀", "⠀⠀⠑⢄"]);
  expect(plot).toMatchObject({ low: 0, high: 7, logarithmic: false });
});

test("a constant is a level line", () => {
  expect(text(drawPlot([line(3, 3, 3)], 2, 1))).toEqual(["⠤⠤"]);
});

test("more than two decades are drawn on a logarithmic axis", () => {
  const plot = drawPlot([line(1000, 100, 10, 1)], 2, 1);
  expect(plot.logarithmic).toBe(true);
  expect(text(plot)).toEqual(["⠑⢄"]);
});

test("cells know their series, and values that are not finite are left out", () => {
  const plot = drawPlot([line(1, Number.NaN, 1), line(0, 0, 0)], 2, 2);
  expect(plot.cells[0]?.map(({ series }) => series)).toEqual([0, 0]);
  expect(plot.cells[1]?.map(({ series }) => series)).toEqual([1, 1]);
  expect(text(drawPlot([[]], 1, 1))).toEqual(["⠀"]);
});
