import { expect, test } from "vitest";
import { Cancelled } from "../../../src-worker/errors.ts";
import {
  pathDirections,
  project,
  randomDirections,
} from "../../../src-worker/evaluate/directions.ts";
import { eigenvectors } from "../../../src-worker/evaluate/eigen.ts";
import { pointsFor } from "../../../src-worker/evaluate/path.ts";
import { engineWith, modelOf, quiet } from "./engine-with.ts";

test("eigenvalues and vectors of a symmetric matrix", () => {
  const matrix = [
    [4, 1, 0],
    [1, 3, 1],
    [0, 1, 2],
  ];
  const pairs = eigenvectors(matrix);
  // The characteristic polynomial of it has the roots 3 and 3 ± √3.
  const root = Math.sqrt(3);
  expect(pairs.map(({ value }) => value)).toEqual(
    [3 + root, 3, 3 - root].map((value) => expect.closeTo(value, 12)),
  );
  for (const { value, vector } of pairs) {
    for (const [row, line] of matrix.entries()) {
      const product = line.reduce((sum, entry, at) => sum + entry * (vector[at] ?? 0), 0);
      expect(product).toBeCloseTo(value * (vector[row] ?? 0), 12);
    }
  }
});

test("a random direction has each unit's own length, and none for biases", () => {
  const spec = { inputs: 2, layers: [{ units: 2, activation: "identity", bias: true }] };
  const parameters = Float32Array.from([3, 4, 0, 2, 7, 8]);
  const [first, second] = randomDirections(spec, parameters, 5);
  for (const direction of [first, second]) {
    expect(Math.hypot(direction[0] ?? 0, direction[1] ?? 0)).toBeCloseTo(5, 12);
    expect(Math.hypot(direction[2] ?? 0, direction[3] ?? 0)).toBeCloseTo(2, 12);
    expect(Array.from(direction.subarray(4))).toEqual([0, 0]);
  }
  expect(first).not.toEqual(second);
  expect(randomDirections(spec, parameters, 5)[0]).toEqual(first);
});

test("a path in a plane is covered by two orthogonal directions", () => {
  const path = [
    [5, 0, 1],
    [3, 2, 1],
    [1, 1, 1],
    [0, 0, 1],
  ].map((point) => Float32Array.from(point));
  const { directions, covered } = pathDirections(path);
  const [first, second] = directions;
  const dot = (one: Float64Array, other: Float64Array) =>
    one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);
  expect(dot(first, first)).toBeCloseTo(1, 12);
  expect(dot(first, second)).toBeCloseTo(0, 12);
  expect(covered[0] + covered[1]).toBeCloseTo(1, 12);
  const { a, b } = project(path, path[3] as Float32Array, directions);
  path.forEach((point, index) => {
    const [alongA = 0, alongB = 0] = [a[index], b[index]];
    point.forEach((value, at) => {
      const back = (path[3]?.[at] ?? 0) + alongA * (first[at] ?? 0) + alongB * (second[at] ?? 0);
      expect(back).toBeCloseTo(value, 5);
    });
  });
});

test("the middle of a random surface is the present loss", async () => {
  const engine = engineWith();
  const { id } = await modelOf(engine, { sample: "moons" });
  await engine.train(id, { epochs: 5 }, quiet);
  const before = await engine.parametersSha256(id);
  const request = { directions: "random", seed: 1, side: 5, span: 1 } as const;
  const found = await engine.lossSurface(id, request, "s", quiet);
  expect(Array.from(found.a)).toEqual([-1, -0.5, 0, 0.5, 1]);
  const metrics = await engine.evaluate(id, "training");
  expect(found.here).toBe(metrics.loss);
  expect(found.loss[12]).toBe(Math.fround(found.here));
  expect(found.path).toBeNull();
  expect(new Set(found.loss).size).toBeGreaterThan(20);
  expect(await engine.parametersSha256(id)).toBe(before);
  expect(await engine.lossSurface(id, request, "s", quiet)).toEqual(found);
});

test("the way of the training goes from its start to the present parameters, at 0", async () => {
  const engine = engineWith();
  const { id } = await modelOf(engine, { sample: "moons" });
  const request = { directions: "path", seed: 0, side: 5, span: 1 } as const;
  await expect(engine.lossSurface(id, request, "s", quiet)).rejects.toThrow("is not known");
  await engine.train(id, { epochs: 7 }, quiet);
  const { step } = await engine.modelState(id);
  const { path, a, b } = await engine.lossSurface(id, request, "s", quiet);
  expect([path?.step[0], path?.step.at(-1)]).toEqual([0, step]);
  expect([path?.a.at(-1), path?.b.at(-1)]).toEqual([0, 0]);
  for (const place of path?.a ?? []) {
    expect(place).toBeGreaterThan(a[0] ?? Number.NaN);
    expect(place).toBeLessThan(a.at(-1) ?? Number.NaN);
  }
  expect(path?.b.every((place) => place > (b[0] ?? 0) && place < (b.at(-1) ?? 0))).toBe(true);
  expect(path?.covered[0]).toBeGreaterThan(path?.covered[1] ?? 1);
  expect(path?.step.length).toBe(8);
});

test("a short training is walked again to the same bits, step by step", async () => {
  const engine = engineWith();
  const { id } = await modelOf(engine, { sample: "moons" });
  await engine.train(id, { steps: 4 }, quiet);
  const request = { directions: "path", seed: 0, side: 5, span: 1 } as const;
  const { path } = await engine.lossSurface(id, request, "s", quiet);
  expect(Array.from(path?.step ?? [])).toEqual([0, 1, 2, 3, 4]);
  expect(path?.a.at(-1)).toBe(0);
  // With another learning rate on the way, what was kept is all that is known.
  await engine.adjust(id, { learningRate: 0.3 });
  await engine.train(id, { steps: 1 }, quiet);
  const changed = await engine.lossSurface(id, request, "s", quiet);
  expect(changed.path?.step.at(-1)).toBe(5);
  expect(changed.path?.step.length).toBeLessThan(5);
});

test("a surface and training on shares can be cancelled", async () => {
  const engine = engineWith();
  const { id } = await modelOf(engine, { sample: "letters" });
  const request = { directions: "random", seed: 1, side: 41, span: 1 } as const;
  const surface = engine.lossSurface(id, request, "s", quiet);
  await new Promise((resolve) => setTimeout(resolve, 30));
  await engine.cancel("s");
  await expect(surface).rejects.toBeInstanceOf(Cancelled);
  const curve = engine.sizeCurve(id, "c", quiet);
  await new Promise((resolve) => setTimeout(resolve, 30));
  await engine.cancel("c");
  await expect(curve).rejects.toBeInstanceOf(Cancelled);
});

test("a path keeps no more points than there is room for", () => {
  expect(pointsFor(33)).toBe(60);
  for (const parameters of [1e6, 4e6, 1e7]) {
    const points = pointsFor(parameters);
    expect(points).toBeGreaterThan(0);
    expect((points + 1) * parameters * 4).toBeLessThanOrEqual(128 * 2 ** 20);
  }
  expect(pointsFor(1e8)).toBeLessThan(1);
});
