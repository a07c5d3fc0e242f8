import { describe, expect, test } from "vitest";
import { wholeTensor } from "../../../src-renderer/components/inspect/grid-source.ts";
import {
  asExcerpt,
  asNumPy,
  asTex,
  asTsv,
  exactNumber,
} from "../../../src-renderer/components/inspect/tensor-text.ts";
import {
  type DrawnNode,
  edgeKey,
  foldedId,
  foldGraph,
  groupOf,
} from "../../../src-renderer/drawing/graph-collapse.ts";
import { layoutGraph, neighbour } from "../../../src-renderer/drawing/graph-layout.ts";
import { fitted, showing, zoomed } from "../../../src-renderer/drawing/graph-zoom.ts";

function node(id: string, group?: string): DrawnNode {
  return { id, tex: id, name: id, kind: "computed", shape: "1 × 2", group };
}

const nodes = [
  node("x"),
  node("w1", "a"),
  node("z1", "a"),
  node("w2", "b"),
  node("z2", "b"),
  node("L"),
];
const edges = [
  { from: "x", to: "z1" },
  { from: "w1", to: "z1" },
  { from: "z1", to: "z2" },
  { from: "w2", to: "z2" },
  { from: "z2", to: "L" },
];

describe("folding", () => {
  test("a folded group is one box, with the edges that lead into and out of it", () => {
    const folded = foldGraph(nodes, edges, new Set(["a"]));
    expect(folded.nodes.map(({ id }) => id)).toEqual(["x", foldedId("a"), "w2", "z2", "L"]);
    expect(folded.edges).toContainEqual({ from: "x", to: foldedId("a") });
    expect(folded.edges).toContainEqual({ from: foldedId("a"), to: "z2" });
    expect(folded.edges).toHaveLength(4);
    expect(groupOf(foldedId("a"))).toBe("a");
    expect(groupOf("z1")).toBe(null);
  });

  test("without a folded group all is as it was", () => {
    expect(foldGraph(nodes, edges, new Set())).toEqual({ nodes, edges });
  });
});

describe("layout", () => {
  const layout = layoutGraph(nodes, edges);

  test("every node lies to the right of its operands, and none on another", () => {
    const x = (id: string) => layout.places.get(id)?.x ?? Number.NaN;
    for (const { from, to } of edges) expect(x(from)).toBeLessThan(x(to));
    const places = [...layout.places.values()];
    for (const [index, a] of places.entries()) {
      for (const b of places.slice(index + 1)) {
        const apart =
          Math.abs(a.x - b.x) >= (a.width + b.width) / 2 ||
          Math.abs(a.y - b.y) >= (a.height + b.height) / 2;
        expect(apart).toBe(true);
      }
    }
    expect(layout.paths.map(({ key }) => key)).toEqual(edges.map(edgeKey));
  });

  test("arrow keys go along the edges, and to what lies above and below", () => {
    const go = (from: string, way: "left" | "right" | "up" | "down") =>
      neighbour(layout.places, edges, from, way);
    expect(go("x", "right")).toBe("z1");
    expect(go("z1", "right")).toBe("z2");
    expect(["x", "w1"]).toContain(go("z1", "left"));
    expect(go("L", "right")).toBe(null);
    const [upper, lower] = [layout.places.get("x"), layout.places.get("w1")];
    const below = (upper?.y ?? 0) < (lower?.y ?? 0);
    expect(go(below ? "x" : "w1", "down")).toBe(below ? "w1" : "x");
    expect(go("nothing", "up")).toBe(null);
  });
});

describe("camera", () => {
  const frame = { width: 400, height: 300 };

  test("all of a small drawing is shown in the middle; a long one stays readable", () => {
    const small = fitted({ width: 200, height: 100 }, frame);
    expect(small.scale).toBe(1.25);
    expect(small.x).toBe((400 - 250) / 2);
    const long = fitted({ width: 4000, height: 100 }, frame);
    expect(long.scale).toBe(0.55);
    expect(long.x).toBe(0);
  });

  test("zooming keeps the point under the pointer", () => {
    const at = { x: 100, y: 50 };
    const before = { scale: 1, x: 20, y: 10 };
    const after = zoomed(before, 2, at);
    expect((at.x - after.x) / after.scale).toBeCloseTo(at.x - before.x);
    expect((at.y - after.y) / after.scale).toBeCloseTo(at.y - before.y);
    expect(zoomed(before, 1000, at).scale).toBe(2.5);
  });

  test("a place beyond the edge is moved into the frame, one within stays", () => {
    const camera = { scale: 1, x: 0, y: 0 };
    const beyond = { x: 900, y: 100, width: 60, height: 40 };
    expect(showing(camera, beyond, frame).x).toBe(400 - 12 - 930);
    expect(showing(camera, { ...beyond, x: 200 }, frame)).toEqual(camera);
  });
});

describe("numbers as text", () => {
  const values = Float32Array.of(0.1, -2, 1e-9, Number.NaN);
  const matrix = { rows: 2, columns: 2, values };

  test("a number is read back as the same float32", () => {
    for (const value of [0.1, 1 / 3, 16777217, 1e-30, -7.5, 3.4e38].map(Math.fround)) {
      expect(Math.fround(Number(exactNumber(value)))).toBe(value);
    }
    expect(exactNumber(Math.fround(0.1))).toBe("0.1");
    // What is no float32 is written in full.
    expect(exactNumber(0.1)).toBe("0.1");
    expect(exactNumber(1 / 3)).toBe(String(1 / 3));
  });

  test("TSV, NumPy and TeX", () => {
    expect(asTsv(matrix)).toBe("0.1\t-2\n1e-9\tNaN");
    expect(asNumPy(matrix)).toBe("np.array([[0.1, -2],\n          [1e-9, np.nan]])");
    expect(asNumPy({ rows: 2, columns: 1, values: [1, 2] }, 1)).toBe("np.array([1, 2])");
    expect(asNumPy({ rows: 1, columns: 1, values: [5] }, 0)).toBe("np.array(5)");
    const plain = (value: number) => String(value);
    expect(asTex({ rows: 2, columns: 2, values: [1, 2, 3, 4] }, plain)).toBe(
      "\\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}",
    );
    expect(asTex({ rows: 1, columns: 1, values: [1e-9] }, () => "1e−9")).toBe("1 \\cdot 10^{-9}");
    expect(asExcerpt({ rows: 1, columns: 1, values: [7] }, { rows: 2, columns: 2 }, plain)).toBe(
      "\\begin{bmatrix} 7 & \\cdots \\\\ \\vdots & \\ddots \\end{bmatrix}",
    );
  });

  test("a tensor is read by regions: vectors as a column, more axes as rows by the last", () => {
    const vector = wholeTensor([3], [1, 2, 3]);
    expect([vector.rows, vector.columns]).toEqual([3, 1]);
    const cube = wholeTensor(
      [2, 2, 3],
      Array.from({ length: 12 }, (_, index) => index),
    );
    expect([cube.rows, cube.columns]).toEqual([4, 3]);
    const region = cube.read({ row: 1, column: 1, rows: 2, columns: 2 });
    expect(Array.from(region as Float64Array)).toEqual([4, 5, 7, 8]);
  });
});
