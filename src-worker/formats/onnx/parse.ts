import { UserError } from "../../errors.ts";
import { quoted } from "../../json.ts";
import { type Field, readFields, readVarint, WireError } from "./protobuf.ts";
import {
  attributeFields,
  elementTypes,
  graphFields,
  modelFields,
  nodeFields,
  opsetFields,
  pairFields,
  tensorFields,
  valueFields,
} from "./schema.ts";

/** A constant of the graph. */
export interface OnnxTensor {
  readonly name: string;
  readonly shape: readonly number[];
  /** Float and double as float64, which holds both; int64 and text are not read: null. */
  readonly values: Float64Array | null;
}

export interface OnnxNode {
  /** Its own name or, as many have none, that of its output. */
  readonly name: string;
  readonly operator: string;
  readonly domain: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly floats: ReadonlyMap<string, number>;
  readonly integers: ReadonlyMap<string, number>;
  readonly texts: ReadonlyMap<string, string>;
  readonly tensors: ReadonlyMap<string, OnnxTensor>;
}

/** As much of a model as the import looks at. */
export interface OnnxModel {
  readonly opset: number;
  readonly nodes: readonly OnnxNode[];
  readonly constants: ReadonlyMap<string, OnnxTensor>;
  /** Inputs and outputs of the graph; constants among the inputs, as older files have them, not. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly metadata: ReadonlyMap<string, string>;
}

const remedy = "export the model to ONNX again, with its weights in the same file";

/** @throws {UserError} naming the byte or the tensor that is wrong */
export function parseOnnx(bytes: Uint8Array, file: string): OnnxModel {
  try {
    return readModel(bytes);
  } catch (error) {
    if (error instanceof WireError) {
      throw new UserError(`no ONNX model: ${error.message}`, remedy, { file, byte: error.byte });
    }
    throw error instanceof UserError ? error.at({ file }) : error;
  }
}

function readModel(bytes: Uint8Array): OnnxModel {
  const fields = readFields(bytes, 0);
  const graphs = fields.filter(({ number }) => number === modelFields.graph);
  const [graph] = graphs;
  if (graphs.length !== 1 || graph === undefined) {
    throw new UserError(`no ONNX model: it has ${graphs.length} graphs instead of one`, remedy);
  }
  if (fields.some(({ number }) => number === modelFields.functions)) {
    throw new UserError("the model defines functions of its own", "export it without functions");
  }
  let opset = 0;
  const metadata = new Map<string, string>();
  for (const field of fields) {
    if (field.number === modelFields.opsetImport) {
      const [domain, version] = readOpset(field);
      if (domain === "" || domain === "ai.onnx") opset = version;
    } else if (field.number === modelFields.metadata) {
      const pair = children(field);
      metadata.set(lastText(pair, pairFields.key), lastText(pair, pairFields.value));
    }
  }
  return { opset, metadata, ...readGraph(graph) };
}

function readOpset(field: Field): [domain: string, version: number] {
  const fields = children(field);
  return [lastText(fields, opsetFields.domain), lastInteger(fields, opsetFields.version)];
}

function readGraph(field: Field): Omit<OnnxModel, "opset" | "metadata"> {
  const nodes: OnnxNode[] = [];
  const constants = new Map<string, OnnxTensor>();
  const inputs: string[] = [];
  const outputs: string[] = [];
  for (const part of children(field)) {
    if (part.number === graphFields.node) nodes.push(readNode(part));
    else if (part.number === graphFields.initializer) {
      const tensor = readTensor(part);
      if (constants.has(tensor.name)) throw refusal(tensor.name, "appears twice");
      constants.set(tensor.name, tensor);
    } else if (part.number === graphFields.input) {
      inputs.push(lastText(children(part), valueFields.name));
    } else if (part.number === graphFields.output) {
      outputs.push(lastText(children(part), valueFields.name));
    }
  }
  return { nodes, constants, inputs: inputs.filter((name) => !constants.has(name)), outputs };
}

function readNode(field: Field): OnnxNode {
  const fields = children(field);
  const outputs = texts(fields, nodeFields.output);
  const floats = new Map<string, number>();
  const integers = new Map<string, number>();
  const strings = new Map<string, string>();
  const tensors = new Map<string, OnnxTensor>();
  for (const part of fields) {
    if (part.number !== nodeFields.attribute) continue;
    const attribute = children(part);
    const name = lastText(attribute, attributeFields.name);
    for (const value of attribute) {
      if (value.number === attributeFields.f) floats.set(name, float(value));
      else if (value.number === attributeFields.i) integers.set(name, integer(value));
      else if (value.number === attributeFields.s) strings.set(name, text(value));
      else if (value.number === attributeFields.t) tensors.set(name, readTensor(value));
    }
  }
  return {
    name: lastText(fields, nodeFields.name) || (outputs[0] ?? ""),
    operator: lastText(fields, nodeFields.opType),
    domain: lastText(fields, nodeFields.domain),
    inputs: texts(fields, nodeFields.input),
    outputs,
    floats,
    integers,
    texts: strings,
    tensors,
  };
}

function readTensor(field: Field): OnnxTensor {
  const fields = children(field);
  const name = lastText(fields, tensorFields.name);
  if (
    fields.some(({ number }) => number === tensorFields.externalData) ||
    lastInteger(fields, tensorFields.dataLocation) !== 0
  ) {
    throw refusal(name, "has its values in another file");
  }
  const shape = numbers(fields, tensorFields.dims, 8, (view, at) => view.getBigInt64(at, true));
  const size = shape.reduce((product, length) => product * length, 1);
  if (shape.some((length) => length < 0) || !Number.isSafeInteger(size)) {
    throw refusal(name, `has the impossible shape [${shape.slice(0, 8)}]`);
  }
  const values = readValues(fields, name);
  if (values && values.length !== size) {
    throw refusal(name, `has ${values.length} values, its shape [${shape.slice(0, 8)}] ${size}`);
  }
  return { name, shape, values };
}

function readValues(fields: readonly Field[], name: string): Float64Array | null {
  const type = lastInteger(fields, tensorFields.dataType);
  const reading = readings[type];
  if (!reading) return null;
  const [width, listed, get] = reading;
  const raw = fields.findLast(({ number }) => number === tensorFields.rawData);
  if (!raw) return Float64Array.from(numbers(fields, listed, width, get));
  const bytes = content(raw);
  if (bytes.length % width !== 0) {
    throw refusal(name, `has ${bytes.length} bytes, no multiple of ${width}`);
  }
  const view = viewOf(bytes);
  const values = new Float64Array(bytes.length / width);
  for (let i = 0; i < values.length; i++) values[i] = get(view, i * width);
  return values;
}

/** By element type: bytes of a number, the field that lists them, and how one is read. */
const readings: Readonly<
  Record<
    number,
    [width: number, listed: number, get: (view: DataView<ArrayBufferLike>, at: number) => number]
  >
> = {
  [elementTypes.float]: [4, tensorFields.floatData, (view, at) => view.getFloat32(at, true)],
  [elementTypes.double]: [8, tensorFields.doubleData, (view, at) => view.getFloat64(at, true)],
};

/** A repeated field of numbers, packed or one by one. @param width bytes of one, if not varint */
function numbers(
  fields: readonly Field[],
  number: number,
  width: number,
  get: (view: DataView<ArrayBufferLike>, at: number) => number | bigint,
): number[] {
  const list: number[] = [];
  for (const field of fields) {
    if (field.number !== number) continue;
    if (field.wire === 0) list.push(signed(field.value));
    else if (number === tensorFields.dims) list.push(...packedVarints(field));
    else {
      const view = viewOf(field.value);
      if (field.value.length % width !== 0) throw new WireError("a list breaks off", field.byte);
      for (let at = 0; at < field.value.length; at += width) list.push(Number(get(view, at)));
    }
  }
  return list;
}

/** More axes than any tensor has. */
const MOST_AXES = 64;

function packedVarints(field: Field): number[] {
  const bytes = content(field);
  const list: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    const { value, end } = readVarint(bytes, at, field.byte);
    if (list.length === MOST_AXES) throw new WireError("a tensor has too many axes", field.byte);
    list.push(signed(value));
    at = end;
  }
  return list;
}

const signed = (value: bigint) => Number(BigInt.asIntN(64, value));

function viewOf(bytes: Uint8Array): DataView<ArrayBufferLike> {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function content(field: Field): Uint8Array {
  if (field.wire === 2) return field.value;
  throw new WireError(`field ${field.number} should hold bytes`, field.byte);
}

/** Fields of a message within another; its bytes end where the message does. */
function children(field: Field): Field[] {
  return readFields(content(field), field.byte);
}

function text(field: Field): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(content(field));
  } catch (error) {
    if (error instanceof WireError) throw error;
    throw new WireError("a name is not UTF-8", field.byte);
  }
}

function integer(field: Field): number {
  if (field.wire === 0) return signed(field.value);
  throw new WireError(`field ${field.number} should hold a whole number`, field.byte);
}

function float(field: Field): number {
  if (field.wire === 5) return viewOf(field.value).getFloat32(0, true);
  throw new WireError(`field ${field.number} should hold a number`, field.byte);
}

function texts(fields: readonly Field[], number: number): string[] {
  return fields.filter((field) => field.number === number).map(text);
}

/** Of a field that appears more than once the last counts, and an absent one is "" or 0. */
function lastText(fields: readonly Field[], number: number): string {
  const field = fields.findLast((candidate) => candidate.number === number);
  return field ? text(field) : "";
}

function lastInteger(fields: readonly Field[], number: number): number {
  const field = fields.findLast((candidate) => candidate.number === number);
  return field ? integer(field) : 0;
}

function refusal(name: string, what: string): UserError {
  return new UserError(`tensor ${quoted(name)} ${what}`, remedy, { name });
}
