import { afterEach, expect, test } from "vitest";
import { compareCells, nameOfRun, runColour } from "../../../../src-renderer/drawing/run-words.ts";
import { speak } from "../../../../src-words/words.svelte.ts";
import { defaults } from "../../../../src-worker/train/catalogue.ts";

afterEach(() => speak("en"));

test("a kept run is named in the language that is spoken when it is shown", async () => {
  const run = {
    number: 3,
    note: "",
    model: {
      network: { inputs: 2, layers: [{ units: 1, activation: "sigmoid", bias: true }] },
      training: { ...defaults, learningRate: 0.1, batch: 32, seed: 0 },
    },
  };
  expect(nameOfRun(run)).toBe("Run 3: no hidden layer · adam 0.1 · batch 32 · seed 0");
  await speak("de");
  expect(nameOfRun(run)).toBe(
    "Lauf 3: keine verdeckte Schicht · adam 0.1 · Batch 32 · Startwert 0",
  );
  expect(nameOfRun({ ...run, note: "the best" })).toBe("Lauf 3: the best");
});

test("runs are sorted by size, with what is missing or diverged at the end", () => {
  const cells = [Number.NaN, 2, null, 10, 1];
  expect([...cells].sort(compareCells)).toEqual([1, 2, 10, Number.NaN, null]);
  expect(["b", "a"].sort(compareCells)).toEqual(["a", "b"]);
});

test("neighbouring runs have different colours", () => {
  for (let number = 1; number < 20; number++)
    expect(runColour(number)).not.toBe(runColour(number + 1));
});
