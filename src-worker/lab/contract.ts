/** The part of the worker's contract (src-worker/api.ts) to work on typed expressions and the models made of them. Plain data only. */
export type LabEngine = Record<never, never>;
