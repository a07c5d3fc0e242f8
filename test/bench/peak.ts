/// <reference path="../../src-worker/kernels/wasm/compiled.d.ts" />
import type { BackendName } from "../../src-worker/kernels/backend.ts";
import bytes from "./peak.as.ts?compiled";
import fastBytes from "./peak.as.ts?compiled-fast";

type Loop = (times: number, factor: number, term: number) => number;

const memory = new WebAssembly.Memory({ initial: 1 });
const loops = new Map<Uint8Array<ArrayBuffer>, Loop>();

function loopOf(code: Uint8Array<ArrayBuffer>): Loop {
  const known = loops.get(code);
  if (known !== undefined) return known;
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(code), { env: { memory } });
  const made = exports.peak as Loop;
  loops.set(code, made);
  return made;
}

const TIMES = 2_000_000;

/**
 * Multiply-adds a second of vectors in registers, as a backend does them, measured once for about
 * ten milliseconds.
 */
export function measurePeak(backend: BackendName): number {
  const loop = loopOf(backend === "fast" ? fastBytes : bytes);
  const start = performance.now();
  // The factor keeps all numbers normal and finite.
  if (!Number.isFinite(loop(TIMES, 0.5, 0.5))) throw new Error("the loop ran away");
  return (TIMES * 48 * 1000) / (performance.now() - start);
}
