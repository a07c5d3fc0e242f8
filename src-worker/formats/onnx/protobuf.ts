/**
 * The wire format of protocol buffers (https://protobuf.dev/programming-guides/encoding), as much
 * as ONNX needs. Our own, as a general library would compile its decoders at run time, which the
 * window's content security policy forbids, and would not bound what it reads.
 */

/** Writes one message; a message within it is written apart and put in as bytes. */
export class MessageWriter {
  private readonly parts: Uint8Array[] = [];
  private length = 0;

  /** An int32, int64 or enum. @param value a whole number, |value| < 2⁵³ */
  integer(field: number, value: number): this {
    this.tag(field, 0);
    this.varint(BigInt.asUintN(64, BigInt(value)));
    return this;
  }

  /** A packed list of int64. */
  integers(field: number, values: readonly number[]): this {
    const packed = new MessageWriter();
    for (const value of values) packed.varint(BigInt.asUintN(64, BigInt(value)));
    return this.bytes(field, packed.finish());
  }

  float(field: number, value: number): this {
    this.tag(field, 5);
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setFloat32(0, value, true);
    this.append(bytes);
    return this;
  }

  text(field: number, value: string): this {
    return this.bytes(field, new TextEncoder().encode(value));
  }

  message(field: number, message: MessageWriter): this {
    return this.bytes(field, message.finish());
  }

  bytes(field: number, value: Uint8Array): this {
    this.tag(field, 2);
    this.varint(BigInt(value.length));
    this.append(value);
    return this;
  }

  finish(): Uint8Array<ArrayBuffer> {
    const all = new Uint8Array(this.length);
    let offset = 0;
    for (const part of this.parts) {
      all.set(part, offset);
      offset += part.length;
    }
    return all;
  }

  private tag(field: number, wire: number): void {
    this.varint(BigInt(field * 8 + wire));
  }

  private varint(value: bigint): void {
    const bytes: number[] = [];
    let left = value;
    for (; left > 127n; left >>= 7n) bytes.push(Number(left & 127n) | 128);
    bytes.push(Number(left));
    this.append(Uint8Array.from(bytes));
  }

  private append(bytes: Uint8Array): void {
    this.parts.push(bytes);
    this.length += bytes.length;
  }
}

/** Bytes that are no message; `byte` counts from the start of the file. */
export class WireError extends Error {
  override readonly name = "WireError";
  readonly byte: number;

  constructor(what: string, byte: number) {
    super(what);
    this.byte = byte;
  }
}

/** One field of a message as it stands in the file. */
export type Field = { readonly number: number; readonly byte: number } & (
  | { readonly wire: 0; readonly value: bigint }
  | { readonly wire: 1 | 2 | 5; readonly value: Uint8Array }
);

/** Fields of one message; a real model of layers has some hundreds. */
const MOST_FIELDS = 1_000_000;

/**
 * The fields of a message in the order of the file.
 *
 * @param start where `bytes` begins in the file
 * @throws {WireError}
 */
export function readFields(bytes: Uint8Array, start: number): Field[] {
  const fields: Field[] = [];
  let at = 0;
  while (at < bytes.length) {
    if (fields.length === MOST_FIELDS) throw fault(`more than ${MOST_FIELDS} fields in a message`);
    const byte = start + at;
    const tag = varint();
    const number = Number(tag >> 3n);
    const wire = Number(tag & 7n);
    if (number < 1 || number >= 2 ** 29) throw new WireError(`no field has number ${number}`, byte);
    if (wire === 0) fields.push({ number, byte, wire, value: varint() });
    else if (wire === 1 || wire === 5) {
      fields.push({ number, byte, wire, value: take(wire === 1 ? 8 : 4) });
    } else if (wire === 2) fields.push({ number, byte, wire, value: take(length()) });
    else throw new WireError(`field ${number} has the unknown wire type ${wire}`, byte);
  }
  return fields;

  function varint(): bigint {
    const value = readVarint(bytes, at, start);
    at = value.end;
    return value.value;
  }

  function length(): number {
    const value = varint();
    if (value > BigInt(bytes.length - at)) throw fault(`a field of ${value} bytes does not fit`);
    return Number(value);
  }

  function take(count: number): Uint8Array {
    if (count > bytes.length - at) throw fault("a field does not fit");
    at += count;
    return bytes.subarray(at - count, at);
  }

  function fault(what: string): WireError {
    return new WireError(`${what} into its message`, start + at);
  }
}

/** @throws {WireError} when it has no end within 10 bytes */
export function readVarint(
  bytes: Uint8Array,
  from: number,
  start: number,
): { value: bigint; end: number } {
  let value = 0n;
  for (let i = 0; i < 10 && from + i < bytes.length; i++) {
    const byte = bytes[from + i] as number;
    value |= BigInt(byte & 127) << BigInt(7 * i);
    if (byte < 128) return { value: BigInt.asUintN(64, value), end: from + i + 1 };
  }
  throw new WireError("a number has no end", start + from);
}
