import { expect, test } from "vitest";
import { schedules } from "../../../src-worker/train/catalogue.ts";
import { resolve } from "../../../src-worker/train/choice.ts";

function rates(name: string, given: Record<string, number>, epochs: readonly number[]): number[] {
  const { entry, options } = resolve(schedules, { name, options: given }, "schedule");
  return epochs.map((epoch) => entry.rate(0.2, epoch, options));
}

function expectRates(actual: readonly number[], expected: readonly number[]): void {
  expect(actual.length).toBe(expected.length);
  for (const [epoch, rate] of expected.entries()) expect(actual[epoch]).toBeCloseTo(rate, 14);
}

test("constant, step, exponential", () => {
  expect(rates("constant", {}, [0, 7, 1000])).toEqual([0.2, 0.2, 0.2]);
  expectRates(
    rates("step", { every: 3, gamma: 0.1 }, [0, 2, 3, 5, 6]),
    [0.2, 0.2, 0.02, 0.02, 2e-3],
  );
  expectRates(rates("exponential", { gamma: 0.5 }, [0, 1, 2, 10]), [0.2, 0.1, 0.05, 0.2 / 1024]);
});

test("cosine falls to its least rate and stays there", () => {
  const half = (0.2 + 0.02) / 2;
  expectRates(rates("cosine", { epochs: 8, min: 0.02 }, [0, 4, 8, 9, 1000]), [
    0.2,
    half,
    0.02,
    0.02,
    0.02,
  ]);
  const [quarter] = rates("cosine", { epochs: 8, min: 0.02 }, [2]);
  expect(quarter).toBeCloseTo(half + 0.09 * Math.SQRT1_2, 14);
});

test("warm-up rises evenly to the full rate", () => {
  expectRates(
    rates("warmup", { epochs: 4 }, [0, 1, 2, 3, 4, 50]),
    [0.05, 0.1, 0.15, 0.2, 0.2, 0.2],
  );
});

test("a choice is refused with what there is to choose", () => {
  expect(() => rates("linear", {}, [])).toThrow('there is no schedule "linear"');
  expect(() => rates("step", { every: 1.5 }, [])).toThrow("schedule step: every is 1.5");
  expect(() => rates("step", { rate: 1 }, [])).toThrow('schedule step has no option "rate"');
});
