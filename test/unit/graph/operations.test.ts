import { describe, expect, test } from "vitest";
import { UserError } from "../../../src-worker/errors.ts";
import { GraphBuilder } from "../../../src-worker/graph/builder.ts";
import { findOperation } from "../../../src-worker/graph/operations.ts";
import { gradientTensors } from "../../../src-worker/graph/tensors.ts";

type Attributes = Readonly<Record<string, number | readonly number[]>>;
type Shapes = readonly (readonly number[])[];

const count = (shape: readonly number[]) => shape.reduce((product, d) => product * d, 1);

/** Value and gradient tensors of one operation on inputs `i0`, `i1`, … */
function apply(
  operation: string,
  shapes: Shapes,
  data: readonly number[][],
  attributes: Attributes,
) {
  const builder = new GraphBuilder();
  const inputs = shapes.map((shape, i) => builder.data(`i${i}`, shape));
  const node = builder.apply("out", operation, inputs, attributes);
  const names = inputs.map(({ name }) => name);
  const values = Object.fromEntries(names.map((name, i) => [name, data[i] ?? []]));
  return gradientTensors(builder.graph(node), { of: "out", by: names, values, rows: 1 });
}

/** Positive numbers, as logarithms and fractional powers need, without a pattern. */
const numbers = (size: number, phase: number) =>
  Array.from({ length: size }, (_, e) => 1.2 + Math.sin(3.7 * e + phase));

const cases: readonly [string, Shapes, Attributes][] = [
  ["add", [[2, 3], [3]], {}],
  ["add", [[], [2, 2]], {}],
  [
    "subtract",
    [
      [2, 1],
      [1, 3],
    ],
    {},
  ],
  [
    "multiply",
    [
      [4, 1, 2],
      [3, 1],
    ],
    {},
  ],
  ["divide", [[3], [2, 3]], {}],
  ["power", [[2, 2], [2]], {}],
  ["negate", [[3]], {}],
  ["log", [[2, 2]], {}],
  ["exp", [[2, 2]], {}],
  ["softmax", [[2, 3]], {}],
  ["softmax", [[3]], {}],
  [
    "matmul",
    [
      [2, 3],
      [3, 4],
    ],
    {},
  ],
  ["matmul", [[3], [3, 2]], {}],
  ["matmul", [[2, 3], [3]], {}],
  ["matmul", [[3], [3]], {}],
  ["transpose", [[2, 3]], {}],
  ["transpose", [[2, 3, 2]], {}],
  ["sum", [[2, 3]], {}],
  ["sum", [[2, 3, 2]], { axes: [0, -1] }],
  ["mean", [[2, 3]], { axes: 1 }],
  ["mean", [[2, 2]], {}],
  ["squaredNorm", [[2, 3]], {}],
  ["logSumExp", [[2, 3]], { last: 1 }],
  ["logSumExp", [[2, 3]], { last: 2 }],
  ["element", [[4]], { index: 2 }],
  ["element", [[2, 3]], { index: 1 }],
  ["arrange", [[2, 3]], { to: [2, 0], axes: 3 }],
  ["arrange", [[3, 2, 3]], { to: [1, 0, 1], axes: 2 }],
  ["maximum", [[2, 3], [3]], {}],
  ["minimum", [[3], [2, 3]], {}],
  ["sqrt", [[3]], {}],
  ["abs", [[3]], {}],
  ["erf", [[3]], {}],
  ["stack", [[2], [2]], {}],
  ["linear", [[2, 3], [4, 3], [4]], {}],
];

describe("gradient tensors are what central differences say", () => {
  test.each(cases)("%s of %j with %j", (operation, shapes, attributes) => {
    const data = shapes.map((shape, i) => numbers(count(shape), i));
    const { value, gradients } = apply(operation, shapes, data, attributes);
    const size = count(value.shape);
    shapes.forEach((shape, input) => {
      const gradient = gradients.get(`i${input}`);
      expect(gradient?.shape).toEqual([...value.shape, ...shape]);
      for (let n = 0; n < count(shape); n++) {
        const shifted = (step: number) => {
          const moved = data.map((entries) => [...entries]);
          (moved[input] as number[])[n] = (data[input]?.[n] as number) + step;
          return apply(operation, shapes, moved, attributes).value.data;
        };
        const [after, before] = [shifted(1e-5), shifted(-1e-5)];
        for (let m = 0; m < size; m++) {
          const numeric = ((after[m] as number) - (before[m] as number)) / 2e-5;
          expect(gradient?.data[m * count(shape) + n]).toBeCloseTo(numeric, 7);
        }
      }
    });
  });
});

test("values follow NumPy's rules", () => {
  const value = (
    operation: string,
    shapes: Shapes,
    data: number[][],
    attributes: Attributes = {},
  ) => apply(operation, shapes, data, attributes).value;
  expect(
    value(
      "add",
      [[2, 1], [3]],
      [
        [10, 20],
        [1, 2, 3],
      ],
    ),
  ).toEqual({
    shape: [2, 3],
    data: new Float64Array([11, 12, 13, 21, 22, 23]),
  });
  expect(value("transpose", [[2, 3]], [[1, 2, 3, 4, 5, 6]])).toEqual({
    shape: [3, 2],
    data: new Float64Array([1, 4, 2, 5, 3, 6]),
  });
  expect(value("mean", [[2, 2]], [[1, 2, 3, 4]], { axes: [0] })).toEqual({
    shape: [2],
    data: new Float64Array([2, 3]),
  });
  expect(
    value(
      "matmul",
      [[2], [2, 2]],
      [
        [1, 2],
        [1, 2, 3, 4],
      ],
    ),
  ).toEqual({
    shape: [2],
    data: new Float64Array([7, 10]),
  });
});

test("whole powers are exact and take negative numbers", () => {
  const power = (x: number, y: number) => apply("power", [[], []], [[x], [y]], {});
  expect(power(-3, 3).value.data[0]).toBe(-27);
  expect(power(-3, 3).gradients.get("i0")?.data[0]).toBe(27);
  expect(power(2, -2).value.data[0]).toBe(0.25);
  expect(power(0, 0).value.data[0]).toBe(1);
  expect(power(0, 2.5).value.data[0]).toBe(0);
  expect(power(-2, 0.5).value.data[0]).toBeNaN();
});

test.each<[string, Shapes, Attributes]>([
  ["add", [[2, 3], [2]], {}],
  [
    "matmul",
    [
      [2, 3],
      [2, 3],
    ],
    {},
  ],
  ["sum", [[2, 3]], { axes: [2] }],
  ["logSumExp", [[2, 3]], { last: 3 }],
  ["sum", [[]], { axes: [0] }],
  ["element", [[3]], { index: 3 }],
  ["element", [[]], { index: 0 }],
  ["arrange", [[2, 3]], { to: [0, 0], axes: 1 }],
  ["stack", [[2], [3]], {}],
  [
    "linear",
    [
      [2, 3],
      [3, 2],
    ],
    {},
  ],
  ["bce", [[2, 3], [2]], {}],
])("%s of %j with %j is refused in words", (operation, shapes, attributes) => {
  expect(() => findOperation(operation).shape(shapes, attributes)).toThrow(UserError);
});

test("N fits N and 1, but no number", () => {
  const { shape } = findOperation("add");
  expect(shape([["N", 3], [3]], {})).toEqual(["N", 3]);
  expect(
    shape(
      [
        [1, 3],
        ["N", 1],
      ],
      {},
    ),
  ).toEqual(["N", 3]);
  expect(() =>
    shape(
      [
        ["N", 3],
        [2, 3],
      ],
      {},
    ),
  ).toThrow("[N, 3] and [2, 3]");
});
