import { expect, test } from "vitest";
import { fileFailure, saveFailure } from "../../../src-main/failures.ts";

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

test.each([
  ["ENOENT", "its folder is not there"],
  ["EROFS", "the disk is read-only"],
  ["ENOSPC", "the disk is full"],
  ["EHOSTDOWN", "the network drive does not answer"],
  ["ESTALE", "the network drive does not answer"],
])("%s in a save says that %s, and where the work is", (code, what) => {
  const { failure } = saveFailure("model", refusal(code));
  expect(failure.what).toContain(`model `);
  expect(failure.what).toContain(what);
  expect(failure.remedy).toContain("the work is still open");
});

test("another refusal of a save is told as any", () => {
  expect(saveFailure("model", refusal("EBUSY"))).toEqual(fileFailure("model", refusal("EBUSY")));
});

test("a defect is not taken for a refusal", () => {
  expect(() => fileFailure("model", new TypeError("x is undefined"))).toThrow("x is undefined");
});
