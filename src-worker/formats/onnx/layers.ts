import { UserError } from "../../errors.ts";
import type { LayerSpec } from "../../graph/network.ts";
import { quoted } from "../../json.ts";
import { matchActivation } from "./activations.ts";
import type { OnnxModel, OnnxNode, OnnxTensor } from "./parse.ts";

/** A linear layer as found in the graph. */
export interface FoundLayer {
  /** [units, inputs]. */
  readonly weight: Float32Array;
  readonly units: number;
  readonly inputs: number;
  bias: Float32Array | null;
  activation: string | null;
}

/** Nodes that make labels of probabilities, as scikit-learn's exporter adds them. */
const labelling = new Set([
  "ArgMax",
  "ArrayFeatureExtractor",
  "ZipMap",
  "Cast",
  "Reshape",
  "Identity",
  "Concat",
  "Sub",
]);

/**
 * Follows a graph from its input to its output, one linear layer and activation after another.
 *
 * @throws {UserError} naming the first node that is no part of a fully connected network
 */
export function findLayers(model: OnnxModel): FoundLayer[] {
  return new Walk(model).layers();
}

class Walk {
  private readonly model: OnnxModel;
  private readonly constants: Map<string, OnnxTensor>;
  private readonly consumers = new Map<string, OnnxNode[]>();
  private readonly used = new Set<OnnxNode>();
  private readonly found: FoundLayer[] = [];

  constructor(model: OnnxModel) {
    this.model = model;
    this.constants = new Map(model.constants);
    for (const node of model.nodes) {
      const value = node.tensors.get("value");
      const [output] = node.outputs;
      if (node.operator === "Constant" && value && output !== undefined) {
        this.constants.set(output, value);
        this.used.add(node);
      }
      for (const input of new Set(node.inputs)) {
        const list = this.consumers.get(input) ?? [];
        list.push(node);
        this.consumers.set(input, list);
      }
    }
  }

  layers(): FoundLayer[] {
    const { inputs, outputs, nodes } = this.model;
    const [input] = inputs;
    if (inputs.length !== 1 || input === undefined) {
      const list = inputs.slice(0, 4).map(quoted).join(", ") || "none";
      throw new UserError(
        `the graph has ${inputs.length} inputs (${list}) instead of one`,
        "export the network without what comes before its numeric input",
      );
    }
    let tensor = input;
    // Each step uses up at least one node, so that a graph with a circle ends too.
    for (let next = this.step(tensor); next !== null; next = this.step(tensor)) tensor = next;
    const last = this.found.at(-1);
    if (!last) throw new UserError("the graph has no linear layer", "choose a file with a network");
    const labelled = last.activation === "softmax" || last.activation === "sigmoid";
    const left = nodes.filter((node) => !this.used.has(node));
    const other = left.find((node) => !(labelled && this.isLabelling(node, tensor)));
    if (other) throw this.refuse(other);
    if (!outputs.includes(tensor) && !labelled) {
      throw new UserError(`the network ends in ${quoted(tensor)}, which is no output of the graph`);
    }
    return this.found;
  }

  /** Probabilities taken from 1 are those of the first class only beside those of the second. */
  private isLabelling({ operator, outputs: [output = ""] }: OnnxNode, u: string): boolean {
    if (operator !== "Sub") return labelling.has(operator);
    const beside = (this.consumers.get(output) ?? []).filter((node) => node.operator === "Concat");
    return beside.some(({ inputs }) => inputs[0] === output && inputs[1] === u);
  }

  /** Goes on from a tensor to the next; null: the network ends here. */
  private step(tensor: string): string | null {
    const next = (this.consumers.get(tensor) ?? []).filter((node) => !this.used.has(node));
    const [node] = next;
    if (!node) return null;
    const activation = matchActivation(tensor, next, {
      consumers: (name) => this.consumers.get(name) ?? [],
      scalar: (name) => this.scalar(name),
    });
    if (activation) {
      const layer = this.found.at(-1);
      if (!layer || layer.activation !== null) {
        // After probabilities come only labels; a second activation of a layer has no place here.
        if (layer && labelling.has(node.operator)) return null;
        throw this.refuse(node, "an activation without a linear layer before it");
      }
      layer.activation = activation.name;
      return this.use(activation.nodes);
    }
    if (next.length > 1) {
      if (this.isLabelled(next)) return null;
      throw this.refuse(next[1] as OnnxNode, "the graph branches here");
    }
    return this.pass(tensor, node);
  }

  private pass(tensor: string, node: OnnxNode): string | null {
    const { operator, integers, domain } = node;
    if (domain !== "" && domain !== "ai.onnx") {
      if (this.isLabelled([node])) return null;
      throw this.refuse(node);
    }
    switch (operator) {
      case "Identity":
      case "Dropout":
        return this.use([node]);
      case "Flatten":
        if ((integers.get("axis") ?? 1) !== 1) throw this.refuse(node, "its axis is not 1");
        return this.use([node]);
      case "Cast":
        if (this.isLabelled([node])) return null;
        if (![1, 11].includes(integers.get("to") ?? 0)) throw this.refuse(node, "not to a float");
        return this.use([node]);
      case "Gemm":
        return this.gemm(tensor, node);
      case "MatMul":
        this.add(node, this.matrix(node, tensor), false);
        return this.use([node]);
      case "Add":
        return this.addBias(tensor, node);
      default:
        if (this.isLabelled([node])) return null;
        throw this.refuse(node);
    }
  }

  private gemm(tensor: string, node: OnnxNode): string {
    const { floats, integers, inputs } = node;
    if ((floats.get("alpha") ?? 1) !== 1 || (floats.get("beta") ?? 1) !== 1) {
      throw this.refuse(node, "alpha and beta must be 1");
    }
    if ((integers.get("transA") ?? 0) !== 0) throw this.refuse(node, "transA must be 0");
    const layer = this.add(node, this.matrix(node, tensor), integers.get("transB") === 1);
    const bias = inputs[2];
    if (bias) layer.bias = this.vector(node, bias, layer.units);
    return this.use([node]);
  }

  private addBias(tensor: string, node: OnnxNode): string {
    const layer = this.found.at(-1);
    if (!layer || layer.activation !== null || layer.bias) {
      throw this.refuse(node, "an addition that is no bias of a linear layer");
    }
    const other = node.inputs.find((name) => name !== tensor) ?? "";
    layer.bias = this.vector(node, other, layer.units);
    return this.use([node]);
  }

  private add(node: OnnxNode, tensor: OnnxTensor, transposed: boolean): FoundLayer {
    const [rows = 0, columns = 0] = tensor.shape;
    const [units, inputs] = transposed ? [rows, columns] : [columns, rows];
    const before = this.found.at(-1);
    if (before && before.units !== inputs) {
      throw this.refuse(node, `it takes ${inputs} inputs, the layer before has ${before.units}`);
    }
    if (before) before.activation ??= "identity";
    const values = this.float32(node, tensor);
    const layer: FoundLayer = {
      weight: transposed ? values : transpose(values, rows, columns),
      units,
      inputs,
      bias: null,
      activation: null,
    };
    this.found.push(layer);
    return layer;
  }

  /** The constant second operand of a product whose first is `tensor`. */
  private matrix(node: OnnxNode, tensor: string): OnnxTensor {
    const matrix = this.constants.get(node.inputs[1] ?? "");
    if (node.inputs[0] !== tensor || matrix?.shape.length !== 2 || matrix.shape.includes(0)) {
      throw this.refuse(node, "its second operand must be a constant matrix of weights");
    }
    return matrix;
  }

  private vector(node: OnnxNode, name: string, units: number): Float32Array {
    const tensor = this.constants.get(name);
    if (!tensor || (tensor.shape.join() !== `${units}` && tensor.shape.join() !== `1,${units}`)) {
      throw this.refuse(node, `its bias must be a constant of ${units} numbers`);
    }
    return this.float32(node, tensor);
  }

  private float32(node: OnnxNode, { name, values }: OnnxTensor): Float32Array {
    if (!values) throw this.refuse(node, `tensor ${quoted(name)} holds no floating numbers`);
    const rounded = Float32Array.from(values);
    const index = rounded.findIndex((value) => !Number.isFinite(value));
    if (index >= 0) throw this.refuse(node, `element ${index} of ${quoted(name)} is not finite`);
    return rounded;
  }

  /** The one value of a constant, however many axes it has; null: it is none. */
  private scalar(name: string): number | null {
    const values = this.constants.get(name)?.values;
    return values?.length === 1 ? (values[0] as number) : null;
  }

  private isLabelled(nodes: readonly OnnxNode[]): boolean {
    const activation = this.found.at(-1)?.activation;
    const probabilities = activation === "softmax" || activation === "sigmoid";
    return probabilities && nodes.every(({ operator }) => labelling.has(operator));
  }

  private use(nodes: readonly OnnxNode[]): string {
    for (const node of nodes) this.used.add(node);
    return nodes.at(-1)?.outputs[0] ?? "";
  }

  private refuse(node: OnnxNode, why = ""): UserError {
    const reason = why === "" ? "is no part of a fully connected network" : `does not fit: ${why}`;
    return new UserError(
      `node ${quoted(node.name)} (${node.operator.slice(0, 40)}) ${reason}`,
      "import a network of linear layers and activations only",
      { name: node.name.slice(0, 80) },
    );
  }
}

/** [rows, columns] → [columns, rows]. */
function transpose(values: Float32Array, rows: number, columns: number): Float32Array {
  const turned = new Float32Array(values.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      turned[column * rows + row] = values[row * columns + column] as number;
    }
  }
  return turned;
}

/** The layers as a network. */
export function layerSpecs(found: readonly FoundLayer[]): LayerSpec[] {
  return found.map(({ units, activation, bias }) => ({
    units,
    activation: activation ?? "identity",
    bias: bias !== null,
  }));
}
