import { breathe } from "./breathe.ts";
import { Cancelled } from "./errors.ts";

/** Work in small pieces: yields how much each was, in a unit of its own, and returns the result. */
export type Steps<T> = Generator<number, T, void>;

/** Who hears how far the work is, and may end it. */
interface Watch {
  progress(done: number, total: number): void;
  cancelled(): boolean;
}

/** Milliseconds of work between two breaths: an answer takes no longer than that and one piece. */
const SLICE_MS = 10;

/** Does the work without a breath. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/**
 * Does the work with a breath every few milliseconds, to the same result.
 * @param total all that the pieces add up to, nearly
 * @throws {Cancelled} soon after the task is
 */
export async function inSlices<T>(steps: Steps<T>, total: number, task: Watch): Promise<T> {
  let worked = 0;
  let turn = performance.now();
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    worked += value;
    if (performance.now() - turn < SLICE_MS) continue;
    task.progress(Math.min(worked, total), total);
    await breathe();
    if (task.cancelled()) throw new Cancelled();
    turn = performance.now();
  }
}
