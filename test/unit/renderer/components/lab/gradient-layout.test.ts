import { describe, expect, test } from "vitest";
import {
  entriesTex,
  gradientLayout,
  multiIndex,
} from "../../../../../src-renderer/components/lab/gradient-layout.ts";

const side = (name: string, shape: readonly number[]) => ({ name, tex: name, shape });

describe("a gradient tensor as a table", () => {
  test("has a row for each element of Y and a column for each of X", () => {
    const layout = gradientLayout(side("u", [3]), side("W", [3, 2]));
    expect([layout.rows, layout.columns]).toEqual([3, 6]);
    expect(layout.rowTex(1)).toBe("{u}_{2}");
    expect(layout.columnTex(3)).toBe("{W}_{22}");
    expect(layout.columnName(3)).toBe("W 2,2");
  });

  test("of a number has X's own shape", () => {
    const matrix = gradientLayout(side("L", []), side("W", [3, 2]));
    expect([matrix.rows, matrix.columns]).toEqual([3, 2]);
    expect(matrix.rowTex(2)).toBe("{W}_{3\\cdot}");
    const vector = gradientLayout(side("L", []), side("b", [4]));
    expect([vector.rows, vector.columns]).toEqual([4, 1]);
    expect(vector.rowName(3)).toBe("b 4");
    const number = gradientLayout(side("L", []), side("c", []));
    expect([number.rows, number.columns, number.rowTex(0)]).toEqual([1, 1, "L"]);
  });
});

test("indices count from 1, the last axis fastest", () => {
  expect([0, 1, 5].map((place) => multiIndex([2, 3], place))).toEqual([
    [1, 1],
    [1, 2],
    [2, 3],
  ]);
});

test("entries as a matrix in TeX", () => {
  expect(entriesTex(["a", "b", "c", "d"], 2)).toBe(
    "\\begin{bmatrix} a & b \\\\ c & d \\end{bmatrix}",
  );
  expect(entriesTex(["a"], 1)).toBe("a");
});
