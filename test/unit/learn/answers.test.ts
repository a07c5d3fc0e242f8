import { describe, expect, test } from "vitest";
import { flattened, readTyped } from "../../../src-worker/learn/answer-text.ts";
import { compareFormulas, compareNumbers } from "../../../src-worker/learn/compare.ts";
import { withoutConditions } from "../../../src-worker/learn/conditions.ts";
import { diagonalOf, drawPoints, gradientsAt, valuesAt } from "../../../src-worker/learn/points.ts";
import { typedValues } from "../../../src-worker/learn/typed-values.ts";

const numbersOf = (text: string) => {
  const rule = { numeric: true, indices: "", shape: [] };
  return typedValues(text, {}, [{}], rule)[0];
};

describe("numbers as they may be typed", () => {
  test.each([
    ["1/2", [], [0.5]],
    ["−3", [], [-3]],
    ["exp(0) + 2^3", [], [9]],
    ["N = 2", [], [2]],
    ["[1, 2, 3]", [3], [1, 2, 3]],
    ["[1 2 3]", [3], [1, 2, 3]],
    ["1, 2, 3", [3], [1, 2, 3]],
    ["1 -2 3.5", [3], [1, -2, 3.5]],
    ["(1, 2)", [2], [1, 2]],
    ["[[1,2],[3,4]]", [2, 2], [1, 2, 3, 4]],
    ["[1, 2; 3, 4]", [2, 2], [1, 2, 3, 4]],
    ["1 2; 3 4", [2, 2], [1, 2, 3, 4]],
    ["1\t2\n3\t4\n", [2, 2], [1, 2, 3, 4]],
    ["1\n2", [2], [1, 2]],
    ["array([[1., 2.],\n       [1/4, 4]])", [2, 2], [1, 2, 0.25, 4]],
    ["[[[1,2]],[[3,4]]]", [2, 1, 2], [1, 2, 3, 4]],
  ])("%s", (text, shape, data) => {
    expect(numbersOf(text)).toEqual({ shape, data });
  });

  test.each([
    ["", /no answer/],
    ["[1, 2", /not closed/],
    ["1, 2]", /without its partner/],
    ["[[1,2],[3]]", /row 1 has 2 entries, row 2 has 1/],
    ["two", /no input, definition or function/],
    ["1{x}", /no comparison/],
    ["1{x >= 1", /not closed/],
    ["9".repeat(30_000), /too long/],
    ["[".repeat(9000), /nested deeper/],
    [`${"1{".repeat(4000)}x${"}".repeat(4000)}`, /nested deeper/],
  ])("refused in words: %.20s", (text, words) => {
    expect(() => numbersOf(text)).toThrow(words);
  });

  test("a formula keeps its commas and brackets", () => {
    expect(flattened(readTyped("max(x, 0) + [1 + x]", false)).entries).toEqual([
      "max(x, 0) + [1 + x]",
    ]);
    expect(flattened(readTyped("[max(x, 0), 1{x >= 0, x < 1}]", false)).entries).toHaveLength(2);
  });
});

test("numbers agree within the tolerance, relative to the largest", () => {
  const of = (...data: number[]) => ({ shape: [data.length], data });
  expect(compareNumbers(of(100, 0.4), of(100, 0), 0.005).right).toBe(true);
  expect(compareNumbers(of(100, 0.6), of(100, 0), 0.005)).toEqual({
    right: false,
    words: "1 of 2 numbers are right.",
  });
  expect(compareNumbers(of(1, 2, 3), of(1, 2), 0.005).words).toMatch(/a list of 3.*a list of 2/);
  expect(compareNumbers(of(Number.NaN), of(1), 0.005).right).toBe(false);
  expect(compareNumbers({ shape: [2, 1], data: [1, 2] }, of(1, 2), 0.005).right).toBe(true);
});

test("indicator functions are what they say at both sides of every edge", () => {
  const at = (text: string, x: number) =>
    valuesAt([withoutConditions(text)], { x: [] }, [{ x: [x] }])[0]?.data[0];
  const cases: [string, (x: number) => boolean][] = [
    ["1{x >= 1}", (x) => x >= 1],
    ["1{x > 1}", (x) => x > 1],
    ["1{1 <= x < 3}", (x) => 1 <= x && x < 3],
    ["1{x ≤ 1, x > 0}", (x) => x <= 1 && x > 0],
    ["1_{x<3} 1{x>=1}", (x) => x < 3 && x >= 1],
    ["1 - 1{1 <= x < 3}", (x) => !(1 <= x && x < 3)],
    ["1{1{x >= 1} + 1{x >= 3} < 2}", (x) => x < 3],
    ["1{max(x, 1) > 1}", (x) => x > 1],
  ];
  for (const [text, truth] of cases) {
    for (const x of [-1, 0, 0.5, 1, 1.5, 2.999, 3, 3.5]) {
      expect(at(text, x), `${text} at ${x}`).toBe(truth(x) ? 1 : 0);
    }
  }
  expect(at("-1{x>=1} + 2 1{x>=3} + 0.5", 3)).toBe(1.5);
});

describe("formulas by equivalence", () => {
  const variables = {
    z: { shape: [3], from: -2, to: 2, step: 0 },
    y: { shape: [3], from: -2, to: 2, step: 0 },
    W: { shape: [3, 2], from: -2, to: 2, step: 0 },
    x: { shape: [2], from: -2, to: 2, step: 0 },
  };
  const shapes = { z: [3], y: [3], W: [3, 2], x: [2] };
  const points = drawPoints(variables);
  const same = (typed: string, formula: string, indices: string, shape: number[]) =>
    compareFormulas(
      typedValues(typed, shapes, points, { numeric: false, indices, shape }),
      valuesAt([formula], shapes, points),
      1e-9,
    ).right;

  test.each([
    ["exp(z_i)/(1+exp(z_i)) - y_i", "sigmoid(z) - y", "i", [3]],
    ["sigmoid(z) − y", "sigmoid(z) - y", "i", [3]],
    ["1/(1 + e^(-z_i)) - y_i", "sigmoid(z) - y", "i", [3]],
    ["(W x)_i", "W x", "i", [3]],
    ["sum_j W_ij x_j", "W x", "i", [3]],
    ["z_i x_j", "z x^T", "ij", [3, 2]],
    ["x_j * z_i", "z x^T", "ij", [3, 2]],
    ["dz = (z_i - y_i)*(z_i + y_i)", "z*z - y*y", "i", [3]],
    ["[z_1^2, z_2^2, z_3^2]", "z*z", "i", [3]],
  ] as const)("%s is %s", (typed, formula, indices, shape) => {
    expect(same(typed, formula, indices, [...shape])).toBe(true);
  });

  test.each([
    ["sigmoid(z_i) + y_i", "sigmoid(z) - y", "i", [3]],
    ["sigmoid(z_i)", "sigmoid(z) - y", "i", [3]],
    ["z_i x_j + 1e-6", "z x^T", "ij", [3, 2]],
    ["x z^T", "z x^T", "ij", [3, 2]],
    ["ln(z_i) - ln(z_i) + 1", "z/z", "i", [3]],
  ] as const)("%s is not %s", (typed, formula, indices, shape) => {
    expect(same(typed, formula, indices, [...shape])).toBe(false);
  });

  test("many random pairs: a rewriting is the same, any change of a coefficient is not", () => {
    let state = 1;
    const draw = (count: number) => {
      state = (state * 48_271) % 2_147_483_647;
      return 1 + (state % count);
    };
    for (let trial = 0; trial < 60; trial++) {
      const [a, b, c] = [draw(9), draw(9), draw(9)];
      const formula = `${a}*z*z + ${b}*z*y - ${c}`;
      expect(same(`z_i (${a} z_i + ${b} y_i) - ${c}`, formula, "i", [3])).toBe(true);
      expect(same(`z_i (${a} z_i + ${b} y_i) - ${c + 1}`, formula, "i", [3])).toBe(false);
      expect(same(`z_i (${a} y_i + ${b} y_i) - ${c}`, formula, "i", [3])).toBe(false);
      expect(same(`z_i (${a}.001 z_i + ${b} y_i) - ${c}`, formula, "i", [3])).toBe(false);
    }
  });

  test("a gradient that is asked for where indices are equal", () => {
    const gradient = {
      formulas: ["u = sigmoid(W x)"],
      by: "W",
      diagonal: [0, 1] as [number, number],
    };
    const [at] = gradientsAt(gradient, shapes, points);
    expect(at?.shape).toEqual([3, 2]);
    expect(
      compareFormulas(
        typedValues("sigmoid((W x)_i) (1 - sigmoid((W x)_i)) x_j", shapes, points, {
          numeric: false,
          indices: "ij",
          shape: [3, 2],
        }),
        gradientsAt(gradient, shapes, points),
        1e-9,
      ).right,
    ).toBe(true);
    expect(() => diagonalOf({ shape: [2, 3], data: [] }, [0, 1])).toThrow(/no diagonal/);
  });
});
