import type { DatasetSpec } from "../../../src-worker/data/dataset.ts";

/** How a table is prepared unless a test is about something else. */
export const usualSpec = {
  features: null,
  task: "auto",
  standardize: true,
  validation: null,
  test: 0,
  missing: "drop",
  seed: 0,
} as const satisfies Omit<DatasetSpec, "table" | "targets">;
