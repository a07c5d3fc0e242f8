import type { GraphNode, Shape } from "./graph.ts";

/** What an operation writes its kernel calls to while a plan is made. */
export interface Emitter {
  /** Rows of the batch the plan is for; what "N" stands for. */
  readonly rows: number;
  /** Appends a kernel call; `kernel` is a name of the kernel table, `args` addresses and counts. */
  call(kernel: string, ...args: number[]): void;
  /** Address of the node's value. */
  value(node: GraphNode): number;
  /** Address of the gradient of the loss by the node, or −1 where nobody wants it. */
  gradient(node: GraphNode): number;
  /** Number of elements of the node for this plan's rows. */
  size(node: GraphNode): number;
  /** Address of `size` words that live as long as the plan, kept per node and purpose. */
  scratch(node: GraphNode, purpose: string, size: number): number;
}

/**
 * One kind of computational node: its shape rule, forward pass, vector-Jacobian product and
 * formula, all in one place. The arithmetic itself is in the kernels it calls.
 */
export interface Operation {
  readonly name: string;
  /** Shape of the result. @throws {UserError} naming both shapes when they do not fit */
  shape(inputs: readonly Shape[], attributes: GraphNode["attributes"]): Shape;
  /** Emits the calls that compute the node's value from its inputs' values. */
  forward(node: GraphNode, plan: Emitter): void;
  /**
   * Emits the calls that ADD (∂node/∂input)ᵀ·∂L/∂node to ∂L/∂input for every input whose
   * gradient is wanted. Gradients are zero at first.
   */
  backward(node: GraphNode, plan: Emitter): void;
  /** The node's defining equation in TeX; `name` gives each node's symbol. */
  tex(node: GraphNode, name: (node: GraphNode) => string): string;
}
