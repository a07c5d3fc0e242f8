/** The part of the worker's contract (src-worker/api.ts) for what computes. Plain data only. */

/**
 * "exact": every computer and number of threads gives the same bits. "fast": multiplications and
 * additions are fused where the processor can, so that the bits depend on the computer, though
 * still not on the number of threads.
 */
export type ComputeArithmetic = "exact" | "fast";

/** How the engine computes. */
export interface ComputeOptions {
  /** Threads at most, where the work is worth them; null: as many as suit this computer. */
  readonly threads: number | null;
  /** Of training; everything else is always exact. */
  readonly arithmetic: ComputeArithmetic;
}

/** What was chosen, and what can be had here. */
export interface ComputeState extends ComputeOptions {
  /** What may be chosen; 1: threads cannot be had here. */
  readonly mostThreads: number;
  /** What null stands for. */
  readonly automaticThreads: number;
  /** Whether fast arithmetic can be had; otherwise training is exact whatever was chosen. */
  readonly canBeFast: boolean;
  /** A thread stopped working, and one computes until a number of threads is chosen again. */
  readonly lostThreads: boolean;
}

export interface ComputeEngine {
  compute(): Promise<ComputeState>;
  /**
   * Changes how is computed. It holds for all that begins later; a training under way takes it
   * over when its next epoch begins.
   * @throws {UserError} when the number of threads is no whole number from 1 to `mostThreads`
   */
  setCompute(options: ComputeOptions): Promise<ComputeState>;
}
