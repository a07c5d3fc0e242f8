import { expect, test } from "vitest";
import type { ClassAssessment, Engine, ModelState } from "../../../src-worker/api.ts";
import { calibrationOf } from "../../../src-worker/evaluate/calibration.ts";
import { rank } from "../../../src-worker/evaluate/ranking.ts";
import type { ScoredClasses } from "../../../src-worker/evaluate/scored.ts";
import { Random } from "../../../src-worker/kernels/random.ts";
import { engineWith, flowers, modelOf, quiet } from "./engine-with.ts";

async function trained(file: string, epochs: number): Promise<[Engine, ModelState]> {
  const engine = engineWith({ flowers });
  const source = file === "flowers" ? { file } : { sample: file };
  const model = await modelOf(engine, source, { spec: { test: 0.2 } });
  await engine.train(model.id, { epochs }, quiet);
  return [engine, model];
}

async function assess(engine: Engine, id: number, positive: number): Promise<ClassAssessment> {
  const found = await engine.assess(id, "validation", positive);
  if (found.kind !== "classification") throw new Error("it is a classification");
  return found;
}

/** Share of pairs that are in order, ties counting half: the definition, pair by pair. */
function aucByPairs(scores: readonly number[], truth: readonly boolean[]): number {
  let won = 0;
  let pairs = 0;
  scores.forEach((one, row) => {
    scores.forEach((other, against) => {
      if (!truth[row] || truth[against]) return;
      pairs += 1;
      won += one > other ? 1 : one === other ? 0.5 : 0;
    });
  });
  return won / pairs;
}

test("ranking: equal scores are one threshold, counts are of scores from it on", () => {
  const scores = Float32Array.from([0.5, 0.9, 0.5, 0.1, 0.5]);
  const ranking = rank(scores, Uint8Array.from([1, 1, 0, 0, 1]), 1);
  expect(Array.from(ranking.thresholds)).toEqual([0.9, 0.5, 0.1].map(Math.fround));
  expect(Array.from(ranking.truePositives)).toEqual([1, 3, 3]);
  expect(Array.from(ranking.falsePositives)).toEqual([0, 1, 2]);
  // Pairs: 0.9 wins both; each 0.5 draws with 0.5 and wins over 0.1.
  expect(ranking.auc).toBe(5 / 6);
  // Recall rises by 1/3 at precision 1 and by 2/3 at precision 3/4.
  expect(ranking.averagePrecision).toBeCloseTo(1 / 3 + (2 / 3) * (3 / 4), 15);
});

test("the area under the ROC equals the count of pairs for random scores with ties", () => {
  const random = new Random(1, "auc");
  for (let round = 0; round < 20; round++) {
    const rows = 3 + random.below(60);
    const scores = Float32Array.from({ length: rows }, () => random.below(8) / 8);
    const truth = Uint8Array.from({ length: rows }, (_, row) =>
      row < 1 ? 1 : row < 2 ? 0 : random.below(2),
    );
    const expected = aucByPairs(Array.from(scores), Array.from(truth, Boolean));
    expect(rank(scores, truth, 1).auc).toBeCloseTo(expected, 14);
  }
});

test("without rows of the class there is no area", () => {
  const ranking = rank(Float32Array.from([0.2, 0.3]), Uint8Array.from([0, 0]), 1);
  expect(ranking.auc).toBeNaN();
  expect(ranking.averagePrecision).toBeNaN();
});

test("a binary model: all figures follow from its predictions", async () => {
  const [engine, { id }] = await trained("moons", 4);
  const found = await assess(engine, id, 1);
  const page = await engine.predict(id, "validation", 0, found.rows);
  const scores = Array.from(page.outputs);
  const truth = page.actual?.map(([label]) => String(label) === found.labels[1]) ?? [];
  expect(found.rows).toBe(truth.length);
  expect(found.ranking.auc).toBeCloseTo(aucByPairs(scores, truth), 14);
  const at = (actual: boolean, predicted: boolean) =>
    scores.filter((score, row) => truth[row] === actual && score >= 0.5 === predicted).length;
  expect(found.confusion).toEqual([
    [at(false, false), at(false, true)],
    [at(true, false), at(true, true)],
  ]);
  const [, own] = found.classes;
  expect(own?.precision).toBe(at(true, true) / (at(true, true) + at(false, true)));
  expect(own?.recall).toBe(at(true, true) / (at(true, true) + at(true, false)));
  const { precision = 0, recall = 0 } = own ?? {};
  expect(own?.f1).toBeCloseTo((2 * precision * recall) / (precision + recall), 14);
  expect(own?.support).toBe(truth.filter(Boolean).length);

  // Calibration by hand: bins of a tenth, each with its mean score and share of the class.
  const bins = Array.from({ length: 10 }, (_, bin) =>
    scores.flatMap((score, row) => (Math.min(9, Math.floor(score * 10)) === bin ? [row] : [])),
  );
  let error = 0;
  found.calibration.bins.forEach((bin, index) => {
    const rows = bins[index] ?? [];
    expect(bin.count).toBe(rows.length);
    if (rows.length === 0) {
      expect(bin.predicted).toBeNaN();
      return;
    }
    const mean = rows.reduce((sum, row) => sum + (scores[row] ?? 0), 0) / rows.length;
    const share = rows.filter((row) => truth[row]).length / rows.length;
    expect(bin.predicted).toBeCloseTo(mean, 12);
    expect(bin.observed).toBe(share);
    error += (rows.length / found.rows) * Math.abs(mean - share);
  });
  expect(found.calibration.error).toBeCloseTo(error, 12);
  const brier = scores.reduce((sum, score, row) => sum + (score - (truth[row] ? 1 : 0)) ** 2, 0);
  expect(found.calibration.brier).toBeCloseTo(brier / found.rows, 12);

  // The first class's score is the rest of the probability, so its ranking is the mirror image.
  expect((await assess(engine, id, 0)).ranking.auc).toBeCloseTo(found.ranking.auc, 6);
});

test("the rows of all cells are the part, each in the right cell, the worst first", async () => {
  const [engine, { id }] = await trained("flowers", 3);
  const found = await assess(engine, id, 0);
  const seen: number[] = [];
  for (const [actual, row] of found.confusion.entries()) {
    for (const [predicted, count] of row.entries()) {
      const cell = { actual, predicted, decision: null };
      const rows = await engine.cellRows(id, "validation", cell, 0, 1000);
      expect(rows.total).toBe(count);
      for (const judged of rows.rows) {
        expect(judged.actual).toBe(found.labels[actual]);
        expect(judged.predicted).toBe(found.labels[predicted]);
        seen.push(judged.row);
      }
      const figures = rows.rows.map(({ figure }) => figure);
      expect(figures).toEqual(figures.toSorted((one, other) => one - other));
    }
  }
  const all = Array.from({ length: found.rows }, (_, row) => row);
  expect(seen.toSorted((one, other) => one - other)).toEqual(all);
});

test("a threshold on one class of several decides between it and the rest", async () => {
  const [engine, { id }] = await trained("flowers", 3);
  const positive = 2;
  const { ranking, labels } = await assess(engine, id, positive);
  const middle = Math.floor(ranking.thresholds.length / 2);
  const threshold = ranking.thresholds[middle] ?? 0;
  const decision = { positive, threshold };
  const total = async (actual: number, predicted: number) =>
    (await engine.cellRows(id, "validation", { actual, predicted, decision }, 0, 5)).total;
  expect(await total(1, 1)).toBe(ranking.truePositives[middle]);
  expect(await total(0, 1)).toBe(ranking.falsePositives[middle]);
  expect((await total(1, 0)) + (await total(1, 1))).toBe(ranking.positives);
  const missed = await engine.cellRows(
    id,
    "validation",
    { actual: 1, predicted: 0, decision: { positive, threshold: 1.5 } },
    0,
    1,
  );
  expect(missed.total).toBe(ranking.positives);
  expect(missed.rows[0]?.predicted).toBe(`not ${labels[positive]}`);
});

test("a part without rows is refused in words", async () => {
  const engine = engineWith();
  const { id } = await modelOf(engine, { sample: "moons" });
  await expect(engine.assess(id, "test", 1)).rejects.toThrow("no rows to measure on in the test");
});

test("outputs that are no numbers do not keep the ranking from its end", () => {
  const scores = Float32Array.of(0.75, Number.NaN, 0.25, Number.NaN);
  const { truePositives, falsePositives } = rank(scores, Uint8Array.of(1, 0, 0, 1), 1);
  expect([truePositives.at(-1), falsePositives.at(-1)]).toEqual([2, 2]);
});

test("an output below 0, as a linear one has, counts in the first bin of the calibration", () => {
  const scored = {
    data: { rows: 2, labels: Int32Array.of(0, 1) },
    target: { task: "binary", labels: ["no", "yes"] },
    outputs: Float32Array.of(-0.25, 1.25),
    columns: 1,
  } as unknown as ScoredClasses;
  const { bins, error } = calibrationOf(scored, 1);
  expect(bins.map(({ count }) => count)).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
  expect(error).toBe(0.25);
});
