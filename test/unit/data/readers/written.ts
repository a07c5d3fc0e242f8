/** Small writers of the formats that are read, to have files whose content is known. */

/** An IDX file of bytes. */
export function writeIdx(shape: readonly number[], values: readonly number[]): Uint8Array {
  const header = new DataView(new ArrayBuffer(4 + 4 * shape.length));
  header.setUint8(2, 8);
  header.setUint8(3, shape.length);
  shape.forEach((length, axis) => {
    header.setUint32(4 + 4 * axis, length);
  });
  return joined(new Uint8Array(header.buffer), Uint8Array.from(values));
}

/** How the numbers of an NPY file are stored: descr, bytes of one, how one is set. */
const setters: Readonly<
  Record<string, readonly [number, (view: DataView, at: number, value: number) => void]>
> = {
  "|b1": [1, (view, at, value) => view.setUint8(at, value)],
  "|i1": [1, (view, at, value) => view.setInt8(at, value)],
  "|u1": [1, (view, at, value) => view.setUint8(at, value)],
  "<i2": [2, (view, at, value) => view.setInt16(at, value, true)],
  ">u2": [2, (view, at, value) => view.setUint16(at, value)],
  ">i4": [4, (view, at, value) => view.setInt32(at, value)],
  "<u4": [4, (view, at, value) => view.setUint32(at, value, true)],
  "<i8": [8, (view, at, value) => view.setBigInt64(at, BigInt(value), true)],
  ">u8": [8, (view, at, value) => view.setBigUint64(at, BigInt(value))],
  "<f4": [4, (view, at, value) => view.setFloat32(at, value, true)],
  ">f4": [4, (view, at, value) => view.setFloat32(at, value)],
  "<f8": [8, (view, at, value) => view.setFloat64(at, value, true)],
  ">f8": [8, (view, at, value) => view.setFloat64(at, value)],
};
export const descrs = Object.keys(setters);

interface Npy {
  readonly descr: string;
  readonly shape: readonly number[];
  readonly version?: 1 | 2 | 3;
  readonly fortran?: boolean;
  /** In the order they are stored. */
  readonly values: readonly number[];
}

export function writeNpy({ descr, shape, version = 1, fortran = false, values }: Npy): Uint8Array {
  const [width, set] = setters[descr] as (typeof setters)[string];
  const data = new DataView(new ArrayBuffer(width * values.length));
  values.forEach((value, index) => {
    set(data, width * index, value);
  });
  const lengths = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const order = fortran ? "True" : "False";
  const header = `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': (${lengths}), }`;
  return joined(npyHeader(header, version), new Uint8Array(data.buffer));
}

/** All of an NPY file before its numbers, padded as NumPy does. */
export function npyHeader(text: string, version: number): Uint8Array {
  const lengthBytes = version === 1 ? 2 : 4;
  const used = 8 + lengthBytes + text.length + 1;
  const padded = `${text}${" ".repeat((64 - (used % 64)) % 64)}\n`;
  const start = new DataView(new ArrayBuffer(8 + lengthBytes));
  [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, version, 0].forEach((byte, at) => {
    start.setUint8(at, byte);
  });
  if (version === 1) start.setUint16(8, padded.length, true);
  else start.setUint32(8, padded.length, true);
  return joined(new Uint8Array(start.buffer), new TextEncoder().encode(padded));
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
