import { expect, test } from "vitest";
import { inlineParts } from "../../../src-renderer/components/learn/markup.ts";

test("TeX, code, strong and emphasised words, and nothing else", () => {
  expect(inlineParts("a $x_1 * y$ **bold $z$** *soft* `u**2` <b>")).toEqual([
    { kind: "text", text: "a " },
    { kind: "tex", text: "x_1 * y" },
    { kind: "text", text: " " },
    {
      kind: "strong",
      parts: [
        { kind: "text", text: "bold " },
        { kind: "tex", text: "z" },
      ],
    },
    { kind: "text", text: " " },
    { kind: "emphasis", parts: [{ kind: "text", text: "soft" }] },
    { kind: "text", text: " " },
    { kind: "code", text: "u**2" },
    { kind: "text", text: " <b>" },
  ]);
});

test("signs after a backslash, and lonely ones, are ordinary", () => {
  expect(inlineParts("5 \\$ and 2 * 3")).toEqual([
    { kind: "text", text: "5 " },
    { kind: "text", text: "$" },
    { kind: "text", text: " and 2 * 3" },
  ]);
  expect(inlineParts("$ alone")).toEqual([{ kind: "text", text: "$ alone" }]);
  expect(inlineParts("")).toEqual([]);
});
