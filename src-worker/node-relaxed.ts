import { setFlagsFromString } from "node:v8";

/** A module whose function is f32x4.relaxed_madd. */
const module = Uint8Array.of(
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...[1, 8, 1, 0x60, 3, 0x7b, 0x7b, 0x7b, 1, 0x7b],
  ...[3, 2, 1, 0],
  ...[10, 13, 1, 11, 0, 0x20, 0, 0x20, 1, 0x20, 2, 0xfd, 0x85, 2, 0x0b],
);

/** Makes relaxed SIMD be had before anything that needs it is compiled: Node 20 hides it. */
export function enableRelaxedSimd(): void {
  // Newer Nodes have it anyway, and may complain of a flag that they no longer know.
  if (!WebAssembly.validate(module)) setFlagsFromString("--experimental-wasm-relaxed-simd");
}
