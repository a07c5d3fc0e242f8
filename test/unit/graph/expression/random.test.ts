import fc from "fast-check";
import { expect, test } from "vitest";
import { UserError } from "../../../../src-worker/errors.ts";
import { expressionGraph } from "../../../../src-worker/graph/expression/expression.ts";
import { evaluate } from "./evaluate.ts";

const shapes = { x: [2], y: [2], A: [2, 2], B: [3, 2], c: [], Z: [3, 2] } as const;
const size = (shape: readonly number[]) => shape.reduce((product, length) => product * length, 1);

/** Formulas by the kind of their result; all are smooth, and of moderate size. */
const { number } = fc.letrec<Record<"number" | "vector" | "matrix", string>>((tie) => {
  const [n, v, m] = [tie("number"), tie("vector"), tie("matrix")];
  const joined = (parts: fc.Arbitrary<string>[], write: (...parts: string[]) => string) =>
    fc.tuple(...parts).map((texts) => write(...texts));
  return {
    number: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.constantFrom("c", "x1", "y_2", "A_12", "B_{3,1}", "2", "0.5"),
      joined([n, n], (a, b) => `(${a} + ${b})`),
      joined([n, n], (a, b) => `(${a} - ${b} c)`),
      joined([n, n], (a, b) => `${a}/(2 + (${b})^2)`),
      joined([n], (a) => `tanh(${a})`),
      joined([n], (a) => `ln(1 + exp(tanh ${a}))`),
      joined([n], (a) => `sqrt(1 + (${a})^2)`),
      joined([v, v], (a, b) => `tanh((${a})^T (${b}))`),
      joined([v, v], (a, b) => `sum_k tanh((${a})_k (${b})_k)`),
      joined([v], (a) => `||tanh(${a})||^2`),
      joined([m], (a) => `sum_ij erf((${a})_ij) y_j`),
      joined([m], (a) => `mean(sigmoid(${a}))`),
    ),
    vector: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.constantFrom("x", "y", "A x", "A^T x", "A_1", "(c, x1)"),
      joined([v, v], (a, b) => `(${a} + ${b})`),
      joined([n, v], (a, b) => `tanh(${a}) (${b})`),
      joined([m], (a) => `tanh(${a}) x`),
      joined([v], (a) => `softmax(${a})`),
      joined([n, n], (a, b) => `(${a}, ${b})`),
    ),
    matrix: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.constantFrom("A", "B^T Z", "Z^T B", "x y^T"),
      joined([m, m], (a, b) => `tanh(${a}) tanh(${b})`),
      joined([m, v], (a, b) => `(${a} + ${b})`),
      joined([m], (a) => `softmax over the rows of (${a})`),
      joined([m], (a) => `[tanh ${a}]^T`),
    ),
  };
});

test("derivatives of any formula are what central differences say", () => {
  const values = fc.array(fc.double({ min: -1.5, max: 1.5, noNaN: true }), {
    minLength: 21,
    maxLength: 21,
  });
  fc.assert(
    fc.property(number, values, (formula, entries) => {
      let at = 0;
      const inputs = Object.fromEntries(
        Object.entries(shapes).map(([name, shape]) => {
          const data = entries.slice(at, at + size(shape));
          at += data.length;
          return [name, { shape, data }];
        }),
      );
      const { gradients, data } = evaluate([formula], inputs);
      fc.pre(Math.abs(data[0] ?? 0) < 1e3);
      for (const [name, { shape, data: point }] of Object.entries(inputs)) {
        for (let n = 0; n < point.length; n++) {
          const moved = (step: number) => {
            const shifted = point.map((entry, e) => (e === n ? entry + step : entry));
            return (
              evaluate([formula], { ...inputs, [name]: { shape, data: shifted } }).data[0] ?? 0
            );
          };
          const h = 1e-5;
          const slope = (8 * (moved(h) - moved(-h)) - (moved(2 * h) - moved(-2 * h))) / (12 * h);
          const found = gradients.get(name)?.data[n] ?? Number.NaN;
          const scale = Math.max(1, Math.abs(slope), Math.abs(data[0] ?? 0));
          expect(Math.abs(found - slope) / scale, `${formula}: d/d${name}[${n}]`).toBeLessThan(
            1e-6,
          );
        }
      }
    }),
    { numRuns: 60, seed: 7 },
  );
}, 60_000);

const pieces = fc.array(
  fc.constantFrom(
    ..."x y A B c Z z_i = + - * / ^ ( ) [ ] { } , | || _ _i _j _1 _{i,1} ^T sum_i sum mean_j exp ln softmax over the rows of max ² ᵀ α Σ e^ 2 0.5 1e9".split(
      " ",
    ),
    " ",
  ),
  { maxLength: 40 },
);
const line = fc.oneof(
  pieces.map((parts) => parts.join("")),
  pieces.map((parts) => parts.join(" ")),
  fc.string({ unit: "binary", maxLength: 60 }),
);

test("whatever is typed is read or refused in words, soon", () => {
  const start = performance.now();
  fc.assert(
    fc.property(fc.array(line, { maxLength: 4 }), (lines) => {
      try {
        expressionGraph(lines, shapes);
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
      }
    }),
    { numRuns: 3000, seed: 11 },
  );
  expect(performance.now() - start).toBeLessThan(20_000);
}, 60_000);

test.each([
  ["a long sum", "c + ".repeat(900).concat("c")],
  ["many signs", "-".repeat(3000).concat("c")],
  ["towers of powers", "c^".repeat(1500).concat("c")],
  ["open brackets", "(".repeat(3999)],
  ["open bars", "|c|".repeat(1300)],
  ["sums of sums", "sum_i ".repeat(600)],
])("%s of thousands of signs ends in time and within the stack", (_, text) => {
  const start = performance.now();
  const read = () => {
    try {
      expressionGraph([text], shapes);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
    }
  };
  expect(read).not.toThrow();
  expect(performance.now() - start).toBeLessThan(2000);
});
