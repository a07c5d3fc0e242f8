import { encode } from "fast-png";
import { zlibSync } from "fflate";
import { expect, test } from "vitest";
import { numbersOf, readBytes } from "../readers/read.ts";
import { rowsOf } from "../text-stream.ts";
import { flatJpeg, folderBytes, greyPng } from "./folders.ts";

const read = (files: Parameters<typeof folderBytes>[0], options = {}) =>
  readBytes(folderBytes(files), "pets", options);
const pictures = (width: number, height: number, colour = false) => ({
  reading: { pictures: { width, height, colour } },
});

test("each pixel is a column, the subfolder the label and the target", async () => {
  const table = await read([
    { name: "cats/1.png", bytes: greyPng(2, 1, [0, 255]) },
    { name: "dogs/1.png", bytes: greyPng(2, 1, [17, 3]) },
    { name: "dogs/2.png", bytes: greyPng(2, 1, [9, 8]) },
  ]);
  expect(table.columns.map(({ name }) => name)).toEqual(["p1", "p2", "label"]);
  expect(rowsOf(table)).toEqual([
    [0, 255, "cats"],
    [17, 3, "dogs"],
    [9, 8, "dogs"],
  ]);
  expect(table).toMatchObject({
    name: "pets",
    target: "label",
    picture: { width: 2, height: 1 },
    pictures: { width: 2, height: 1, colour: false },
    reading: null,
  });
});

test("classes that are numbers are in their order", async () => {
  const names = ["10", "2", "1"].map((label) => `${label}/x.png`);
  const table = await read(names.map((name) => ({ name, bytes: greyPng(1, 1, [1]) })));
  expect(table.columns.at(-1)).toMatchObject({ labels: ["1", "2", "10"] });
});

test("a large picture is brought to its first one's shape by the mean of areas", async () => {
  const values = Array.from({ length: 64 * 32 }, (_, at) => (at % 64 < 32 ? 40 : 200));
  const table = await read([{ name: "a/1.png", bytes: greyPng(64, 32, values) }]);
  expect(table.pictures).toEqual({ width: 32, height: 16, colour: false });
  const row = rowsOf(table)[0] as number[];
  expect(row.slice(0, 32)).toEqual([...Array(16).fill(40), ...Array(16).fill(200)]);
});

test("a new pixel weighs the old ones by the area it covers", async () => {
  const bytes = greyPng(3, 1, [0, 90, 240]);
  const table = await read([{ name: "a/1.png", bytes }], pictures(2, 1));
  // Each covers one and a half of the old ones.
  expect(numbersOf(table).map((row) => row.slice(0, 2))).toEqual([[30, 190]]);
});

test("a small picture is made larger by repeating", async () => {
  const table = await read([{ name: "a/1.png", bytes: greyPng(2, 1, [5, 7]) }], pictures(4, 2));
  expect(numbersOf(table)[0]?.slice(0, 8)).toEqual([5, 5, 7, 7, 5, 5, 7, 7]);
});

test("colour gives a plane of inputs each; grey weighs them", async () => {
  const bytes = encode({ width: 1, height: 1, channels: 3, data: Uint8Array.of(10, 20, 30) });
  const files = [{ name: "a/1.png", bytes }];
  const colours = await read(files, pictures(1, 1, true));
  expect(colours.columns.map(({ name }) => name)).toEqual(["r1", "g1", "b1", "label"]);
  expect(numbersOf(colours)[0]?.slice(0, 3)).toEqual([10, 20, 30]);
  expect(colours.picture).toBeNull();
  const grey = await read(files, pictures(1, 1));
  expect(numbersOf(grey)[0]?.[0]).toBeCloseTo(0.299 * 10 + 0.587 * 20 + 0.114 * 30, 4);
});

test("JPEG and PNG of one colour are the same", async () => {
  const files = [
    { name: "a/1.jpg", bytes: flatJpeg(16, 16, [128, 128, 128]) },
    { name: "a/2.png", bytes: greyPng(16, 16, Array(256).fill(128)) },
  ];
  const [first, second] = numbersOf(await read(files, pictures(1, 1)));
  expect(first?.[0]).toBe(128);
  expect(second?.[0]).toBe(128);
});

test.each([
  ["16 bits", { channels: 1, depth: 16, data: Uint16Array.of(65_535) }, 255],
  ["half transparent black lies over white", { channels: 2, data: Uint8Array.of(0, 128) }, 127],
  ["wholly transparent", { channels: 4, data: Uint8Array.of(9, 9, 9, 0) }, 255],
] as const)("a PNG of another kind: %s", async (_, image, value) => {
  const bytes = encode({ width: 1, height: 1, ...image });
  const table = await read([{ name: "a/1.png", bytes }], pictures(1, 1));
  expect(numbersOf(table)[0]?.[0]).toBe(value);
});

/** A PNG chunk without a checksum, which is not looked at. */
function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + data.length);
  new DataView(bytes.buffer).setUint32(0, data.length);
  bytes.set(new TextEncoder().encode(type), 4);
  bytes.set(data, 8);
  return bytes;
}

function png(header: readonly number[], ...chunks: Uint8Array[]): Uint8Array {
  const parts = [
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk("IHDR", Uint8Array.from(header)),
    ...chunks,
    chunk("IEND", new Uint8Array(0)),
  ];
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

const headerOf = (width: number, height: number, depth: number, colour: number, interlace = 0) => [
  ...[24, 16, 8, 0].map((shift) => (width >>> shift) & 255),
  ...[24, 16, 8, 0].map((shift) => (height >>> shift) & 255),
  depth,
  colour,
  0,
  0,
  interlace,
];

test("palettes and grey of few bits are unpacked", async () => {
  const palette = chunk("PLTE", Uint8Array.of(10, 20, 30, 40, 50, 60));
  const indexed = png(
    headerOf(3, 1, 1, 3),
    palette,
    chunk("IDAT", zlibSync(Uint8Array.of(0, 0b0100_0000))),
  );
  const few = png(
    headerOf(3, 2, 2, 0),
    chunk("IDAT", zlibSync(Uint8Array.of(0, 0b00_01_11_00, 0, 0b10_00_01_00))),
  );
  const colours = await read([{ name: "a/1.png", bytes: indexed }], pictures(3, 1, true));
  expect(numbersOf(colours)[0]?.slice(0, 9)).toEqual([10, 40, 10, 20, 50, 20, 30, 60, 30]);
  const grey = await read([{ name: "a/1.png", bytes: few }], pictures(3, 2));
  expect(numbersOf(grey)[0]?.slice(0, 6)).toEqual([0, 85, 255, 170, 0, 85]);
});

test.each([
  ["no picture", new TextEncoder().encode("GIF89a"), "neither a PNG nor a JPEG"],
  ["a PNG cut off", greyPng(8, 8, Array(64).fill(7)).slice(0, -20), "cut off"],
  ["a JPEG cut off", flatJpeg(16, 16, [9, 9, 9]).slice(0, 200), "no sound JPEG"],
  ["too many pixels", png(headerOf(2 ** 20, 2 ** 20, 8, 0)), "more than 16777216"],
  ["no pixels", png(headerOf(0, 4, 8, 0)), "no pixels"],
  [
    "a bomb",
    png(headerOf(4, 4, 8, 0), chunk("IDAT", zlibSync(new Uint8Array(2 ** 26), { level: 9 }))),
    "does not hold its 4 × 4 pixels",
  ],
  [
    "too few rows",
    png(headerOf(4, 4, 8, 0), chunk("IDAT", zlibSync(new Uint8Array(10)))),
    "does not hold its 4 × 4 pixels",
  ],
  ["interlaced bits", png(headerOf(4, 4, 1, 0, 1)), "interlaced"],
])("%s is refused with the picture's name", async (_, bytes, what) => {
  const files = [{ name: "a/1.png", bytes }];
  await expect(read(files)).rejects.toMatchObject({
    name: "UserError",
    message: expect.stringContaining(what),
    place: { file: "pets/a/1.png" },
  });
});

test("a packed text of any size beside the pixels is not unpacked", async () => {
  const text = zlibSync(new Uint8Array(2 ** 26), { level: 9 });
  const profile = Uint8Array.from([...new TextEncoder().encode("x"), 0, 0, ...text]);
  const pixels = chunk("IDAT", zlibSync(Uint8Array.of(0, 77)));
  const bytes = png(headerOf(1, 1, 8, 0), chunk("iCCP", profile), pixels);
  expect(numbersOf(await read([{ name: "a/1.png", bytes }]))[0]?.[0]).toBe(77);
});

test.each([
  ["no file", folderBytes([]), "holds 0 pictures"],
  [
    "an end in a file",
    folderBytes([{ name: "a/1.png", bytes: greyPng(1, 1, [1]) }]).slice(0, -3),
    "ends in the middle",
  ],
])("a stream with %s is refused", async (_, bytes, what) => {
  await expect(readBytes(bytes, "pets")).rejects.toMatchObject({
    name: "UserError",
    message: expect.stringContaining(what),
    place: { file: "pets" },
  });
});

test.each([
  [0, 4],
  [4, 257],
  [2.5, 4],
])("no picture is brought to %d × %d", async (width, height) => {
  const files = [{ name: "a/1.png", bytes: greyPng(1, 1, [1]) }];
  await expect(read(files, pictures(width, height))).rejects.toMatchObject({
    name: "UserError",
    remedy: expect.stringContaining("1 to 256"),
  });
});
