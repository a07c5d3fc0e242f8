/**
 * `npm run fuzz [-- CASES]`: every reader against so many damaged and random files of its kind
 * (100,000 unless told otherwise); `npm test` does the same with fewer.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "../src-main/setup.mjs";

const cases = process.argv[2] ?? "100000";
const { status } = spawnSync(
  process.execPath,
  [
    join(root, "node_modules/vitest/vitest.mjs"),
    "run",
    "--config",
    "test/vitest.config.ts",
    "--project",
    "unit",
    "hostile",
  ],
  { cwd: root, env: { ...process.env, FUZZ_CASES: cases }, stdio: "inherit" },
);
process.exitCode = status ?? 1;
