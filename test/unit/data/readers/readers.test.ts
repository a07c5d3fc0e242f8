import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { extensions } from "../../../../src-worker/data/extensions.ts";
import { readers, readTable } from "../../../../src-worker/data/readers.ts";
import { Cancelled } from "../../../../src-worker/errors.ts";
import { quiet, rowsOf, streamOf } from "../text-stream.ts";
import { readBytes } from "./read.ts";
import { writeIdx, writeNpy } from "./written.ts";

const text = new TextEncoder().encode("a,b\n1,x\n2,y\n");
const npy = writeNpy({ descr: "<f4", shape: [2, 1], values: [1, 2] });

test("content decides, whatever the name", async () => {
  expect((await readBytes(npy, "table.csv")).reading).toBeNull();
  await expect(readBytes(text, "table.npy")).rejects.toThrow("magic");
});

test("a name decides where content does not, and text is what is left", async () => {
  expect(rowsOf(await readBytes(text, "notes"))).toEqual([
    [1, "x"],
    [2, "y"],
  ]);
  await expect(readBytes(text, "TRAIN-IMAGES-IDX3-UBYTE")).rejects.toThrow("magic");
});

test("any format may be packed by gzip", async () => {
  expect(rowsOf(await readBytes(gzipSync(text), "table.csv.gz"))).toHaveLength(2);
  expect(rowsOf(await readBytes(gzipSync(npy), "array.npy.gz"))).toEqual([[1], [2]]);
});

test.each([
  ["ends early", gzipSync(text).slice(0, -6)],
  ["is damaged", gzipSync(text).with(14, 0xff).with(15, 0xff)],
  ["is its first bytes", Uint8Array.of(0x1f, 0x8b)],
  ["has something behind", new Uint8Array([...gzipSync(text), 1, 2, 3])],
])("refuses gzip that %s", async (_, bytes) => {
  await expect(readBytes(bytes, "table.csv.gz")).rejects.toMatchObject({
    name: "UserError",
    message: expect.stringContaining("gzip"),
    place: { file: "table.csv.gz" },
  });
});

test("options of text are refused for other formats", async () => {
  await expect(
    readBytes(npy, "a.npy", { reading: { delimiter: ";", header: true } }),
  ).rejects.toThrow("this is an NPY file, and delimiter, header can be chosen for text only");
});

test("a failure of the disk is told as it is", async () => {
  const broken = new Error("EIO: i/o error");
  const open = async () => ({
    stream: new ReadableStream<Uint8Array>({ pull: (it) => it.error(broken) }),
    size: 1,
  });
  const source = { kind: "file", token: "x", name: "x" } as const;
  await expect(readTable(source, open, quiet)).rejects.toBe(broken);
});

test("a cancelled task ends every reader", async () => {
  const bytes = writeIdx([600, 100, 100], Array<number>(6_000_000).fill(1));
  const open = async () => ({ stream: streamOf(bytes), size: bytes.length });
  let asked = 0;
  const task = { progress: () => {}, cancelled: () => ++asked > 92 };
  const source = { kind: "file", token: "x", name: "x" } as const;
  await expect(readTable(source, open, task)).rejects.toBeInstanceOf(Cancelled);
});

test("every reader's extensions are offered where files are opened", () => {
  const offered: readonly string[] = Object.values(extensions).flat();
  for (const reader of readers)
    expect(offered).toEqual(expect.arrayContaining(reader.extensions as string[]));
});
