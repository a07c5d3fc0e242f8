// What the compiled kernels and TypeScript agree on; read by both compilers.

/** Bytes of WebAssembly memory from 0: `Memory.d`. */
export const ACCUMULATOR_BYTES = 512;
/** Where encoded calls lie: each an opcode, the number of words of its arguments, and these. */
export const CODE_AT = 4096;
export const CODE_BYTES = 61440;
/** Panels of the left and right operand of a matrix product, packed to be read in order. */
export const LEFT_AT = 65536;
export const RIGHT_AT = 196608;
/** Word 0 of the arena. */
export const ARENA_AT = 720896;
