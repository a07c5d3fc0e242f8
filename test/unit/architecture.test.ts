import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");

/**
 * What each room may import, beside itself and its packages. A room is a folder below the root;
 * the longest name that fits a file is its room. Types may also come from the contracts.
 */
const MAY: Readonly<Record<string, readonly string[]>> = {
  "src-worker/errors.ts": [],
  "src-worker/json.ts": [],
  "src-worker/breathe.ts": [],
  "src-worker/steps.ts": ["src-worker/breathe.ts", "src-worker/errors.ts"],
  "src-worker/graph": ["src-worker/errors.ts", "src-worker/json.ts", "src-worker/kernels"],
  // The layout of a graph in memory is what the compiled kernels' calls are made from.
  "src-worker/kernels": ["src-worker/errors.ts", "src-worker/graph"],
  "src-worker/data": [
    "src-worker/errors.ts",
    "src-worker/json.ts",
    "src-worker/breathe.ts",
    "src-worker/steps.ts",
    "src-worker/kernels",
  ],
  "src-worker/data/readers.ts": ["src-worker/errors.ts", "src-worker/data", "src-worker/formats"],
  "src-worker/train": [
    "src-worker/errors.ts",
    "src-worker/json.ts",
    "src-worker/graph",
    "src-worker/kernels",
    "src-worker/data",
  ],
  // The doctor looks at whole models.
  "src-worker/train/doctor": [
    "src-worker/errors.ts",
    "src-worker/graph",
    "src-worker/kernels",
    "src-worker/data",
    "src-worker/formats",
    "src-worker/train",
  ],
  "src-worker/formats": [
    // How people read numbers: a report is for them.
    "src-words/numbers.ts",
    "src-worker/errors.ts",
    "src-worker/steps.ts",
    "src-worker/json.ts",
    "src-worker/graph",
    "src-worker/kernels",
    "src-worker/data",
    "src-worker/train",
  ],
  "src-worker": ["src-worker"],
  "src-main/preload": ["src-main/ipc.ts"],
  "src-main": [
    "package.json",
    "src-worker/connect.ts",
    "src-worker/errors.ts",
    "src-worker/data/extensions.ts",
    "src-worker/node-folder.ts",
    "src-words",
  ],
  "src-words": [],
  "src-renderer": [
    "src-worker/connect.ts",
    "src-worker/errors.ts",
    "src-worker/browser.ts",
    "src-main/commands.ts",
    "src-words",
    "package.json",
  ],
};
/** Of these, types are open to everyone. */
const CONTRACTS = ["src-worker/api.ts", "src-main/ipc.ts"];

interface Import {
  readonly file: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

function* sources(folder: string): Generator<string> {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* sources(path);
    else if (/\.(?:ts|svelte)$/.test(entry.name)) yield path;
  }
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), "utf8");
  const statements = text.matchAll(
    /\b(?:import|export)\s+(type\s)?(?:[^"';]*?\sfrom\s+)?"(\.{1,2}\/[^"]+)"|\b(?:import|new URL)\("(\.{1,2}\/[^"]+)"/g,
  );
  return [...statements].map(([, type, from, called]) => ({
    file,
    target: relative(root, join(root, dirname(file), from ?? called ?? "")).replaceAll("\\", "/"),
    typeOnly: type !== undefined,
  }));
}

const within = (file: string, room: string) => file === room || file.startsWith(`${room}/`);

function roomOf(file: string): string {
  const rooms = Object.keys(MAY).filter((room) => within(file, room));
  return rooms.reduce((longest, room) => (room.length > longest.length ? room : longest), "");
}

const imports = ["src-worker", "src-words", "src-main", "src-renderer"]
  .flatMap((folder) => [...sources(folder)])
  .flatMap(importsOf);

describe("dependencies point inwards", () => {
  test("all imports are seen", () => {
    expect(imports.length).toBeGreaterThan(500);
  });

  test.each(Object.keys(MAY))("%s", (room) => {
    const wrong = imports.filter(({ file, target, typeOnly }) => {
      if (roomOf(file) !== room || within(target, room)) return false;
      if (typeOnly && CONTRACTS.includes(target)) return false;
      return !(MAY[room] ?? []).some((other) => within(target, other));
    });
    expect(wrong.map(({ file, target }) => `${file} → ${target}`)).toEqual([]);
  });
});
