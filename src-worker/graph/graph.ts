/** A tensor's shape; "N" stands for the number of rows of the batch. */
export type Dimension = number | "N";
export type Shape = readonly Dimension[];

/** data: given with the batch; parameter: what training changes; computed: everything else. */
export type NodeKind = "data" | "parameter" | "computed";

/** One node of the computation graph (the circles of the notes' Fig. 1): one tensor. */
export interface GraphNode {
  /** Position in `Graph.nodes`. */
  readonly index: number;
  /** `x`, `y`, `labels`, `layers.0.weight`, `layers.0.z`, `layers.0.u`, `losses`, `loss`, or a
   *  name of the expression's own. */
  readonly name: string;
  readonly kind: NodeKind;
  readonly shape: Shape;
  /** Name of the operation that computes it; "" for data and parameters. */
  readonly operation: string;
  readonly inputs: readonly GraphNode[];
  /** Constants of the operation: an axis, an exponent, the layer's number. */
  readonly attributes: Readonly<Record<string, number | string | readonly number[]>>;
}

/** A computation graph: every node comes after its inputs. */
export interface Graph {
  readonly nodes: readonly GraphNode[];
  /** The scalar that is differentiated and trained on; undefined: forward only. */
  readonly loss: GraphNode | undefined;
  /** What the network predicts: the last layer's u. */
  readonly output: GraphNode;
}
