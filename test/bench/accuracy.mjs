// Largest error of the float32 elementary functions in ulp against the float64 ones, over every
// STEP-th float32 there is: node test/bench/accuracy.mjs [STEP], 61 by default, 1 for all 2³².
import { resolve } from "node:path";
import { runnerImport } from "vite";

const step = Number(process.argv[2] ?? 61);
const { module } = await runnerImport(
  resolve(import.meta.dirname, "../../src-worker/kernels/elementary.ts"),
);
const { float32, float64 } = module;
const value = new Float32Array(1);
const bits = new Uint32Array(value.buffer);

for (const name of ["exp", "log", "log1p", "tanh", "erf", "sigmoid"]) {
  let worst = 0;
  let where = 0;
  let count = 0;
  for (let pattern = 0; pattern < 2 ** 32; pattern += step) {
    bits[0] = pattern;
    const x = value[0];
    const exact = float64[name](x);
    if (!Number.isFinite(exact)) continue;
    const rounded = Math.fround(exact);
    const result = float32[name](x);
    count++;
    if (result === rounded) continue;
    const exponent = Math.max(-126, Math.floor(Math.log2(Math.abs(exact))));
    const error = Math.abs(result - exact) / 2 ** (exponent - 23);
    if (!(error <= worst)) {
      worst = error;
      where = x;
    }
  }
  console.log(`${name.padEnd(8)} ${worst.toFixed(3)} ulp at ${where} (${count} numbers)`);
}
