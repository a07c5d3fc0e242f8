import { UserError } from "../errors.ts";
import {
  type ArrayInFile,
  arrayColumns,
  checkArray,
  type Element,
  pictureOf,
  plainTable,
} from "./array.ts";
import { extensions } from "./extensions.ts";
import { mostBytes } from "./limits.ts";
import type { Reader } from "./reader.ts";
import { asCategory } from "./retype.ts";
import { readWhole } from "./whole-file.ts";

/** By the third byte of the file. All numbers are big-endian. */
const elements: Readonly<Record<number, Element>> = {
  8: { bytes: 1, read: (view, byte) => view.getUint8(byte) },
  9: { bytes: 1, read: (view, byte) => view.getInt8(byte) },
  11: { bytes: 2, read: (view, byte) => view.getInt16(byte) },
  12: { bytes: 4, read: (view, byte) => view.getInt32(byte) },
  13: { bytes: 4, read: (view, byte) => view.getFloat32(byte) },
  14: { bytes: 8, read: (view, byte) => view.getFloat64(byte) },
};
const mostDimensions = 4;

/**
 * IDX, the format of the MNIST pictures (yann.lecun.com/exdb/mnist): two zero bytes, the type of
 * the numbers, how many dimensions, their lengths as 32-bit integers, and the numbers.
 * One dimension is read as labels, three as grey pictures.
 */
export const idx: Reader = {
  name: "IDX",
  extensions: extensions.idx,
  text: false,
  recognizes: ([first, second, type = 0, dimensions = 0]) =>
    first === 0 &&
    second === 0 &&
    elements[type] !== undefined &&
    dimensions >= 1 &&
    dimensions <= mostDimensions,
  async read(open, file, _reading, task) {
    const bytes = await readWhole(await open(), mostBytes, task);
    const array = parse(bytes, file);
    checkArray(array, file);
    const columns = await arrayColumns(array, file, task);
    const { shape } = array;
    const [first] = columns;
    return plainTable(
      file,
      shape.length === 1 && first ? [{ ...asCategory(first), name: "label" }] : columns,
      { picture: pictureOf(shape), target: null, bytes: bytes.length },
    );
  },
};

function parse(bytes: Uint8Array, file: string): ArrayInFile {
  if (bytes.length < 4) {
    throw new UserError(
      "the file has fewer than the 4 bytes of its magic number",
      "choose another",
      {
        file,
        byte: 0,
      },
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const element = elements[view.getUint8(2)];
  const dimensions = view.getUint8(3);
  if (view.getUint16(0) !== 0 || !element || dimensions < 1 || dimensions > mostDimensions) {
    const magic = view.getUint32(0).toString(16).padStart(8, "0");
    throw new UserError(
      `the magic number 0x${magic} is none of an IDX file of 1 to ${mostDimensions} dimensions`,
      "choose an IDX file, for example one of MNIST",
      { file, byte: 0 },
    );
  }
  const start = 4 + 4 * dimensions;
  if (bytes.length < start) {
    throw new UserError(
      `the header needs ${start} bytes, the file has ${bytes.length} bytes`,
      "get the file again",
      { file, byte: 4 },
    );
  }
  const shape = Array.from({ length: dimensions }, (_, axis) => view.getUint32(4 + 4 * axis));
  return { shape, fortran: false, element, bytes, start };
}
