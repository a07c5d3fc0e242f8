// What the compiled kernels and TypeScript agree on; read by both compilers.

/** Bytes of WebAssembly memory from 0: `Memory.d`. */
export const ACCUMULATOR_BYTES = 512;
/**
 * Where threads meet, in a memory that several share; see threads.as.ts. Words that different
 * threads write lie apart, so that they share no cache line.
 */
export const SESSION_AT = 1024;
export const OPENED_AT = 1088;
export const CLAIM_AT = 1152;
export const DONE_AT = 1216;
export const ASLEEP_AT = 1280;
export const AWAITED_AT = 1344;
/** Of each helper a word in which session it is. */
export const JOINED_AT = 1408;
/** Most threads that there are words for. */
export const MOST_THREADS = 64;
/** Most parts of a call that a claim has room for. */
export const MOST_PARTS = 255;
/** Where encoded calls lie: each an opcode, the number of words of its arguments, and these. */
export const CODE_AT = 4096;
export const CODE_BYTES = 61440;
/** Panels of the left and right operand of a matrix product, packed to be read in order. */
export const LEFT_AT = 65536;
export const RIGHT_AT = 196608;
/**
 * Word 0 of the arena. The helpers' own places for calls and panels lie behind the arena, each as
 * long as what is before it.
 */
export const ARENA_AT = 720896;
