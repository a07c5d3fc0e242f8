/// <reference path="../../src-worker/kernels/wasm/compiled.d.ts" />
import bytes from "./peak.as.ts?compiled";

const memory = new WebAssembly.Memory({ initial: 1 });
const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
const loop = exports.peak as (times: number, factor: number, term: number) => number;

const TIMES = 2_000_000;

/** Multiply-adds a second of vectors in registers, measured once for about ten milliseconds. */
export function measurePeak(): number {
  const start = performance.now();
  // The factor keeps all numbers normal and finite.
  if (!Number.isFinite(loop(TIMES, 0.5, 0.5))) throw new Error("the loop ran away");
  return (TIMES * 48 * 1000) / (performance.now() - start);
}
