import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  COLUMN_WIDTH,
  layoutNetwork,
  networkLinks,
} from "../../../../src-renderer/drawing/network-layout.ts";

const room = { width: 600, height: 240 };
const sizes = fc.array(fc.integer({ min: 1, max: 4096 }), { minLength: 2, maxLength: 13 });

describe("the layout of a network", () => {
  test("nothing overlaps and nothing leaves the picture, whatever the sizes", () => {
    fc.assert(
      fc.property(sizes, fc.integer({ min: 120, max: 500 }), (sizes, height) => {
        const layout = layoutNetwork(sizes, { width: 600, height });
        let right = 0;
        for (const column of layout.columns) {
          expect(column.x - COLUMN_WIDTH / 2).toBeGreaterThanOrEqual(right - 1e-9);
          right = column.x + COLUMN_WIDTH / 2;
          let bottom = 0;
          for (const { y } of column.places) {
            expect(y - layout.unit / 2).toBeGreaterThanOrEqual(bottom - 1e-9);
            bottom = y + layout.unit / 2;
          }
          expect(bottom).toBeLessThanOrEqual(height + 1e-9);
        }
        expect(right).toBeLessThanOrEqual(layout.width + 1e-9);
      }),
    );
  });

  test("few units are all shown, in the middle", () => {
    const [inputs, hidden] = layoutNetwork([2, 4], room).columns;
    expect(hidden?.places.map(({ unit }) => unit)).toEqual([0, 1, 2, 3]);
    const heights = inputs?.places.map(({ y }) => y) ?? [];
    expect((heights[0] as number) + (heights[1] as number)).toBeCloseTo(room.height);
  });

  test("many units: the first ones, a gap, the last one", () => {
    const [inputs] = layoutNetwork([400, 2], room).columns;
    const units = inputs?.places.map(({ unit }) => unit) ?? [];
    expect(units.slice(0, 2)).toEqual([0, 1]);
    expect(units.at(-2)).toBeNull();
    expect(units.at(-1)).toBe(399);
  });
});

describe("the lines of a network", () => {
  const layout = layoutNetwork([2, 2], room);

  test("take their weight from row-major [units, inputs]", () => {
    const weight = Float32Array.of(1, -4, 0, 2);
    const links = networkLinks(layout, [{ weight, bias: new Float32Array(2) }]);
    const found = Object.fromEntries(links.map(({ key, value }) => [key, value]));
    expect(found).toEqual({ "0:0:0": 1, "0:1:0": -4, "0:0:1": 0, "0:1:1": 2 });
    const widths = links.map(({ width }) => width);
    const strongest = links.find(({ value }) => value === -4);
    expect(strongest?.width).toBe(Math.max(...widths));
  });

  test("are drawn alike while the parameters are not those of this network", () => {
    const links = networkLinks(layout, [
      { weight: new Float32Array(6).fill(3), bias: new Float32Array(3) },
    ]);
    expect(new Set(links.map(({ width }) => width)).size).toBe(1);
    expect(links.every(({ value }) => value === 0)).toBe(true);
  });

  test("none leads to a gap", () => {
    const links = networkLinks(layoutNetwork([400, 1], room), null);
    const places = layoutNetwork([400, 1], room).columns[0]?.places ?? [];
    expect(links.length).toBe(places.length - 1);
    expect(links.at(-1)?.from).toBe(399);
  });
});
