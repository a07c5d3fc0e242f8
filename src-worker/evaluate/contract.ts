/** The part of the worker's contract (src-worker/api.ts) to measure a model from every side. Plain data only. */
export type EvaluateEngine = Record<never, never>;
