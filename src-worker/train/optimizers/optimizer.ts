import type { Arithmetic, Kernel } from "../../kernels/memory.ts";
import type { CatalogueEntry } from "../options.ts";

/** What the scalars of one update depend on. */
export interface UpdateContext {
  /** Counts from 1. */
  readonly step: number;
  /** After the schedule. */
  readonly learningRate: number;
  /** λ of the L2 penalty. */
  readonly weightDecay: number;
  /** λ of the L1 penalty. */
  readonly l1: number;
  /** The optimiser's own options, all of them. */
  readonly options: Readonly<Record<string, number>>;
}

/** An update rule for parameters p from their gradient g, element by element. */
export interface Optimizer extends CatalogueEntry {
  /** Names of the state vectors, each as long as the parameters; they start at zero. */
  readonly slots: readonly string[];
  /** Number of scalars that `controls` gives. */
  readonly controlCount: number;
  /** The scalars of one step, in the order in which the kernel reads them. */
  controls(context: UpdateContext): readonly number[];
  /** The update: arguments p, g, controls, slots …, count. */
  kernel(arithmetic: Arithmetic): Kernel;
}

/** Scalars of the penalties, first among the controls of every optimiser. */
export const PENALTY_CONTROLS = 2;

/** The gradient with both penalties: g + λ₂·p + λ₁·sign(p). */
export function penalized(
  { round }: Arithmetic,
  g: number,
  p: number,
  l2: number,
  l1: number,
): number {
  let sum = g;
  if (l2 !== 0) sum = round(sum + round(l2 * p));
  if (l1 !== 0) sum = round(sum + (p > 0 ? l1 : p < 0 ? -l1 : 0));
  return sum;
}
