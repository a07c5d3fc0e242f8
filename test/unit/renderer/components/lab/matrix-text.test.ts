import fc from "fast-check";
import { expect, test } from "vitest";
import {
  matrixText,
  resized,
  shapeText,
} from "../../../../../src-renderer/components/lab/matrix-text.ts";
import { readValue } from "../../../../../src-worker/lab/values.ts";

const shapes = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 4 });

test("what the window writes is read by the engine as the same tensor", () => {
  fc.assert(
    fc.property(
      shapes.chain((shape) => {
        const size = shape.reduce((product, length) => product * length, 1);
        const value = fc
          .double({ noNaN: true, noDefaultInfinity: true })
          .filter((one) => one !== 0);
        return fc.record({
          shape: fc.constant(shape),
          data: fc.array(value, { minLength: size, maxLength: size }),
        });
      }),
      ({ shape, data }) => {
        const read = readValue(matrixText({ shape, data }));
        expect(read.shape).toEqual(shape);
        expect([...read.data]).toEqual(data);
      },
    ),
  );
});

test("a larger or smaller grid keeps what was there", () => {
  const matrix = { shape: [2, 2], data: [1, 2, 3, 4] };
  expect(resized(matrix, [3, 2]).data).toEqual([1, 2, 3, 4, 0, 0]);
  expect(resized(matrix, [2, 3]).data).toEqual([1, 2, 0, 3, 4, 0]);
  expect(resized(matrix, [1, 2]).data).toEqual([1, 2]);
  expect(resized({ shape: [2], data: [5, 6] }, [3]).data).toEqual([5, 6, 0]);
});

test("shapes in words", () => {
  expect(shapeText([])).toBe("number");
  expect(shapeText([3, 2])).toBe("(3, 2)");
});
