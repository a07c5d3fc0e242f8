/** The part of the worker's contract (src-worker/api.ts) to check the answers of the lessons' exercises. Plain data only. */
export type LearnEngine = Record<never, never>;
