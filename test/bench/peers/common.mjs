// Shared by the JavaScript runners: cases, fixed random data, command line, timing.
import { createRequire } from "node:module";
import path from "node:path";

export const CASES = {
  T: { layers: [2, 4, 2, 1], act: "sigmoid", out: "sigmoid-bce", batch: 10 },
  S: { layers: [5, 16, 1], act: "relu", out: "identity-mse", batch: 32 },
  I: { layers: [4, 16, 3], act: "relu", out: "softmax-cce", batch: 16 },
  L: { layers: [400, 128, 26], act: "relu", out: "softmax-cce", batch: 64 },
  M: { layers: [784, 128, 10], act: "relu", out: "softmax-cce", batch: 128 },
  D: { layers: [784, 512, 256, 128, 10], act: "relu", out: "softmax-cce", batch: 256 },
  W: { layers: [784, 2048, 2048, 10], act: "relu", out: "softmax-cce", batch: 256 },
};
export const BATCHES = 10; // batches of rows resident in memory

export function args() {
  const o = { case: "T", seconds: 2, threads: 1 };
  const a = process.argv.slice(2);
  for (let i = 0; i < a.length; i += 2) o[a[i].replace(/^--/, "")] = a[i + 1];
  o.seconds = +o.seconds;
  o.threads = +o.threads;
  return o;
}

// Peers are resolved from PEERS_DIR, or from the current folder.
export const requirePeer = createRequire(
  path.join(path.resolve(process.env.PEERS_DIR || process.cwd()), "x.js"),
);

export function data(c) {
  let s = 12345 >>> 0;
  const rnd = () => {
    s ^= s << 13;
    s >>>= 0;
    s ^= s >>> 17;
    s ^= s << 5;
    s >>>= 0;
    return s / 4294967296;
  };
  const n = c.batch * BATCHES,
    ni = c.layers[0],
    no = c.layers.at(-1);
  const X = new Float32Array(n * ni),
    Y = new Float32Array(n * no),
    label = new Int32Array(n);
  for (let i = 0; i < X.length; i++) X[i] = rnd();
  for (let r = 0; r < n; r++) {
    if (c.out === "softmax-cce") {
      label[r] = Math.floor(rnd() * no);
      Y[r * no + label[r]] = 1;
    } else if (c.out === "sigmoid-bce") {
      label[r] = rnd() < 0.5 ? 0 : 1;
      Y[r] = label[r];
    } else Y[r] = rnd();
  }
  return { n, ni, no, X, Y, label };
}

function processorTime() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

// step(i) does one training step on batch i % BATCHES; may return a promise.
export async function time(step, seconds, { minReps = 3, reps = 9 } = {}) {
  // Asked for by compare.mjs: the processor's time, which what else runs hardly changes.
  const isProcessor = process.env.PEERS_CLOCK === "processor";
  const now = isProcessor ? processorTime : () => performance.now();
  let i = 0;
  const call = async () => {
    const r = step(i++ % BATCHES);
    if (r?.then) await r;
  };
  let t0 = now();
  await call();
  const first = (now() - t0) / 1e3;
  let w = now(),
    k = 0;
  while (now() - w < Math.min(seconds, 1) * 1000 && (first < 1 || k < 1)) {
    await call();
    k++;
  }
  t0 = now();
  const probe = Math.max(1, Math.min(k, 50));
  for (let j = 0; j < probe; j++) await call();
  const est = (now() - t0) / probe; // ms
  const per = Math.max(1, Math.floor((seconds * 1000) / reps / est));
  const out = [];
  let steps = 0;
  const tAll = now();
  while (out.length < reps && (out.length < minReps || now() - tAll < seconds * 1500)) {
    const t = now();
    for (let j = 0; j < per; j++) {
      const r = step(i++ % BATCHES);
      if (r?.then) await r;
    }
    out.push(((now() - t) * 1000) / per);
    steps += per;
  }
  out.sort((a, b) => a - b);
  return { us: out[out.length >> 1], min: out[0], max: out.at(-1), steps };
}

export function report(peer, version, o, r, extra = {}) {
  const f = (x) => +x.toPrecision(5);
  console.log(
    JSON.stringify({
      peer,
      version,
      case: o.case,
      threads: o.threads,
      us_per_step: f(r.us),
      steps: r.steps,
      us_min: f(r.min),
      us_max: f(r.max),
      ...extra,
    }),
  );
}
