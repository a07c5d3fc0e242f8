/** The part of the worker's contract (src-worker/api.ts) to see every number of a pass: values, gradients, checks and steps. Plain data only. */
export type InspectEngine = Record<never, never>;
