import { expect, test } from "vitest";
import { fileFailure } from "../../../src-main/failures.ts";

const refusal = (code: string) => Object.assign(new Error(code), { code });

test.each([
  ["ENOENT", "model is not there"],
  ["EACCES", "model may not be used"],
  ["EROFS", "model lies on a read-only disk"],
  ["ENOSPC", "model does not fit: the disk is full"],
  ["EWHATEVER", "model cannot be used: the system says EWHATEVER"],
])("%s is told as: %s", (code, what) => {
  const { failure } = fileFailure("model", refusal(code));
  expect(failure.what).toBe(what);
  expect(failure.remedy).not.toBe("");
});

test("a defect is not taken for a refusal", () => {
  expect(() => fileFailure("model", new TypeError("x is undefined"))).toThrow("x is undefined");
});
