// Speed of opening CSV: npm run bench -- --data [--megabytes 100] [--rounds 3] [--json]
// Files of 20 columns of numbers, with few and with many digits, are read into typed columns by
// this program (statistics of the columns included), by papaparse and, where the folder PEERS_DIR
// has it, by udsv. Readers take turns; medians.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { build } from "vite";

const { values } = parseArgs({
  options: {
    data: { type: "boolean" },
    megabytes: { type: "string", default: "100" },
    rounds: { type: "string", default: "3" },
    json: { type: "boolean", default: false },
  },
});
const root = resolve(import.meta.dirname, "../..");
await build({
  configFile: false,
  root,
  logLevel: "error",
  build: {
    ssr: join(import.meta.dirname, "opening.ts"),
    outDir: "out/.bench-opening",
    target: "node20.19",
    rolldownOptions: { output: { entryFileNames: "opening.js" } },
  },
});
const built = join(root, "out", ".bench-opening", "opening.js");
const { csvReaders, generated, rate } = await import(pathToFileURL(built).href);

const peers = process.env.PEERS_DIR && resolve(process.env.PEERS_DIR);
const readers = csvReaders(peers);
const folder = await mkdtemp(join(tmpdir(), "chainrule-bench-"));
if (!values.json)
  console.log("numbers  reader          MB/s   MB/s of processor   of the fastest other");
try {
  for (const digits of ["few", "many"]) {
    const path = join(folder, `${digits}.csv`);
    const rows = await generated(path, Number(values.megabytes) * 1e6, digits);
    print(digits, await compare(path, rows));
    await rm(path);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
if (!readers.has("udsv") && !values.json) {
  console.log("\nudsv is not compared: install it in a folder and name that in PEERS_DIR");
}

/** Rates of each reader, in turns. */
async function compare(path, rows) {
  const rates = new Map([...readers.keys()].map((name) => [name, []]));
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const [name, reader] of readers) {
      rates.get(name).push(await rate(reader, path, rows));
      globalThis.gc?.();
    }
  }
  const medians = (all) => ({
    elapsed: median(all.map(({ elapsed }) => elapsed)),
    processor: median(all.map(({ processor }) => processor)),
  });
  return new Map([...rates].map(([name, all]) => [name, medians(all)]));
}

function print(digits, rates) {
  const others = [...rates].filter(([name]) => name !== "chainrule").map(([, rate]) => rate);
  const best = Math.max(...others.map(({ processor }) => processor));
  for (const [reader, { elapsed, processor }] of rates) {
    const ratio = processor / best;
    if (values.json) {
      const line = { data: digits, reader, megabytes_per_second: elapsed };
      const more = { megabytes_per_processor_second: processor, of_fastest_other: ratio };
      console.log(JSON.stringify({ ...line, ...more }));
    } else {
      const cells = [digits.padEnd(8), reader.padEnd(12), elapsed.toFixed(0).padStart(7)];
      console.log(...cells, processor.toFixed(0).padStart(17), ratio.toFixed(2).padStart(22));
    }
  }
}

function median(all) {
  const sorted = all.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
