/**
 * An array as an NPY file, format 1.0
 * (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html).
 */
export function writeNpy(
  values: Float32Array | Int32Array,
  shape: readonly number[],
): Uint8Array<ArrayBuffer> {
  const descr = values instanceof Float32Array ? "<f4" : "<i4";
  const lengths = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${lengths}), }`;
  // Data begin at a multiple of 64 bytes; the header ends with a line feed.
  const padded = Math.ceil((PREFIX + text.length + 1) / 64) * 64 - PREFIX;
  const header = `${text.padEnd(padded - 1)}\n`;
  const bytes = new Uint8Array(PREFIX + padded + values.byteLength);
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, padded & 255, padded >> 8]);
  bytes.set(new TextEncoder().encode(header), PREFIX);
  bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), PREFIX + padded);
  return bytes;
}

/** Magic word, version and length of the header. */
const PREFIX = 10;
