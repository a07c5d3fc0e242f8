import { describe, expect, test } from "vitest";
import { evaluate, refusal } from "./evaluate.ts";

const inputs = {
  x: { shape: [2], data: [2, 3] },
  y: { shape: [2], data: [5, -7] },
  c: { shape: [], data: [4] },
  A: { shape: [2, 2], data: [1, 2, 3, 4] },
  B: { shape: [2, 3], data: [1, -1, 2, 0, 3, 5] },
  alpha: { shape: [2], data: [0.5, -1] },
  "W^H": { shape: [2, 2], data: [1, 0, 2, 1] },
  β: { shape: [], data: [0.5] },
  w_out: { shape: [2], data: [10, 20] },
};

describe("what is written is what is computed", () => {
  test.each<[string, string, number[], number[]]>([
    ["elements", "x1 x_2 + A_12 + A_{2,1}", [], [11]],
    ["a row", "A_2", [2], [3, 4]],
    ["a column", "A_i1", [2], [1, 3]],
    ["a name side by side with a number", "2x + x", [2], [6, 9]],
    ["a product before a sum", "1 + 2 c^2/8 - c", [], [1]],
    ["powers from the right", "2^3^2", [], [512]],
    ["a sign before a power", "-c^2", [], [-16]],
    ["a sign in an exponent", "2^-2", [], [0.25]],
    ["a sign in a denominator", "8 / -c * 2", [], [-4]],
    ["a matrix product", "A B", [2, 3], [1, 5, 12, 3, 9, 26]],
    ["a row before a matrix", "x^T A", [2], [11, 16]],
    ["a quadratic form", "x^T A x", [], [70]],
    ["the dot product", "x^T y", [], [-11]],
    ["the outer product", "x y^T", [2, 2], [10, -14, 15, -21]],
    ["the product of each element", "x * y + x ⊙ y", [2], [20, -42]],
    ["a transpose in braces and as a letter", "A^{T} - Aᵀ", [2, 2], [0, 0, 0, 0]],
    ["raised and lowered letters", "x₁² + x₂³", [], [31]],
    ["a vector added to every row", "A + x", [2, 2], [3, 5, 5, 7]],
    ["a sum over two indices", "sum_ij A_ij", [], [10]],
    ["a sum with its bounds", "Σ_{i=1}^{N} x_i y_i", [], [-11]],
    ["a sum to a figure", "∑_{i=1}^2 x_i", [], [5]],
    ["a sum that ends at a plus", "sum_i x_i y_i + c", [], [-7]],
    ["a sum of sums", "sum_i sum_j A_ij x_j", [], [26]],
    ["a sum of all elements", "sum(B) + mean(A)", [], [12.5]],
    ["the mean over an index", "mean_i A_ij", [2], [2, 3]],
    ["a trace", "sum_i A_ii", [], [5]],
    ["free indices by the alphabet", "A_ji", [2, 2], [1, 3, 2, 4]],
    ["a matrix by the rows of another", "A A_i", [2, 2], [5, 11, 11, 25]],
    ["rows as they lie", "A_i A", [2, 2], [7, 10, 15, 22]],
    ["rows as they lie, and a vector", "A_i A + x", [2, 2], [9, 13, 17, 25]],
    ["a row that is marked as one", "x^T A + y^T", [2], [16, 9]],
    ["softmax by its formula (eq. 5)", "exp(c x_k)/sum_l exp(c x_l) - softmax(c x)_k", [2], [0, 0]],
    ["products of indexed matrices", "sum_i (A_i A_i^T)", [2, 2], [10, 14, 14, 20]],
    ["norms", "||x - y||^2 + ||x||_1 + |c - 5|", [], [115]],
    ["norms by name", "norm(3 (1, 0))", [], [3]],
    ["max and min", "max{0, y} + min(x, 2.5)", [2], [7, 2.5]],
    ["the constants", "ln e + 0 π", [], [1]],
    ["Greek letters", "α_j x_j", [2], [1, -3]],
    ["a Greek letter beside another name", "βx_j", [2], [1, 1.5]],
    ["capitals for small letters and the other way", "b_11 + X_1 + a_11", [], [4]],
    ["names with a layer", "W^H x + [W^H]^T x + W_11^H", [2], [11, 11]],
    ["names with a low line", "sum_j w_out_j", [], [30]],
    ["a subscript on brackets", "(A x)_2", [], [18]],
    ["functions without brackets", "sqrt c + √(c c) + abs -c", [], [10]],
    ["the exponential as a power of e", "ln(e^{-c}) + ln e^c", [], [0]],
  ])("%s: %s", (_, line, shape, data) => {
    const found = evaluate([line], inputs);
    expect(found.shape).toEqual(shape);
    for (const [element, wanted] of data.entries()) {
      expect(found.data[element]).toBeCloseTo(wanted, 12);
    }
  });
});

test("a vector of formulas, with its arguments, is stacked as lines are", () => {
  const asVector = evaluate(["f(x, y) = (x1 y1, x2 + 1)"], inputs);
  const asLines = evaluate(["x1 y1", "", "x2 + 1"], inputs);
  expect(asVector.data).toEqual([10, 4]);
  expect(asLines).toEqual(asVector);
});

test("definitions stand in any order; what no other line uses is the value", () => {
  const lines = [
    "L = ||y - u||^2",
    "u^O = V h",
    "V = A^T",
    "h_j = relu(z_j)",
    "z = A x + y",
    "u = u^O",
  ];
  const [h1, h2] = [13, 11];
  const u = [h1 + 3 * h2, 2 * h1 + 4 * h2];
  expect(evaluate(lines, inputs).data).toEqual([
    (5 - (u[0] as number)) ** 2 + (-7 - (u[1] as number)) ** 2,
  ]);
});

test("logistic formulas of the notes stay finite where they as written do not", () => {
  const z = { shape: [2], data: [800, -800] };
  const loss = evaluate(["ln(1 + e^{z_i})"], { z });
  expect(loss.data).toEqual([800, 0]);
  expect([...(loss.gradients.get("z")?.data ?? [])]).toEqual([1, 0, 0, 0]);
  const u = evaluate(["u_i = 1/(1 + exp(-z_i))"], { z });
  expect(u.data).toEqual([1, 0]);
  expect([...(u.gradients.get("z")?.data ?? [])].every((entry) => entry === 0)).toBe(true);
});

test("the cross-entropy of the notes is finite for extreme logits", () => {
  const Z = { shape: [2, 3], data: [800, -800, 0, -900, -900, -900] };
  const R = { shape: [2, 3], data: [0, 1, 0, 1, 0, 0] };
  const lines = ["L = sum_i [ln sum_k exp(Z_ik) - sum_k R_ik Z_ik]"];
  const found = evaluate(lines, { Z, R });
  expect(found.data[0]).toBeCloseTo(1600 + Math.log(3), 9);
  const gradient = [1, -1, 0, -2 / 3, 1 / 3, 1 / 3];
  for (const [element, entry] of (found.gradients.get("Z")?.data ?? []).entries()) {
    expect(entry).toBeCloseTo(gradient[element] ?? Number.NaN, 9);
  }
});

test("the logarithm of a sum of exponentials over any axes", () => {
  const given = { Z: { shape: [2, 2], data: [0, 1, 2, 3] } };
  const values = (line: string) => evaluate([line], given).data;
  const log = (...terms: number[]) => Math.log(terms.reduce((sum, z) => sum + Math.exp(z), 0));
  expect(values("ln sum_i exp(Z_ij)")[1]).toBeCloseTo(log(1, 3), 12);
  expect(values("ln(sum_i e^{Z_i})")[1]).toBeCloseTo(log(1, 3), 12);
  expect(values("ln sum_ij exp(Z_ij)")[0]).toBeCloseTo(log(0, 1, 2, 3), 12);
  expect(values("ln sum(exp(Z))")[0]).toBeCloseTo(log(0, 1, 2, 3), 12);
  expect(values("ln sum(exp(Z_i))")[1]).toBeCloseTo(log(2, 3), 12);
});

test("the squared norm has a derivative at zero", () => {
  const found = evaluate(["||x||^2"], { x: { shape: [2], data: [0, 0] } });
  expect([...(found.gradients.get("x")?.data ?? [])]).toEqual([0, 0]);
});

const shapes = Object.fromEntries(Object.entries(inputs).map(([name, { shape }]) => [name, shape]));

describe("what is wrong is told with its line and column", () => {
  test.each<[string, string[], string]>([
    ["nothing", ["", " "], "there is no formula"],
    [
      "no end of brackets",
      ["x1 + (x2"],
      'expected an operator or ")", found the end of the line (line 1, column 9)',
    ],
    ["another bracket", ["(x1]"], 'expected an operator or ")", found "]" (line 1, column 4)'],
    ["a bracket too many", ["c", "c)"], 'found ")" (line 2, column 2)'],
    ["no operand", ["c +"], 'expected a number, a name or "(", found the end of the line'],
    ["two numbers side by side", ["2 3"], 'expected an operator or the end of the line, found "3"'],
    ["an unknown sign", ["c ? 1"], 'unexpected "?" (line 1, column 3)'],
    ["an empty subscript", ["x_ + 1"], 'unexpected "_" (line 1, column 2)'],
    ["an unknown name", ["c + q1"], 'function "q1" (line 1, column 5)'],
    ["two equals signs", ["z = c = 1"], 'found "="'],
    ["no name before the equals sign", ["2 = c"], 'expected a name before "=", found "2"'],
    ["too much before the equals sign", ["z w = c"], 'expected "=", found "w"'],
    ["a name that is an input", ["x = c"], '"x" is defined, but it is an input'],
    ["a name twice", ["z = c", "z = 1"], '"z" is defined'],
    ["a circle", ["a_1 = b_1", "b_1 = a_1 + 1"], "go in circles: a_1, b_1"],
    [
      "shapes that do not fit",
      ["c + (A + B)"],
      '"(A + B)": a tensor of 2 × 2 and a tensor of 2 × 3 do not fit together (line 1, column 5)',
    ],
    [
      "a product that does not fit",
      ["B x"],
      '"B x": the product of a tensor of 2 × 3 and a vector of 2',
    ],
    [
      "a product of standing vectors",
      ["x y"],
      "the product of a vector of 2 and a vector of 2 is not defined",
    ],
    ["two lying vectors", ["x^T y^T"], "is not defined"],
    ["a matrix and a lying vector", ["A x^T"], "is not defined"],
    ["each element of a matrix and a vector", ["A * x"], "do not fit together"],
    ["a vector that lies and one that stands", ["x^T + y"], "one that lies"],
    ["the inverse of a matrix", ["A^-1"], "a matrix has no inverse here"],
    ["an index of a number", ["c_i"], '"c_i": a number has no element i'],
    ["an index too many", ["x_ij"], "a vector of 2 has no element ij"],
    [
      "an element that is not there",
      ["x_3"],
      "there is no element 3: the axis has 2, counted from 1",
    ],
    ["an element zero", ["x_0"], "there is no element 0"],
    [
      "an index of two lengths",
      ["x_i + B_ji"],
      "the index i runs to 2 on the left and to 3 on the right",
    ],
    ["an index that is not there", ["sum_k x_i"], "has no index k"],
    ["an index left over", ["z = x_i"], "the index i is free"],
    ["an index on the left alone", ["z_ij = x_i"], "the index j stands on the left"],
    ["a bound that is wrong", ["sum_{i=1}^3 x_i"], "the sum runs to 3, but i to 2"],
    ["a sum from zero", ["sum_{i=0}^2 x_i"], 'starts at "0"'],
    ["a sum over what is no index", ["sum_1 x_i"], "expected the indices of a sum"],
    ["a sum without its index", ["sum x_i"], "does not say over which index"],
    ["a power of a sum", ["sum(x)^2"], "two meanings"],
    ["no diagonal", ["sum_i B_ii"], "has no diagonal"],
    ["softmax of numbers", ["softmax(x_i)"], "softmax is of vectors"],
    [
      "other words",
      ["softmax over Z"],
      'expected words as in "softmax over the rows of Z", found "Z"',
    ],
    ["operands missing", ["max(x)"], "max has 1 operands"],
    ["operands too many", ["exp(x, y)"], "exp has 2 operands"],
    ["an unknown norm", ["||x||_3"], 'there is no norm "3"'],
    [
      "results of two shapes",
      ["x", "c"],
      "they are not of one shape: 2 and a number (line 2, column 1)",
    ],
    ["five indices", ["A_ij A_kl x_m"], "more than 4 axes"],
    ["a number that is too large", ["1e999"], "too large"],
    ["deep nesting", [`${"(".repeat(200)}c${")".repeat(200)}`], "nested deeper than 100"],
    ["a long line", ["c + ".repeat(2000)], "at most 4000"],
    ["many lines", new Array<string>(200).fill("c"), "at most 100"],
  ])("%s", (_, lines, words) => {
    expect(refusal(lines, shapes).message).toContain(words);
  });

  test("an index loop of a huge tensor", () => {
    const long = { u: [3000], v: [3000] };
    expect(refusal(["sum_ij u_i v_j"], long).message).toContain("more than 4194304 elements");
  });
});
