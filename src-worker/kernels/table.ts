import { activationKernels } from "./activations.ts";
import { dropoutKernels } from "./dropout.ts";
import { lossKernels } from "./losses.ts";
import type { Arithmetic, Kernel } from "./memory.ts";
import { movementKernels } from "./movement.ts";
import { productKernels, productWork } from "./product.ts";
import { stridedKernels } from "./strided.ts";

/** All kernels of the graph's operations in one arithmetic, by name. */
export function kernelTable(arithmetic: Arithmetic): Record<string, Kernel> {
  return {
    ...movementKernels,
    ...productKernels(arithmetic),
    ...activationKernels(arithmetic),
    ...lossKernels(arithmetic),
    ...dropoutKernels(arithmetic),
    ...stridedKernels(arithmetic),
  };
}

/** About how many multiply-adds a call costs: the last argument of most kernels is a count. */
export function kernelWork(kernel: string, args: readonly number[]): number {
  return kernel === "product" ? productWork(args) : (args.at(-1) ?? 0);
}
