import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { root } from "../../src-main/setup.mjs";

const out = (path: string) => join(root, "out", path);
const read = (path: string) => readFileSync(out(path), "utf8");

/** Licences that let the program be given away as it is, their texts being shown. */
const FREE = [
  "MIT",
  "ISC",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "Apache-2.0",
  "0BSD",
  "(MIT OR CC0-1.0)",
];

test.each(["main/licences.json", "renderer/licences.json", "renderer/licences-engine.json"])(
  "what is in the bundle of %s may be given away",
  (file) => {
    const packages = JSON.parse(read(file)) as { name: string; licence: string }[];
    expect(packages.length).toBeGreaterThan(1);
    expect(packages.filter(({ licence }) => !FREE.includes(licence))).toEqual([]);
  },
);

test("the window's first load is below 400 KB, packed; other views come when they are shown", () => {
  const page = read("renderer/index.html");
  const first = new Set<string>();
  const add = (name: string) => {
    // A path in a text or comment is no file.
    if (first.has(name) || !existsSync(out(`renderer/assets/${name}`))) return;
    first.add(name);
    if (!name.endsWith(".js")) return;
    // What it imports at once, unlike `import("…")`.
    for (const [, other = ""] of read(`renderer/assets/${name}`).matchAll(
      /(?:\bimport\s*|\bfrom\s*)["']\.\/([^"']+)["']/g,
    )) {
      add(other);
    }
  };
  for (const [, name = ""] of page.matchAll(/assets\/([^"']+)["']/g)) add(name);
  const size = (name: string) => gzipSync(readFileSync(out(`renderer/assets/${name}`))).length;
  const total = [...first].reduce((sum, name) => sum + size(name), 0);
  expect(total).toBeGreaterThan(20_000);
  expect(total).toBeLessThan(400_000);
  const scripts = readdirSync(out("renderer/assets")).filter((name) => name.endsWith(".js"));
  expect(scripts.length).toBeGreaterThan(first.size);
});

test("the engine, fetched beside the first load, is below 400 KB, packed", () => {
  const engines = readdirSync(out("renderer/assets")).filter((name) =>
    /^browser-(?!thread).*\.js$/.test(name),
  );
  expect(engines).toHaveLength(1);
  expect(gzipSync(readFileSync(out(`renderer/assets/${engines[0]}`))).length).toBeLessThan(400_000);
});
