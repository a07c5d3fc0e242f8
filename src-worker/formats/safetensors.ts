import { UserError } from "../errors.ts";
import { type Json, JsonError, type JsonObject, parseJson, quoted } from "../json.ts";

/** The element formats we read and write. */
export type Dtype = keyof typeof bytesPer;

/** One tensor, row-major. F16 and BF16 are read into float32, which holds all their values. */
export interface Tensor {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  readonly data:
    | Float32Array
    | Float64Array
    | Int8Array
    | Uint8Array
    | Int16Array
    | Uint16Array
    | Int32Array
    | Uint32Array
    | BigInt64Array
    | BigUint64Array;
}

/** A safetensors file: its tensors in the order of their bytes, and the header's remarks. */
export interface Safetensors {
  readonly tensors: ReadonlyMap<string, Tensor>;
  readonly metadata: Readonly<Record<string, string>>;
}

const bytesPer = {
  BOOL: 1,
  U8: 1,
  I8: 1,
  I16: 2,
  U16: 2,
  F16: 2,
  BF16: 2,
  I32: 4,
  U32: 4,
  F32: 4,
  F64: 8,
  I64: 8,
  U64: 8,
} as const;

const longestHeader = 100_000_000;
const again = "get the file again from its source";

interface Entry {
  readonly name: string;
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

/**
 * Reads a safetensors file (the format of Hugging Face's `safetensors`), and nothing that is
 * only nearly one: see the rules in the messages below.
 *
 * @param file its name, for messages
 * @throws {UserError} naming the tensor and the rule it breaks
 */
export function readSafetensors(bytes: Uint8Array, file: string): Safetensors {
  const { header, dataStart } = readHeader(bytes, file);
  const dataLength = bytes.length - dataStart;
  const entries: Entry[] = [];
  let metadata: Record<string, string> = {};
  for (const [name, value] of Object.entries(header)) {
    if (name === "__metadata__") metadata = readMetadata(value, file);
    else entries.push(readEntry(name, value, dataLength, file));
  }
  entries.sort((a, b) => a.begin - b.begin || a.end - b.end);

  const tensors = new Map<string, Tensor>();
  let expected = 0;
  for (const entry of entries) {
    if (entry.begin !== expected) {
      const fault = entry.begin < expected ? "overlaps the tensor before it" : "leaves a hole";
      refuse(
        entry.name,
        `${fault}: its bytes begin at ${entry.begin} of the data and not at ${expected}`,
        file,
      );
    }
    expected = entry.end;
    tensors.set(entry.name, readTensor(entry, bytes, dataStart, file));
  }
  if (expected !== dataLength) {
    throw new UserError(
      `${dataLength - expected} bytes after the end of the last tensor belong to nothing`,
      again,
      { file, byte: dataStart + expected },
    );
  }
  return { tensors, metadata };
}

/**
 * Writes a safetensors file. Tensors keep their order, but those of wider elements come first, so
 * that every tensor is aligned; the header is padded with spaces to a multiple of 8 bytes.
 *
 * @param tensors float tensors as F32 or F64 (F16 and BF16 are read only)
 * @throws {UserError} naming a tensor with a value that is not finite
 */
export function writeSafetensors(
  tensors: ReadonlyMap<string, Tensor>,
  metadata: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  const ordered = [...tensors].sort(([, a], [, b]) => bytesPer[b.dtype] - bytesPer[a.dtype]);
  const header: Record<string, unknown> = Object.create(null);
  if (Object.keys(metadata).length > 0) header.__metadata__ = metadata;
  let end = 0;
  for (const [name, { dtype, shape, data }] of ordered) {
    const size = shape.reduce((product, dimension) => product * dimension, 1);
    if (name === "__metadata__" || data.byteLength !== size * bytesPer[dtype]) {
      throw new RangeError(`tensor ${name}: ${data.length} elements do not fill [${shape}]`);
    }
    checkFinite(name, data, undefined);
    header[name] = { dtype, shape, data_offsets: [end, end + data.byteLength] };
    end += data.byteLength;
  }
  let text = new TextEncoder().encode(JSON.stringify(header));
  const padding = -text.length & 7;
  if (padding > 0) text = new TextEncoder().encode(JSON.stringify(header) + " ".repeat(padding));
  const bytes = new Uint8Array(8 + text.length + end);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  let at = 8 + text.length;
  for (const [, { data }] of ordered) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return bytes;
}

function readHeader(bytes: Uint8Array, file: string): { header: JsonObject; dataStart: number } {
  const fault = (what: string) => new UserError(what, again, { file });
  if (bytes.length < 8) {
    throw fault(`no safetensors file: ${bytes.length} bytes, and its header length alone takes 8`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getBigUint64(0, true);
  if (length > longestHeader) {
    throw fault(`no safetensors file: its header would have ${length} bytes (at most 100,000,000)`);
  }
  const dataStart = 8 + Number(length);
  if (dataStart > bytes.length) {
    throw fault(
      `the header should have ${length} bytes, but the file ends after ${bytes.length - 8} of them`,
    );
  }
  if (bytes[8] !== 0x7b || dataStart === 8) {
    throw fault('no safetensors file: its header does not start with "{"');
  }
  let header: Json;
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    header = parseJson(text.decode(bytes.subarray(8, dataStart)));
  } catch (error) {
    if (error instanceof JsonError) throw fault(`the header is not valid: ${error.message}`);
    throw fault("the header is not valid UTF-8");
  }
  return { header: header as JsonObject, dataStart };
}

function readMetadata(value: Json, file: string): Record<string, string> {
  const fault = (what: string) => new UserError(what, again, { file, name: "__metadata__" });
  if (!isObject(value)) throw fault("__metadata__ in the header must be an object of strings");
  const metadata: Record<string, string> = Object.create(null);
  for (const [key, text] of Object.entries(value)) {
    if (typeof text !== "string") {
      throw fault(`__metadata__ in the header holds strings only, but ${quoted(key)} is none`);
    }
    metadata[key] = text;
  }
  return metadata;
}

function readEntry(name: string, value: Json, dataLength: number, file: string): Entry {
  if (!isObject(value)) return refuse(name, "its header entry is no object", file);
  const { dtype, shape, data_offsets: offsets, ...others } = value;
  const other = Object.keys(others)[0];
  if (other !== undefined) refuse(name, `unknown field ${quoted(other)} in the header`, file);
  if (typeof dtype !== "string" || !Object.hasOwn(bytesPer, dtype)) {
    const known = Object.keys(bytesPer).join(", ");
    const found = typeof dtype === "string" ? quoted(dtype) : "of the header entry";
    return refuse(name, `dtype ${found} is not known (known: ${known})`, file);
  }
  if (!Array.isArray(shape) || !shape.every(isCount)) {
    return refuse(name, "its shape must be a list of whole numbers ≥ 0", file);
  }
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isCount)) {
    return refuse(name, "data_offsets must be two whole numbers ≥ 0", file);
  }
  const [begin, end] = offsets as [number, number];
  if (end < begin) refuse(name, `data_offsets end (${end}) before they begin (${begin})`, file);
  const width = bytesPer[dtype as Dtype];
  let size = width as number;
  for (const dimension of shape) {
    size *= dimension;
    if (!Number.isSafeInteger(size))
      refuse(name, `its shape [${shape.slice(0, 8)}] overflows`, file);
  }
  if (end > dataLength) {
    refuse(name, `its bytes end at ${end} of the data, which has only ${dataLength} bytes`, file);
  }
  if (size !== end - begin) {
    const needs = `${dtype} of shape [${shape.slice(0, 8)}] needs ${size} bytes`;
    refuse(name, `${needs}, but data_offsets span ${end - begin}`, file);
  }
  return { name, dtype: dtype as Dtype, shape, begin, end };
}

function readTensor(entry: Entry, bytes: Uint8Array, dataStart: number, file: string): Tensor {
  const { dtype, shape } = entry;
  // A copy of its own: the file's bytes need not be aligned.
  const { buffer } = bytes.slice(dataStart + entry.begin, dataStart + entry.end);
  const data = decode(dtype, buffer);
  checkFinite(entry.name, data, file);
  return { dtype, shape, data };
}

function decode(dtype: Dtype, buffer: ArrayBufferLike): Tensor["data"] {
  switch (dtype) {
    case "BOOL":
    case "U8":
      return new Uint8Array(buffer);
    case "I8":
      return new Int8Array(buffer);
    case "I16":
      return new Int16Array(buffer);
    case "U16":
      return new Uint16Array(buffer);
    case "F16":
      return Float32Array.from(new Uint16Array(buffer), half);
    case "BF16": {
      const words = Uint32Array.from(new Uint16Array(buffer), (bits) => bits << 16);
      return new Float32Array(words.buffer);
    }
    case "I32":
      return new Int32Array(buffer);
    case "U32":
      return new Uint32Array(buffer);
    case "F32":
      return new Float32Array(buffer);
    case "F64":
      return new Float64Array(buffer);
    case "I64":
      return new BigInt64Array(buffer);
    case "U64":
      return new BigUint64Array(buffer);
  }
}

/** The value of an IEEE 754 binary16. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
}

function checkFinite(name: string, data: Tensor["data"], file: string | undefined): void {
  if (!(data instanceof Float32Array || data instanceof Float64Array)) return;
  const index = data.findIndex((value) => !Number.isFinite(value));
  if (index >= 0) refuse(name, `element ${index} is ${data[index]}, not finite`, file);
}

function refuse(name: string, rule: string, file: string | undefined): never {
  const short = name.length > 80 ? `${name.slice(0, 79)}…` : name;
  throw new UserError(`tensor ${quoted(name)}: ${rule}`, again, {
    ...(file === undefined ? {} : { file }),
    name: short,
  });
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
