/**
 * `npm test [-- SUITE … [FILTER …]]`: set-up, then every suite in order, whatever the one before
 * said. The last line is `N passed, N failed`; the exit code is 0 only when nothing failed.
 */
import { spawnSync } from "node:child_process";
import { accessSync, constants, readFileSync, rmSync } from "node:fs";
import { delimiter, join, relative } from "node:path";
import {
  asCommand,
  ensureBuilt,
  ensureInstalled,
  findElectron,
  hasDisplay,
  root,
  say,
} from "../src-main/setup.mjs";

/** Biome does not listen to NO_COLOR. */
const plain = process.stdout.isTTY ? [] : ["--colors=off"];

/** Each suite returns its counts; a check that is all or nothing counts as one test. */
const SUITES = {
  types: () =>
    allOrNothing(
      ["typescript/bin/tsc", "-b"],
      [
        "svelte-check/bin/svelte-check",
        "--tsconfig",
        "tsconfig.renderer.json",
        "--fail-on-warnings",
      ],
    ),
  lint: () =>
    allOrNothing(
      ["@biomejs/biome/bin/biome", "ci", "--error-on-warnings", ...plain],
      // Files, exports and dependencies that nobody uses.
      ["knip/bin/knip.js", "--config", ".knip.json", "--no-progress"],
    ),
  unit: () => vitest("unit"),
  // Other programs read what we write; those that are not installed are told and skipped.
  interop: () => vitest("interop"),
  e2e: () => (windowHost() ? vitest("e2e") : { passed: 0, failed: 1, skipped: 0 }),
};

const words = process.argv.slice(2);
const named = Object.keys(SUITES).filter((name) => words.includes(name));
const filters = words.filter((word) => !(word in SUITES));
const chosen = named.length > 0 ? named : Object.keys(SUITES);

await asCommand(() => {
  ensureInstalled();
  ensureBuilt();
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const name of chosen) {
    process.stdout.write(`\n== ${name} ==\n`);
    const start = performance.now();
    const result = SUITES[name]();
    for (const key of Object.keys(total)) total[key] += result[key];
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    process.stdout.write(`${name}: ${counts(result)} in ${seconds} s\n`);
  }
  if (total.skipped > 0) process.stdout.write(`\n${total.skipped} skipped\n`);
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
  process.exitCode = total.failed === 0 ? 0 : 1;
});

function counts({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/** Runs a dependency's command; its words go straight to the terminal. */
function run([command, ...args]) {
  const path = join(root, "node_modules", command);
  // A log file is for reading and searching: colours only where a person looks on.
  const colour = process.stdout.isTTY ? {} : { NO_COLOR: "1", FORCE_COLOR: undefined };
  const { status } = spawnSync(process.execPath, [path, ...args], {
    cwd: root,
    env: { ...process.env, ...colour },
    stdio: ["ignore", "inherit", "inherit"],
  });
  return status === 0;
}

function allOrNothing(...commands) {
  // All of them run: the second one's complaints are news even if the first one has some.
  const good = commands.map(run).every(Boolean);
  return { passed: good ? 1 : 0, failed: good ? 0 : 1, skipped: 0 };
}

function vitest(project) {
  const report = join(root, "out", ".tests", `${project}.json`);
  rmSync(report, { force: true });
  const good = run([
    "vitest/vitest.mjs",
    ...["run", "--config", "test/vitest.config.ts", "--project", project],
    ...["--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
    ...filters,
  ]);
  const { passed, failed, skipped } = readReport(report);
  // Vitest also fails without a failing test: an error outside of all tests, or no test at all.
  return { passed, failed: good ? failed : Math.max(failed, 1), skipped };
}

function readReport(path) {
  let report;
  try {
    report = JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
  // A file that does not even load has no tests to count: it is one failure itself.
  const unloaded = report.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  );
  for (const file of unloaded) say(`${relative(root, file.name)} did not load`);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** Whether there is anything to show the window in; says what is missing if not. */
function windowHost() {
  if (findElectron() && hasDisplay()) return true;
  const names = ["chromium", "chromium-browser", "google-chrome", "chrome"];
  const folders = (process.env.PATH ?? "").split(delimiter);
  const found = folders.some((folder) => names.some((name) => isExecutable(join(folder, name))));
  if (!found) {
    say(
      "the window tests need Chromium (no `chromium` on PATH) or Electron's binary with a display. " +
        "On Debian and Ubuntu: apt-get install chromium",
    );
  }
  return found;
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
