import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
/** Below the root, so that packages are found; `out` is nobody's source. */
const copy = join(root, "out", ".docs");

interface Block {
  readonly kind: string;
  readonly file: string;
  readonly text: string;
}

/** The code blocks that name a file. */
const blocks: readonly Block[] = [
  ...readFileSync(join(root, "docs/adding.md"), "utf8").matchAll(
    /^```(\w+) file=(\S+)\n(.*?)^```$/gms,
  ),
].map(([, kind = "", file = "", text = ""]) => ({ kind, file, text }));

/** Puts the lines with "+" in place of those with "−", where those around them stand. */
function change(path: string, diff: string): void {
  const lines = diff.trimEnd().split("\n");
  const side = (sign: string) =>
    lines.filter((line) => line[0] === " " || line[0] === sign).map((line) => line.slice(1));
  const [before, after] = [side("-").join("\n"), side("+").join("\n")];
  const text = readFileSync(path, "utf8");
  expect(text.split(before), `${path} has once: ${before}`).toHaveLength(2);
  writeFileSync(
    path,
    text.replace(before, () => after),
  );
}

beforeAll(() => {
  rmSync(copy, { recursive: true, force: true });
  const parts = [
    "src-worker",
    "src-words/numbers.ts",
    "src-renderer/lessons",
    "src-main/compile-kernels.ts",
    "test/unit/data",
    "test/unit/formats",
    "test/unit/learn",
    "test/vitest.config.ts",
    "tsconfig.base.json",
    "tsconfig.test.json",
    "package.json",
  ];
  for (const part of parts) cpSync(join(root, part), join(copy, part), { recursive: true });
  for (const { kind, file, text } of blocks) {
    const path = join(copy, file);
    mkdirSync(dirname(path), { recursive: true });
    if (kind === "diff") change(path, text);
    else writeFileSync(path, text);
  }
});

const tests = blocks.map(({ file }) => file).filter((file) => file.endsWith(".test.ts"));

afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** What a dependency's command says in the copy. */
function run(command: string, ...args: readonly string[]): string {
  const path = join(root, "node_modules", command);
  const { VITEST: _, ...env }: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: "1" };
  const options = { cwd: copy, env, encoding: "utf8" } as const;
  const { stdout, stderr } = spawnSync(process.execPath, [path, ...args], options);
  return stdout + stderr;
}

test("the examples of docs/adding.md have right types", { timeout: 120_000 }, () => {
  const config = { extends: "./tsconfig.test.json", include: ["src-worker/api.ts", ...tests] };
  writeFileSync(join(copy, "tsconfig.json"), JSON.stringify(config));
  expect(run("typescript/bin/tsc", "-p", "tsconfig.json", "--pretty", "false")).toBe("");
});

test("the tests of docs/adding.md pass", { timeout: 120_000 }, () => {
  const output = run(
    "vitest/vitest.mjs",
    ...["run", "--config", "test/vitest.config.ts", "--project", "unit", ...tests],
  );
  expect(tests.length).toBeGreaterThan(5);
  expect(output).toContain(`Test Files  ${tests.length} passed`);
});
