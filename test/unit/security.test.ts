import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");

interface Row {
  readonly item: string;
  readonly here: string;
  readonly tests: readonly { readonly path: string; readonly title: string }[];
}

/** The rows of the document's tables. */
const rows: readonly Row[] = readFileSync(join(root, "docs/security.md"), "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| ") && !/^\| (?:Item|---)/.test(line))
  .map((line) => {
    const [item = "", here = "", shown = ""] = line.slice(2, -2).split(" | ");
    const named = shown.matchAll(/`([^`]+)` “([^”]+)”/g);
    return { item, here, tests: [...named].map(([, path = "", title = ""]) => ({ path, title })) };
  });

test("all twenty items of Electron's checklist have an answer", () => {
  const numbers = rows.map(({ item }) => Number(/^(\d+)\./.exec(item)?.[1] ?? Number.NaN));
  expect(numbers.filter((number) => !Number.isNaN(number))).toEqual(
    Array.from({ length: 20 }, (_, index) => index + 1),
  );
  for (const { item, here } of rows) expect(here.length, item).toBeGreaterThan(4);
});

test.each(rows)("$item: the tests that show it exist", ({ tests }) => {
  expect(tests.length).toBeGreaterThan(0);
  for (const { path, title } of tests) {
    // A title follows the call or the table of `test`, so it is one and not merely mentioned.
    const text = readFileSync(join(root, path), "utf8");
    const named = new RegExp(`(?:\\btest|\\)|\\])\\(\\s*${literal(title)}`);
    expect(text, path).toMatch(named);
  }
});

/** A title as a pattern for it between quotes. */
const literal = (title: string) => `"${title.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}"`;
