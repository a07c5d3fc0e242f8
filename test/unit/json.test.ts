import fc from "fast-check";
import { expect, test } from "vitest";
import { JsonError, parseJson } from "../../src-worker/json.ts";

test("reads what JSON.parse reads, to the same values", () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), (text) => {
      expect(JSON.stringify(parseJson(text))).toBe(JSON.stringify(JSON.parse(text)));
    }),
  );
});

test.each([
  "",
  "{",
  "[1,]",
  '{"a" 1}',
  "{a:1}",
  "01",
  "1.",
  "-",
  "+1",
  "nul",
  '"\t"',
  '"\\x"',
  '"\\u12"',
  '"open',
  "[1] 2",
  "NaN",
  "'a'",
  "[1 2]",
])("refuses %j as JSON.parse does", (text) => {
  expect(() => JSON.parse(text)).toThrow();
  expect(() => parseJson(text)).toThrow(JsonError);
});

test("refuses a key that appears twice, with its place", () => {
  expect(() => parseJson('{"a": 1,\n "b": 2, "a": 3}')).toThrow(
    'the key "a" appears twice (line 2, column 10)',
  );
  expect(() => parseJson('{"a": 1, "\\u0061": 3}')).toThrow("twice");
});

test("a key called __proto__ is only a key", () => {
  const value = parseJson('{"__proto__": {"polluted": 1}}') as Record<string, unknown>;
  expect(Object.keys(value)).toEqual(["__proto__"]);
  expect((value as { polluted?: unknown }).polluted).toBeUndefined();
});

test("refuses nesting beyond the limit instead of exhausting the stack", () => {
  expect(() => parseJson("[".repeat(1_000_000))).toThrow("nested deeper than 64");
  expect(parseJson("[".repeat(64) + "]".repeat(64))).toBeInstanceOf(Array);
});

test("refuses a number beyond float64", () => {
  expect(() => parseJson("[1e400]")).toThrow("too large (line 1, column 2)");
});
