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
import { readWhole } from "./whole-file.ts";

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
/** Bytes of the header's text; NumPy's own for plain arrays have below 200. */
const mostHeaderBytes = 2 ** 20;

/** The parts of NumPy's dtypes, by letter and bytes. */
const elements: Readonly<Record<string, (little: boolean) => Element>> = {
  b1: () => ({ bytes: 1, read: (view, byte) => (view.getUint8(byte) === 0 ? 0 : 1) }),
  i1: () => ({ bytes: 1, read: (view, byte) => view.getInt8(byte) }),
  u1: () => ({ bytes: 1, read: (view, byte) => view.getUint8(byte) }),
  i2: (little) => ({ bytes: 2, read: (view, byte) => view.getInt16(byte, little) }),
  u2: (little) => ({ bytes: 2, read: (view, byte) => view.getUint16(byte, little) }),
  i4: (little) => ({ bytes: 4, read: (view, byte) => view.getInt32(byte, little) }),
  u4: (little) => ({ bytes: 4, read: (view, byte) => view.getUint32(byte, little) }),
  i8: (little) => ({ bytes: 8, read: (view, byte) => Number(view.getBigInt64(byte, little)) }),
  u8: (little) => ({ bytes: 8, read: (view, byte) => Number(view.getBigUint64(byte, little)) }),
  f4: (little) => ({ bytes: 4, read: (view, byte) => view.getFloat32(byte, little) }),
  f8: (little) => ({ bytes: 8, read: (view, byte) => view.getFloat64(byte, little) }),
};

/**
 * NPY, NumPy's format of one array (numpy.lib.format, versions 1 to 3). Pickled objects are never
 * read.
 */
export const npy: Reader = {
  name: "NPY",
  extensions: extensions.npy,
  text: false,
  recognizes: isNpy,
  async read(open, file, _reading, task) {
    const bytes = await readWhole(await open(), mostBytes, task);
    const array = parseNpy(bytes, file);
    const columns = await arrayColumns(array, file, task);
    const picture = pictureOf(array.shape);
    return plainTable(file, columns, { picture, target: null, bytes: bytes.length });
  },
};

function isNpy(start: Uint8Array): boolean {
  return magic.every((byte, index) => start[index] === byte);
}

/**
 * The array in the bytes of an NPY file, checked.
 * @throws {UserError} with the byte, for anything but one array of numbers
 */
export function parseNpy(bytes: Uint8Array, file: string): ArrayInFile {
  if (!isNpy(bytes)) {
    const what = "the file does not begin with the magic string of NPY";
    throw new UserError(what, "save it with numpy.save", { file, byte: 0 });
  }
  const { text, textAt, start } = headerText(bytes, file);
  const place = { file, byte: textAt };
  const { descr, fortran, shape } = parseHeader(text, place);
  const array = { shape, fortran, element: elementOf(descr, place), bytes, start };
  checkArray(array, file);
  return array;
}

function headerText(bytes: Uint8Array, file: string) {
  const major = bytes[6];
  if (major === undefined || bytes[7] === undefined) {
    throw new UserError("the file ends before its version", "get it again", { file, byte: 6 });
  }
  if (major < 1 || major > 3 || bytes[7] !== 0) {
    throw new UserError(
      `format version ${major}.${bytes[7]} is not known`,
      "save it with numpy.save, which writes version 1.0",
      { file, byte: 6 },
    );
  }
  const textAt = major === 1 ? 10 : 12;
  const place = { file, byte: 8 };
  if (bytes.length < textAt) {
    throw new UserError("the file ends before its header", "get it again", place);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = major === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  const start = textAt + length;
  if (length > mostHeaderBytes) {
    const what = `the header has ${length} bytes, more than ${mostHeaderBytes}`;
    throw new UserError(what, "save a plain array of numbers", place);
  }
  if (start > bytes.length) {
    const what = `the header needs ${length} bytes, the file has ${bytes.length - textAt} bytes`;
    throw new UserError(what, "get the file again", place);
  }
  const text = new TextDecoder(major === 3 ? "utf-8" : "latin1").decode(
    bytes.subarray(textAt, start),
  );
  return { text, textAt, start };
}

/** One entry of the header, a Python literal: 'key': value and what separates it from the next. */
const entry =
  /\s*(?:'(\w{1,20})'|"(\w{1,20})")\s*:\s*(?:'([^']*)'|"([^"]*)"|(True|False)|\(([-\dL,\s]*)\))\s*(,|(?=\}))/y;

function parseHeader(text: string, place: UserError["place"]) {
  const bad = (why: string) =>
    new UserError(`the header ${why}`, "save a plain array of numbers with numpy.save", place);
  const body = text.trim();
  if (!body.startsWith("{") || !body.endsWith("}")) throw bad("is no Python dictionary");
  if (/['"]descr['"]\s{0,9}:\s{0,9}\[/.test(body)) throw structured(place);
  const found = new Map<string, RegExpExecArray>();
  entry.lastIndex = 1;
  let end = 1;
  for (let match = entry.exec(body); match; match = entry.exec(body)) {
    const key = match[1] ?? match[2] ?? "";
    if (found.has(key)) throw bad(`has “${key}” twice`);
    found.set(key, match);
    end = entry.lastIndex;
  }
  const descr = found.get("descr");
  const order = found.get("fortran_order")?.[5];
  const dimensions = found.get("shape")?.[6];
  const type = descr?.[3] ?? descr?.[4];
  const rest = body.slice(end, -1).trim();
  if (type === undefined || !order || dimensions === undefined || rest !== "" || found.size !== 3) {
    throw bad("is not the descr, fortran_order and shape of an array");
  }
  return { descr: type, fortran: order === "True", shape: parseShape(dimensions, place) };
}

function parseShape(text: string, place: UserError["place"]): number[] {
  const parts = text.split(",").map((part) => part.trim());
  if (parts.at(-1) === "") parts.pop();
  return parts.map((part) => {
    const length = /^-?\d{1,19}L?$/.test(part) ? Number(part.replace("L", "")) : Number.NaN;
    if (length >= 0) return length;
    throw new UserError(
      `the shape (${text.trim().slice(0, 60)}) has a dimension that is negative or no number`,
      "save the array again with numpy.save",
      place,
    );
  });
}

function structured(place: UserError["place"]): UserError {
  return new UserError(
    "the dtype is structured: records, not numbers",
    "save one plain array of numbers",
    place,
  );
}

function elementOf(descr: string, place: UserError["place"]): Element {
  const [, order = "", kind = ""] = /^([<>=|]?)(\w+)$/.exec(descr) ?? [];
  if (kind.startsWith("O")) {
    throw new UserError(
      "the array holds Python objects (object dtype), which are pickles and never read",
      "save it as numbers: array.astype('float32')",
      place,
    );
  }
  if (kind.startsWith("V")) throw structured(place);
  const make = Object.hasOwn(elements, kind) ? elements[kind] : undefined;
  if (!make) {
    throw new UserError(
      `the dtype “${descr.slice(0, 40)}” is not read`,
      "save it as numbers: array.astype('float32')",
      place,
    );
  }
  // "=" never comes from NumPy itself; by its documentation it is this computer's order.
  return make(order !== ">");
}
