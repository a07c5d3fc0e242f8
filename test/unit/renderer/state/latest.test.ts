import { expect, test } from "vitest";
import { Latest } from "../../../../src-renderer/state/latest.ts";

test("runs one at a time, and once more for all that was asked meanwhile", async () => {
  const finish: (() => void)[] = [];
  let runs = 0;
  const latest = new Latest(() => {
    runs += 1;
    return new Promise((resolve) => finish.push(resolve));
  });
  const first = latest.request();
  latest.request();
  latest.request();
  expect(runs).toBe(1);
  finish[0]?.();
  await new Promise((resolve) => setTimeout(resolve));
  expect(runs).toBe(2);
  finish[1]?.();
  await first;
  expect(runs).toBe(2);
  await latest.settled();
  const later = latest.request();
  expect(runs).toBe(3);
  finish[2]?.();
  await later;
});
