// Speed of training: npm run bench -- [--case T,S,…] [--threads 1,2] [--seconds 2] [--json]
//                                    [--backend wasm|reference] [--fast]
// Several numbers of threads take turns, so that their times can be compared; with --fast so does
// fast arithmetic, measured by a peak of its own. One step: gather a
// shuffled batch, forward, backward, SGD update. A line of JSON a case, or a table; the last is the
// peak, a loop of multiplications and additions in registers.
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { build } from "vite";

// Other measurements, each in a file of its own.
for (const [option, file] of [
  ["--data", "./opening.mjs"],
  ["--ui", "./window.mjs"],
]) {
  if (!process.argv.includes(option)) continue;
  await import(file);
  process.exit();
}

const { values } = parseArgs({
  options: {
    case: { type: "string" },
    threads: { type: "string", default: "1,2" },
    seconds: { type: "string", default: "2" },
    backend: { type: "string", default: "wasm" },
    fast: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});

const folder = import.meta.dirname;
const root = resolve(folder, "../..");
await build({ configFile: join(folder, "vite.config.ts") });
const { canBeFast, cases, enableRelaxedSimd, measure } = await import(
  pathToFileURL(join(root, "out", ".bench", "measure.js")).href
);

const chosen = values.case === undefined ? cases : values.case.split(",").map(find);
const seconds = number(values.seconds, "--seconds");
const threads = values.threads.split(",").map((text) => whole(text, "--threads"));
if (!["wasm", "reference"].includes(values.backend)) fail("--backend takes wasm or reference");
if (values.fast) enableRelaxedSimd();
if (values.fast && !canBeFast()) fail("--fast needs relaxed SIMD, which this Node does not have");
const backends = values.fast ? [values.backend, "fast"] : [values.backend];
const ways = threads.flatMap((count) => backends.map((backend) => ({ backend, threads: count })));

if (!values.json) {
  console.log(
    "case threads backend        µs/step        steps   multiply-adds   GMAC/s   of peak",
  );
}
const peaks = Object.fromEntries(backends.map((backend) => [backend, []]));
for (const one of chosen) {
  for (const result of measure(one, seconds, ways)) print(result);
}
for (const backend of backends) {
  const peak = peaks[backend].toSorted((a, b) => a - b)[Math.floor(peaks[backend].length / 2)];
  if (values.json) {
    const line = { case: "peak", threads: 1, backend, multiply_adds_per_second: peak };
    console.log(JSON.stringify(line));
  } else {
    console.log(`\npeak: ${(peak / 1e9).toFixed(2)} GMAC/s of one thread in registers, ${backend}`);
  }
}

function print(result) {
  peaks[result.backend].push(result.peak);
  const rate = (result.multiplyAdds * 1e6) / result.microsecondsPerStep;
  const percent = 100 * result.ofPeak;
  const time = result.microsecondsPerStep;
  if (values.json) {
    const line = {
      case: result.case,
      threads: result.threads,
      backend: result.backend,
      us_per_step: time,
      steps: result.steps,
    };
    const more = { percent_of_peak: percent, peak_multiply_adds_per_second: result.peak };
    console.log(JSON.stringify({ ...line, ...more }));
  } else {
    const cells = [
      result.case.padEnd(4),
      String(result.threads).padStart(7),
      result.backend.padEnd(9),
      time.toFixed(time < 100 ? 3 : 0).padStart(12),
      String(result.steps).padStart(12),
      String(result.multiplyAdds).padStart(15),
      (rate / 1e9).toFixed(2).padStart(8),
      `${percent.toFixed(1)} %`.padStart(9),
    ];
    console.log(cells.join(" "));
  }
}

function find(name) {
  const found = cases.find((one) => one.name === name);
  if (!found)
    fail(`there is no case ${name}: choose of ${cases.map((one) => one.name).join(", ")}`);
  return found;
}

function whole(text, option) {
  const value = number(text, option);
  if (!Number.isInteger(value)) fail(`${option} takes whole numbers`);
  return value;
}

function number(text, option) {
  const value = Number(text);
  if (!(value > 0)) fail(`${option} takes a number above 0`);
  return value;
}

function fail(words) {
  console.error(`bench: ${words}`);
  process.exit(2);
}
