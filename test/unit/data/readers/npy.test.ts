import fc from "fast-check";
import { zipSync } from "fflate";
import { expect, test } from "vitest";
import { rowsOf } from "../text-stream.ts";
import { numbersOf, readBytes } from "./read.ts";
import { descrs, joined, npyHeader, writeNpy } from "./written.ts";

const arrays = fc
  .record({
    rows: fc.integer({ min: 1, max: 70 }),
    columns: fc.option(fc.integer({ min: 1, max: 5 })),
    descr: fc.constantFrom(...descrs),
    version: fc.constantFrom(1 as const, 2 as const, 3 as const),
    fortran: fc.boolean(),
  })
  .chain(({ rows, columns, ...rest }) => {
    const length = rows * (columns ?? 1);
    const value = rest.descr.includes("f")
      ? fc.oneof(fc.float({ noNaN: true, noDefaultInfinity: true }), fc.constant(Number.NaN))
      : fc.nat(rest.descr === "|b1" ? 1 : 127);
    return fc.record({
      shape: fc.constant(columns === null ? [rows] : [rows, columns]),
      values: fc.array(value, { minLength: length, maxLength: length }),
      ...Object.fromEntries(Object.entries(rest).map(([key, it]) => [key, fc.constant(it)])),
    } as { [Key in keyof Parameters<typeof writeNpy>[0]]-?: fc.Arbitrary<never> });
  });

test("arrays of every kind of number come back, in either order", async () => {
  await fc.assert(
    fc.asyncProperty(arrays, async (array: Required<Parameters<typeof writeNpy>[0]>) => {
      const { shape, fortran, values } = array;
      const table = await readBytes(writeNpy(array), "any-name");
      const [rows = 0, columns = 1] = shape;
      const expected = Array.from({ length: rows }, (_, row) =>
        Array.from({ length: columns }, (_, column) => {
          const value = values[fortran ? column * rows + row : row * columns + column] as number;
          return Number.isNaN(value) ? null : value;
        }),
      );
      expect(numbersOf(table)).toEqual(expected);
    }),
    { numRuns: 300 },
  );
});

test("three dimensions are pictures, in either order", async () => {
  const expected = [
    [1, 2, 3, 4, 5, 6],
    [7, 8, 9, 10, 11, 12],
  ];
  const shape = [2, 2, 3];
  const c = writeNpy({ descr: "<f4", shape, values: expected.flat() });
  const values = [1, 7, 4, 10, 2, 8, 5, 11, 3, 9, 6, 12];
  const fortran = writeNpy({ descr: "<f4", shape, values, fortran: true });
  for (const bytes of [c, fortran]) {
    const table = await readBytes(bytes, "pictures.npy");
    expect(table.picture).toEqual({ height: 2, width: 3 });
    expect(numbersOf(table)).toEqual(expected);
  }
});

const small = writeNpy({ descr: "<f4", shape: [2, 1], values: [1, 2] });
const withHeader = (text: string) => joined(npyHeader(text, 1), new Uint8Array(8));
const header = (descr: string, shape: string) =>
  withHeader(`{'descr': ${descr}, 'fortran_order': False, 'shape': ${shape}, }`);

test.each([
  ["another format", Uint8Array.of(1, 2, 3), 0, "magic"],
  ["no version", small.slice(0, 7), 6, "version"],
  ["a version of the future", small.with(6, 4), 6, "version 4.0"],
  ["a header that is cut off", small.slice(0, 60), 8, "header needs 118 bytes, the file has 50"],
  ["no dictionary", withHeader("[1, 2]"), 10, "dictionary"],
  [
    "a key too many",
    withHeader("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), 'a': True}"),
    10,
    "descr, fortran_order and shape",
  ],
  ["code for a value", header("open('/etc/passwd')", "(2,)"), 10, "descr"],
  ["a key twice", withHeader("{'descr': '<f4', 'descr': '<f4', 'shape': (2,)}"), 10, "twice"],
  ["Python objects", header("'|O'", "(2,)"), 10, "never read"],
  ["records", header("[('a', '<f4')]", "(2,)"), 10, "structured"],
  ["voids", header("'|V8'", "(1,)"), 10, "structured"],
  ["texts", header("'<U2'", "(1,)"), 10, "<U2"],
  ["complex numbers", header("'<c8'", "(1,)"), 10, "<c8"],
  ["a negative length", header("'<f4'", "(-2,)"), 10, "negative"],
  ["a single number", header("'<f8'", "()"), 128, "0 dimensions"],
  ["too few bytes", small.slice(0, -1), 128, "needs 8 bytes, the file has 7"],
  ["bytes to spare", joined(small, small), 128, "needs 8 bytes"],
  [
    "a shape beyond all numbers",
    header("'<f4'", "(9999999999999999999, 9999999999999999999)"),
    128,
    "bytes",
  ],
  [
    "infinity",
    writeNpy({ descr: "<f8", shape: [2, 1], values: [1, Number.POSITIVE_INFINITY] }),
    136,
    "x1 in row 2",
  ],
  [
    "a number too large for float32",
    writeNpy({ descr: "<f8", shape: [1], values: [1e39] }),
    128,
    "no finite float32",
  ],
])("refuses %s", async (_, bytes, byte, what) => {
  await expect(readBytes(bytes, "array.npy")).rejects.toMatchObject({
    name: "UserError",
    message: expect.stringContaining(what),
    place: { file: "array.npy", byte },
  });
});

const x = writeNpy({ descr: "<f4", shape: [2, 2], values: [1, 2, 3, 4] });
const y = writeNpy({ descr: "<i8", shape: [2], values: [0, 1] });

test("an archive of X and y is features and target", async () => {
  const table = await readBytes(zipSync({ "y.npy": y, "X.npy": x, "more.npy": y }), "data.npz");
  expect(table.target).toBe("y");
  expect(table.columns.map(({ name }) => name)).toEqual(["x1", "x2", "y"]);
  expect(rowsOf(table)).toEqual([
    [1, 2, 0],
    [3, 4, 1],
  ]);
});

test("an archive of one array is that array, whatever its name", async () => {
  const table = await readBytes(zipSync({ "flowers.npy": x, "read.me": y }), "data.npz");
  expect(numbersOf(table)).toEqual([
    [1, 2],
    [3, 4],
  ]);
  expect(table.target).toBeNull();
});

/** An archive whose directory claims another unpacked size. */
function claiming(size: number): Uint8Array {
  const bytes = zipSync({ "X.npy": x });
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  for (let at = 0; at + 4 <= bytes.length; at++) {
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, size, true);
  }
  return bytes;
}

test.each([
  ["no arrays", zipSync({ a: x }), "no arrays"],
  ["arrays without a meaning", zipSync({ "a.npy": x, "b.npy": y }), "“a”, “b”"],
  ["a ZIP that is cut off", zipSync({ "X.npy": x }).slice(0, -30), "damaged"],
  ["a size beyond what can be packed", claiming(2 ** 30), "claims to unpack"],
  ["a size beyond all", claiming(2 ** 32 - 2), "claims to unpack"],
  ["an array that is none", zipSync({ "X.npy": Uint8Array.of(1) }), "magic"],
  [
    "targets for other rows",
    zipSync({ "X.npy": x, "y.npy": writeNpy({ descr: "<i8", shape: [3], values: [0, 1, 2] }) }),
    "y has 3",
  ],
  [
    "thousands of files",
    zipSync(Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [`${index}`, y]))),
    "more than 1000",
  ],
])("refuses an archive with %s", async (_, bytes, what) => {
  await expect(readBytes(bytes, "data.npz")).rejects.toMatchObject({
    name: "UserError",
    message: expect.stringContaining(what),
  });
});
