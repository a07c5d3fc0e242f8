import { expect, test, vi } from "vitest";
import { Notices, wordsOf } from "../../../../src-renderer/state/notices.svelte.ts";
import { Cancelled, UserError } from "../../../../src-worker/errors.ts";

test("an error of the user's says what, where and what to do", () => {
  const notices = new Notices();
  notices.report(new UserError("3 cells are missing", "add them", { file: "a.csv", line: 7 }));
  expect(notices.list).toMatchObject([
    { kind: "error", what: "3 cells are missing", where: "a.csv:7", remedy: "add them" },
  ]);
});

test("what the user cancelled is no error", () => {
  const notices = new Notices();
  notices.report(new Cancelled());
  expect(notices.list).toEqual([]);
});

test("a defect is told without its stack", () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  const notices = new Notices();
  notices.report(new TypeError("x is undefined"));
  expect(notices.list[0]?.what).toContain("x is undefined");
  expect(JSON.stringify(notices.list)).not.toContain("at ");
  warn.mockRestore();
});

test("the same twice is shown once, and can be dismissed", () => {
  const notices = new Notices();
  notices.fail({ what: "no such file", remedy: "choose another" });
  notices.fail({ what: "no such file", remedy: "choose another" });
  expect(notices.list).toHaveLength(1);
  notices.dismiss(notices.list[0]?.id ?? -1);
  expect(notices.list).toEqual([]);
});

test("places in words", () => {
  expect(wordsOf({ file: "a.csv", line: 3, name: "age" })).toBe("a.csv:3, “age”");
  expect(wordsOf({ line: 3 })).toBe("line 3");
  expect(wordsOf({ file: "m.safetensors", byte: 12 })).toBe("m.safetensors, byte 12");
  expect(wordsOf({})).toBe("");
});
