import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { rowsOf } from "../text-stream.ts";
import { numbersOf, readBytes } from "./read.ts";
import { joined, writeIdx } from "./written.ts";

const images = fc
  .record({
    rows: fc.integer({ min: 1, max: 80 }),
    height: fc.integer({ min: 1, max: 4 }),
    width: fc.integer({ min: 1, max: 4 }),
  })
  .chain(({ rows, height, width }) => {
    const length = rows * height * width;
    return fc.record({
      shape: fc.constant([rows, height, width]),
      values: fc.array(fc.nat(255), { minLength: length, maxLength: length }),
    });
  });

test("pictures come back as rows of pixels, packed or not", async () => {
  await fc.assert(
    fc.asyncProperty(
      images,
      fc.boolean(),
      fc.integer({ min: 1, max: 9 }),
      async ({ shape, values }, packed, chunkLength) => {
        const plain = writeIdx(shape, values);
        const bytes = packed ? gzipSync(plain) : plain;
        const table = await readBytes(bytes, "digits", { chunkLength });
        expect(table.picture).toEqual({ height: shape[1], width: shape[2] });
        expect(numbersOf(table).flat()).toEqual(values);
        expect(table.columns.map(({ name }) => name)).toEqual(
          table.columns.map((_, pixel) => `p${pixel + 1}`),
        );
      },
    ),
    { numRuns: 100 },
  );
});

test("one dimension is labels, as classes", async () => {
  const table = await readBytes(writeIdx([4], [7, 10, 7, 0]), "labels");
  expect(rowsOf(table)).toEqual([["7"], ["10"], ["7"], ["0"]]);
  expect(table.columns[0]).toMatchObject({ name: "label", labels: ["0", "7", "10"] });
  expect(table.picture).toBeNull();
});

test.each([
  ["signed bytes", 9, [0xff], -1],
  ["short integers", 11, [0xff, 0xfe], -2],
  ["integers", 12, [0, 1, 0, 0], 65_536],
  ["float32", 13, [0x3f, 0x80, 0, 0], 1],
  ["float64", 14, [0xc0, 0, 0, 0, 0, 0, 0, 0], -2],
])("%s are big-endian", async (_, type, bytes, value) => {
  const header = Uint8Array.of(0, 0, type, 2, 0, 0, 0, 1, 0, 0, 0, 1);
  const table = await readBytes(joined(header, Uint8Array.from(bytes)), "one.idx");
  expect(numbersOf(table)).toEqual([[value]]);
});

const two = writeIdx([2, 1, 2], [1, 2, 3, 4]);

test("labels of a second file become the target, and the picture stays", async () => {
  const table = await readBytes(two, "images", { labels: writeIdx([2], [9, 8]) });
  expect(rowsOf(table)).toEqual([
    [1, 2, "9"],
    [3, 4, "8"],
  ]);
  expect(table).toMatchObject({ target: "label", picture: { width: 2, height: 1 } });
});

test("types may be set in a pair, of pixels and of labels", async () => {
  const reading = { types: { label: "number", p1: "category" } } as const;
  const table = await readBytes(two, "images", { labels: writeIdx([2], [9, 8]), reading });
  expect(rowsOf(table)).toEqual([
    ["1", 2, 9],
    ["3", 4, 8],
  ]);
});

test("labels may be in any format, and belong to any table", async () => {
  const labels = new TextEncoder().encode("kind\ncat\ndog\n");
  const table = await readBytes(new TextEncoder().encode("a,b\n1,2\n3,4\n"), "table.csv", {
    labels,
  });
  expect(rowsOf(table)).toEqual([
    [1, 2, "cat"],
    [3, 4, "dog"],
  ]);
});

test.each([
  ["labels for other rows", writeIdx([3], [1, 2, 3]), "3 labels for the 2 rows of images"],
  ["two columns of labels", writeIdx([2, 2], [1, 2, 3, 4]), "2 columns"],
  ["no labels", new Uint8Array(0), "empty"],
])("refuses %s, naming their file", async (_, labels, what) => {
  await expect(readBytes(two, "images", { labels })).rejects.toMatchObject({
    name: "UserError",
    message: expect.stringContaining(what),
    place: { file: "labels" },
  });
});

test.each([
  ["no magic number", Uint8Array.of(0, 0), 0, "magic"],
  ["a header cut off", Uint8Array.of(0, 0, 8, 3, 0, 0), 4, "16 bytes"],
  ["too few bytes", two.slice(0, -1), 16, "needs 4 bytes, the file has 3"],
  ["bytes to spare", joined(two, two), 16, "needs 4 bytes, the file has 24"],
  ["no rows", writeIdx([0, 2, 2], []), 16, "no rows"],
  [
    "sizes beyond all numbers",
    writeIdx([2 ** 32 - 1, 2 ** 32 - 1, 2 ** 32 - 1, 2 ** 32 - 1], []),
    20,
    "bytes",
  ],
])("refuses %s", async (_, bytes, byte, what) => {
  await expect(readBytes(bytes, "x.idx3-ubyte")).rejects.toMatchObject({
    name: "UserError",
    message: expect.stringContaining(what),
    place: { file: "x.idx3-ubyte", byte },
  });
});
