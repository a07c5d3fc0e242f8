import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UserError } from "../../../src-worker/errors.ts";
import { readModel } from "../../../src-worker/formats/model.ts";
import {
  readSafetensors,
  type Tensor,
  writeSafetensors,
} from "../../../src-worker/formats/safetensors.ts";

const folder = join(import.meta.dirname, "../../fixtures/bad-inputs");

interface Expectation {
  readonly file: string;
  readonly kind: string;
  readonly expected: "accepted" | "rejected";
  readonly mention?: string;
}

const expectations = ["expectations.json", "expectations-more.json"]
  .flatMap((name) => JSON.parse(readFileSync(join(folder, name), "utf8")).files as Expectation[])
  .filter(({ kind }) => kind === "safetensors");

function message(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return (error as UserError).message;
  }
  throw new Error("accepted");
}

describe("files to accept or refuse", () => {
  test.each(expectations)("$file is $expected", ({ file, expected, mention }) => {
    const bytes = readFileSync(join(folder, file));
    if (expected === "accepted") {
      expect(readModel(bytes, file).network.layers).toHaveLength(1);
    } else {
      const words = message(() => readModel(bytes, file));
      expect(words).toContain(mention ?? "header");
      expect(words.length).toBeLessThan(500);
    }
  });
});

/** Reads a file by the format's definition alone, sharing nothing with the reader under test. */
function readByDefinition(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const start = 8 + Number(view.getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, start)));
  return {
    header,
    start,
    word: (name: string, index: number) =>
      view.getUint32(start + header[name].data_offsets[0] + 4 * index, true),
  };
}

const tensors = fc
  .dictionary(
    fc.string({ minLength: 1, unit: "grapheme" }).filter((name) => name !== "__metadata__"),
    fc
      .tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 1, max: 5 }))
      .chain(([rows, columns]) =>
        fc
          .array(fc.float({ noNaN: true, noDefaultInfinity: true }), {
            minLength: rows * columns,
            maxLength: rows * columns,
          })
          .map(
            (values): Tensor => ({
              dtype: "F32",
              shape: [rows, columns],
              data: Float32Array.from(values),
            }),
          ),
      ),
  )
  .map((entries) => new Map(Object.entries(entries)));

function words(data: Tensor["data"]): Uint32Array {
  return new Uint32Array(data.buffer, data.byteOffset, data.byteLength / 4);
}

test("what is written is read back to the same bits, by the reader and by the definition", () => {
  fc.assert(
    fc.property(tensors, fc.dictionary(fc.string(), fc.string()), (written, metadata) => {
      const bytes = writeSafetensors(written, metadata);
      const read = readSafetensors(bytes, "x");
      const plain = readByDefinition(bytes);
      expect(plain.start % 8).toBe(0);
      expect(Object.entries(read.metadata)).toEqual(Object.entries(metadata));
      expect([...read.tensors.keys()].sort()).toEqual([...written.keys()].sort());
      for (const [name, { data, shape }] of written) {
        expect(read.tensors.get(name)?.shape).toEqual(shape);
        expect(words(read.tensors.get(name)?.data as Float32Array)).toEqual(words(data));
        words(data).forEach((word, index) => {
          expect(plain.word(name, index)).toBe(word);
        });
      }
    }),
    { numRuns: 50 },
  );
});

test("wider elements come first, so that every tensor is aligned", () => {
  const bytes = writeSafetensors(
    new Map<string, Tensor>([
      ["a", { dtype: "U8", shape: [3], data: Uint8Array.of(1, 2, 3) }],
      ["b", { dtype: "F64", shape: [], data: Float64Array.of(Math.PI) }],
      ["c", { dtype: "I32", shape: [2], data: Int32Array.of(-1, 7) }],
    ]),
    {},
  );
  const { tensors: read } = readSafetensors(bytes, "x");
  expect([...read.keys()]).toEqual(["b", "c", "a"]);
  expect(read.get("b")?.data).toEqual(Float64Array.of(Math.PI));
  expect(read.get("c")?.data).toEqual(Int32Array.of(-1, 7));
});

function file(header: unknown, data: Uint8Array = new Uint8Array(0)): Uint8Array {
  const text = new TextEncoder().encode(
    typeof header === "string" ? header : JSON.stringify(header),
  );
  const bytes = new Uint8Array(8 + text.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  bytes.set(data, 8 + text.length);
  return bytes;
}

test("half precision becomes float32", () => {
  const read = readSafetensors(
    file(
      {
        f: { dtype: "F16", shape: [4], data_offsets: [0, 8] },
        b: { dtype: "BF16", shape: [1], data_offsets: [8, 10] },
      },
      new Uint8Array(Uint16Array.of(0x3c00, 0xc000, 0x0001, 0x7bff, 0x4049).buffer),
    ),
    "x",
  );
  expect(read.tensors.get("f")?.data).toEqual(Float32Array.of(1, -2, 2 ** -24, 65504));
  expect(read.tensors.get("b")?.data).toEqual(Float32Array.of(3.140625));
});

test("tensors may be listed in another order than their bytes", () => {
  const entry = (begin: number) => ({ dtype: "U8", shape: [1], data_offsets: [begin, begin + 1] });
  const read = readSafetensors(file({ b: entry(1), a: entry(0) }, Uint8Array.of(5, 6)), "x");
  expect(read.tensors.get("a")?.data).toEqual(Uint8Array.of(5));
  expect(read.tensors.get("b")?.data).toEqual(Uint8Array.of(6));
});

test.each([
  ["an entry that is no object", { w: 3 }, "w"],
  ["a dtype that is no text", { w: { dtype: { a: 1 }, shape: [0] } }, "dtype"],
  ["a negative dimension", { w: { dtype: "U8", shape: [-1], data_offsets: [0, 0] } }, "shape"],
  ["a fractional offset", { w: { dtype: "U8", shape: [], data_offsets: [0, 0.5] } }, "offsets"],
  ["no offsets", { w: { dtype: "U8", shape: [0] } }, "data_offsets"],
  ["an unknown field", { w: { dtype: "U8", shape: [0], data_offsets: [0, 0], x: 1 } }, "x"],
  ["a name of an inherited property", { w: { dtype: "toString", shape: [0] } }, "toString"],
  [
    "a size that is not the shape's",
    { w: { dtype: "I16", shape: [0], data_offsets: [0, 1] } },
    "0",
  ],
  ["text after the header's object", "{} {}", "header"],
  ["metadata that is no object", { __metadata__: [] }, "__metadata__"],
])("refuses %s", (_, header, mention) => {
  expect(message(() => readSafetensors(file(header, new Uint8Array(1)), "x"))).toContain(mention);
});

test("refuses a header that is not UTF-8", () => {
  const bytes = file('{"é":1}');
  bytes[10] = 0xff;
  expect(message(() => readSafetensors(bytes, "x"))).toContain("UTF-8");
});

test("does not write what it would not read", () => {
  const infinite = Float32Array.of(1, Number.POSITIVE_INFINITY);
  const tensor: Tensor = { dtype: "F32", shape: [2], data: infinite };
  expect(message(() => writeSafetensors(new Map([["w", tensor]]), {}))).toBe(
    'tensor "w": element 1 is Infinity, not finite',
  );
  const short: Tensor = { dtype: "F32", shape: [3], data: new Float32Array(2) };
  expect(() => writeSafetensors(new Map([["w", short]]), {})).toThrow(RangeError);
});

test("any damage to a file is refused in words or read, never a crash", () => {
  const good = readFileSync(join(folder, "plain.safetensors"));
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
      fc.nat(good.length),
      (damages, length) => {
        const bytes = Uint8Array.from(good.subarray(0, length));
        for (const [at, value] of damages) if (at < length) bytes[at] = value;
        try {
          readSafetensors(bytes, "x");
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      },
    ),
    { numRuns: 300 },
  );
});
