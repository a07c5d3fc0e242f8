/** What our NumPy scripts say to dates in another form than theirs. */
import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { writeNumpy } from "../../src-worker/formats/numpy/script.ts";
import { wholeModels } from "../unit/formats/models.ts";
import { python } from "./python.ts";

const asked = `
print(milliseconds(["2024-01-31 13:45", " 1970-01-02"]).ravel().tolist())
for text in ("31.1.2024", "1/31/2024"):
    try:
        print(milliseconds([text]))
    except ValueError as error:
        print(error)
`;

test.skipIf(python("numpy") === null)("NumPy refuses dates in another form in words", () => {
  const [model] = fc.sample(wholeModels, { numRuns: 1, seed: 1 });
  if (!model) throw new Error("no model was drawn");
  const { stdout, stderr } = spawnSync(python("numpy") ?? "", ["-"], {
    // As imported: it asks for no table then.
    input: `__name__ = "model"\n${writeNumpy(model)}\n${asked}`,
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  const words = "write dates as 2024-01-31 or 2024-01-31 13:45";
  expect(stdout.trim().split("\n").slice(-3)).toEqual([
    "[1706708700000.0, 86400000.0]",
    words,
    words,
  ]);
});
