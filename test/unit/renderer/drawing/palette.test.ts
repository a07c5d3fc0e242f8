import { expect, test } from "vitest";
import { COMMANDS } from "../../../../src-main/commands.ts";
import { keysOf } from "../../../../src-renderer/drawing/accelerator.ts";
import { matchScore } from "../../../../src-renderer/drawing/match.ts";

test("keys are written as each system writes them", () => {
  expect(keysOf("CmdOrCtrl+Shift+O", false)).toBe("Ctrl+Shift+O");
  expect(keysOf("CmdOrCtrl+Shift+O", true)).toBe("⇧⌘O");
  expect(keysOf("CmdOrCtrl+Alt+S", true)).toBe("⌥⌘S");
});

test("no two commands have one key", () => {
  const keys = Object.values(COMMANDS).map(({ accelerator }) => accelerator);
  expect(new Set(keys).size).toBe(keys.length);
});

test("all keys can be typed on a German keyboard as well", () => {
  // Signs that lie elsewhere or take AltGr there, as [ ] / do, are no keys to press with Ctrl.
  for (const { accelerator } of Object.values(COMMANDS)) {
    expect(accelerator.split("+").at(-1)).toMatch(/^(?:[A-Z0-9]|F\d+|Enter|,)$/);
  }
});

test("all words typed must occur; beginnings come first", () => {
  expect(matchScore("Sample: Two moons", "moons sample")).toBeGreaterThan(0);
  expect(matchScore("Sample: Two moons", "suns")).toBe(0);
  expect(matchScore("Save Project As…", "sa")).toBeGreaterThan(matchScore("Message", "sa"));
  expect(matchScore("Save Project As…", "pro")).toBeGreaterThan(matchScore("Improve", "pro"));
  expect(matchScore("Undo", "")).toBe(1);
});
