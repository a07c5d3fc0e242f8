import { expect, test } from "vitest";
import { asTabbed, isTable } from "../../../../src-renderer/drawing/pasted.ts";

test.each([
  ["a\tb\n1\t2\n", true],
  ["1\t2", true],
  ["a,b\r\n1,2", true],
  ["a word", false],
  ["\n \n", false],
  ["", false],
])("%j is a table: %s", (text, table) => {
  expect(isTable(text)).toBe(table);
});

test("cells that hold a tab, a line end or a quote are quoted", () => {
  expect(
    asTabbed([
      ["a", 'say "x"'],
      ["1\t2", "b\nc"],
    ]),
  ).toBe('a\t"say ""x"""\n"1\t2"\t"b\nc"\n');
});
