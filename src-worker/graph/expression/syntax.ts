/** An expression as a tree. Every node says where it is written. */
export type Expression = Written &
  (
    | { readonly kind: "number"; readonly value: number }
    /** An input or a definition, by its own name. */
    | { readonly kind: "name"; readonly name: string }
    | { readonly kind: "subscript"; readonly of: Expression; readonly indices: string }
    | { readonly kind: "negate"; readonly of: Expression }
    | { readonly kind: "transpose"; readonly of: Expression }
    | {
        readonly kind: "binary";
        readonly operation: BinaryName;
        readonly left: Expression;
        readonly right: Expression;
      }
    | { readonly kind: "call"; readonly name: string; readonly operands: readonly Expression[] }
    /** Σ, mean or ln Σ e^… over indices, or without any over all axes. */
    | {
        readonly kind: "reduction";
        readonly name: ReductionName;
        readonly indices: readonly SummationIndex[];
        readonly of: Expression;
      }
    /** The Euclidean norm (order 2) or the sum of absolute values (order 1). */
    | { readonly kind: "norm"; readonly order: 1 | 2; readonly of: Expression }
    | { readonly kind: "tuple"; readonly parts: readonly Expression[] }
  );

interface Written {
  readonly from: number;
  readonly to: number;
}

export type ReductionName = "sum" | "mean" | "logSumExp";

/** product: of matrices and vectors; multiply: of each element. */
export type BinaryName = "add" | "subtract" | "product" | "multiply" | "divide" | "power";

/** i of Σ_i; `length` where the sum says how far it runs in figures. */
export interface SummationIndex {
  readonly index: string;
  readonly length: number | null;
}

/** A line: a definition `z_i = …` or, without a name, an expression alone. */
export interface Line {
  /** From 1. */
  readonly number: number;
  readonly text: string;
  /** What it defines; null: nothing. */
  readonly name: string | null;
  /** The indices on the left-hand side; null: none are written. */
  readonly indices: readonly string[] | null;
  readonly expression: Expression;
}
