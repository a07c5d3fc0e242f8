import { expect, it } from "vitest";
import { Pace } from "../../../src-worker/kernels/threads/pace.ts";

/** Share of so much work that is done together when a unit takes so long each way. */
function share(together: number, alone: number, units = 5000): number {
  const pace = new Pace(3);
  let count = 0;
  for (let unit = 0; unit < units; unit++) {
    if (pace.isTogether) count++;
    pace.add(pace.isTogether ? together : alone, 1);
  }
  return count / units;
}

it("takes the faster way but for short trials", () => {
  expect(share(0.5, 0.9)).toBeGreaterThan(0.95);
  expect(share(1.2, 0.9)).toBeLessThan(0.05);
});

it("notices when threads become worth it, and when they stop to be", () => {
  const pace = new Pace(3);
  const last = (together: number, alone: number) => {
    let count = 0;
    for (let unit = 0; unit < 1000; unit++) {
      const way = pace.isTogether;
      if (unit >= 900 && way) count++;
      pace.add(way ? together : alone, 1);
    }
    return count;
  };
  expect(last(1, 2)).toBeGreaterThan(70);
  expect(last(3, 2)).toBeLessThan(30);
  expect(last(1, 2)).toBeGreaterThan(70);
});
