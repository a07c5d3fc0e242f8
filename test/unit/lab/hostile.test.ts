import fc from "fast-check";
import { expect, test } from "vitest";
import { answer } from "../../../src-worker/lab/answer.ts";

const pieces = fc.constantFrom(
  "x",
  "x_i",
  "X_ij",
  "W x",
  "z",
  "z_i = ",
  "u = ",
  "f",
  "sum_i ",
  "sum_j ",
  "Σ",
  "mean_i ",
  "exp(",
  "ln ",
  "max(0, ",
  "softmax(",
  "||",
  "|",
  "^2",
  "^T",
  "^",
  "_",
  "(",
  ")",
  "[",
  "]",
  "{",
  "}",
  " + ",
  " - ",
  "*",
  "/",
  "=",
  ",",
  "0",
  "1",
  "2.5",
  "α",
  "ŷ",
  "🙂",
  "constructor",
  "__proto__",
  "",
);
const line = fc.oneof(
  { weight: 4, arbitrary: fc.array(pieces, { maxLength: 9 }).map((parts) => parts.join("")) },
  fc.string({ unit: "binary", maxLength: 30 }),
);
const name = fc.oneof(
  fc.constantFrom("x", "X", "W", "z", "α", "constructor", "__proto__", ""),
  fc.string({ maxLength: 4 }),
);
const text = fc.oneof(
  fc.constantFrom("1", "1, 2", "1, 2; 3, 4", "[[1, 2], [3, 4]]", "0;", "1e308", "-1", "[[[1]]]"),
  fc.string({ maxLength: 12 }),
);
const requests = fc.record({
  lines: fc.array(line, { maxLength: 4 }),
  inputs: fc.array(fc.record({ name, text }), { maxLength: 4 }),
  of: fc.option(name),
  by: fc.option(name),
  through: fc.option(name),
});

test("whatever is typed is answered: with a result, or with what is wrong and where", () => {
  fc.assert(
    fc.property(requests, (request) => {
      const { inputs, lines, problem, result } = answer(request);
      expect(inputs).toHaveLength(request.inputs.length);
      expect(lines).toHaveLength(request.lines.length);
      expect(problem === null).toBe(result !== null);
      if (problem) expect(problem.what).not.toBe("");
      if (problem?.line) expect(problem.line).toBeLessThanOrEqual(request.lines.length);
      for (const { name, value } of result?.nodes ?? []) {
        const size = value.shape.reduce((product, length) => product * length, 1);
        expect(value.data, name).toHaveLength(size);
      }
    }),
    { numRuns: 2000 },
  );
});
