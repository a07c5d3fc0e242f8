import { MessageWriter } from "./protobuf.ts";
import {
  attributeFields,
  attributeTypes,
  dimensionFields,
  elementTypes,
  graphFields,
  mlDomain,
  modelFields,
  nodeFields,
  opsetFields,
  pairFields,
  shapeFields,
  tensorFields,
  tensorTypeFields,
  typeFields,
  valueFields,
} from "./schema.ts";

const IR_VERSION = 7;
const OPSET = 13;
const ML_OPSET = 2;

/** An attribute of a node; a float is told from an integer by its wrapping. */
export type Attribute = number | { readonly float: number } | readonly number[] | readonly string[];

/** Builds an ONNX graph node by node; every node has one output, which its call returns. */
export class GraphWriter {
  private readonly nodes: MessageWriter[] = [];
  private readonly initializers: MessageWriter[] = [];
  private readonly inputs: MessageWriter[] = [];
  private readonly outputs: MessageWriter[] = [];
  private readonly names: Set<string>;
  private usesMl = false;

  /** @param reserved names that the inputs will have */
  constructor(reserved: Iterable<string>) {
    this.names = new Set(reserved);
  }

  /** @param columns of [N, columns], N free */
  input(name: string, type: "float" | "double" | "string", columns: number): string {
    this.inputs.push(valueInfo(name, type, columns));
    return name;
  }

  /** Makes `name`, which a node or input gives, an output of the graph. */
  output(name: string, columns: number): void {
    this.outputs.push(valueInfo(name, "float", columns));
  }

  node(
    operator: string,
    inputs: readonly string[],
    output: string,
    attributes: Readonly<Record<string, Attribute>> = {},
    domain = "",
  ): string {
    const name = this.fresh(output);
    const node = new MessageWriter();
    for (const input of inputs) node.text(nodeFields.input, input);
    node.text(nodeFields.output, name).text(nodeFields.name, name);
    node.text(nodeFields.opType, operator);
    for (const [key, value] of Object.entries(attributes)) {
      node.message(nodeFields.attribute, attribute(key, value));
    }
    if (domain !== "") node.text(nodeFields.domain, domain);
    if (domain === mlDomain) this.usesMl = true;
    this.nodes.push(node);
    return name;
  }

  constant(
    wanted: string,
    shape: readonly number[],
    values: Float32Array | Float64Array | BigInt64Array,
  ): string {
    const name = this.fresh(wanted);
    const type =
      values instanceof Float32Array
        ? elementTypes.float
        : values instanceof Float64Array
          ? elementTypes.double
          : elementTypes.int64;
    const tensor = new MessageWriter();
    for (const size of shape) tensor.integer(tensorFields.dims, size);
    tensor.integer(tensorFields.dataType, type).text(tensorFields.name, name);
    const { buffer, byteOffset, byteLength } = values;
    tensor.bytes(tensorFields.rawData, new Uint8Array(buffer, byteOffset, byteLength));
    this.initializers.push(tensor);
    return name;
  }

  finish(metadata: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> {
    const graph = new MessageWriter();
    for (const node of this.nodes) graph.message(graphFields.node, node);
    graph.text(graphFields.name, "chainrule");
    for (const tensor of this.initializers) graph.message(graphFields.initializer, tensor);
    for (const input of this.inputs) graph.message(graphFields.input, input);
    for (const output of this.outputs) graph.message(graphFields.output, output);
    const model = new MessageWriter()
      .integer(modelFields.irVersion, IR_VERSION)
      .text(modelFields.producerName, "chainrule")
      .message(modelFields.graph, graph)
      .message(modelFields.opsetImport, opset("", OPSET));
    if (this.usesMl) model.message(modelFields.opsetImport, opset(mlDomain, ML_OPSET));
    for (const [key, value] of Object.entries(metadata)) {
      const pair = new MessageWriter().text(pairFields.key, key).text(pairFields.value, value);
      model.message(modelFields.metadata, pair);
    }
    return model.finish();
  }

  /** A name that nothing in the graph has yet: columns may be called anything. */
  private fresh(wanted: string): string {
    let name = wanted;
    for (let number = 2; this.names.has(name); number++) name = `${wanted}#${number}`;
    this.names.add(name);
    return name;
  }
}

function attribute(name: string, value: Attribute): MessageWriter {
  const writer = new MessageWriter().text(attributeFields.name, name);
  const typed = (type: number) => writer.integer(attributeFields.type, type);
  if (typeof value === "number") {
    writer.integer(attributeFields.i, value);
    return typed(attributeTypes.int);
  }
  if ("float" in value) {
    writer.float(attributeFields.f, value.float);
    return typed(attributeTypes.float);
  }
  if (typeof value[0] === "string") {
    for (const text of value) writer.text(attributeFields.strings, String(text));
    return typed(attributeTypes.strings);
  }
  for (const number of value) writer.integer(attributeFields.ints, Number(number));
  return typed(attributeTypes.ints);
}

function valueInfo(
  name: string,
  type: "float" | "double" | "string",
  columns: number,
): MessageWriter {
  const shape = new MessageWriter()
    .message(shapeFields.dim, new MessageWriter().text(dimensionFields.parameter, "N"))
    .message(shapeFields.dim, new MessageWriter().integer(dimensionFields.value, columns));
  const tensor = new MessageWriter()
    .integer(tensorTypeFields.elemType, elementTypes[type])
    .message(tensorTypeFields.shape, shape);
  return new MessageWriter()
    .text(valueFields.name, name)
    .message(valueFields.type, new MessageWriter().message(typeFields.tensorType, tensor));
}

function opset(domain: string, version: number): MessageWriter {
  return new MessageWriter().text(opsetFields.domain, domain).integer(opsetFields.version, version);
}
