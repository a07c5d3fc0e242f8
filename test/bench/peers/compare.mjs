// This program beside its peers, in turns: node test/bench/peers/compare.mjs [--case T,S,I,L,M,D,W]
// [--threads 1] [--seconds 1] [--rounds 3]. See README.md for what has to be installed.
import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { build } from "vite";

const { values } = parseArgs({
  options: {
    case: { type: "string", default: "T,S,I,L,M,D,W" },
    threads: { type: "string", default: "1" },
    seconds: { type: "string", default: "1" },
    rounds: { type: "string", default: "3" },
  },
});
const here = import.meta.dirname;
const python = process.env.PYTHON ?? "/usr/bin/python3";
const javascript = (file, ...more) => [process.execPath, join(here, file), ...more];
const peers = {
  "plain JavaScript": javascript("plainjs.mjs"),
  "TensorFlow.js wasm": javascript("tfjs.mjs", "--backend", "wasm", "--mode", "manual"),
  "PyTorch eager": [python, join(here, "torch_mlp.py"), "--variant", "eager"],
  "PyTorch by hand": [python, join(here, "torch_mlp.py"), "--variant", "manual"],
  NumPy: [python, join(here, "numpy_mlp.py")],
};

const root = resolve(here, "../../..");
// With one thread, the time of the processor says the same as a clock does, and what else runs on
// the computer hardly changes it.
const clock = values.threads === "1" ? "processor" : "wall";
if (clock === "processor") {
  performance.now = () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  };
}
await build({ configFile: join(here, "..", "vite.config.ts") });
const built = join(root, "out", ".bench", "measure.js");
const { cases, measure } = await import(pathToFileURL(built).href);

const chosen = values.case.split(",");
const names = Object.keys(peers);
console.log(`| case | ${names.join(" | ")} |`);
console.log(`|---|${names.map(() => "---|").join("")}`);
for (const name of chosen) {
  const ratios = names.map(() => []);
  for (let round = 0; round < Number(values.rounds); round++) {
    const before = ownTime(name);
    const others = names.map((peer) => time(peers[peer], name));
    const after = ownTime(name);
    // Ours is measured before and after, as others may be using the computer.
    others.forEach((other, k) => {
      if (other !== null) ratios[k].push(other / ((before + after) / 2));
    });
  }
  const cells = ratios.map((all) => (all.length === 0 ? "–" : median(all).toPrecision(2)));
  console.log(`| ${name} | ${cells.map((cell) => Number(cell) || cell).join(" | ")} |`);
}
// Threads of the last measurement would wait for more.
process.exit();

/** Microseconds a step of this program. */
function ownTime(name) {
  const one = cases.find((it) => it.name === name);
  const way = { backend: "wasm", threads: Number(values.threads) };
  const [result] = measure(one, Number(values.seconds), [way]);
  return result.microsecondsPerStep;
}

/** Microseconds a step of a peer; null: it does not run here. */
function time([command, ...args], name) {
  const { threads, seconds } = values;
  const options = ["--case", name, "--threads", threads, "--seconds", seconds];
  const { stdout } = spawnSync(command, [...args, ...options], {
    encoding: "utf8",
    cwd: root,
    env: { ...process.env, PEERS_CLOCK: clock },
    timeout: 240_000,
  });
  const line = (stdout ?? "").split("\n").find((text) => text.includes("us_per_step"));
  return line === undefined ? null : JSON.parse(line).us_per_step;
}

function median(all) {
  return all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)];
}
