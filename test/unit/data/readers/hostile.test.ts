import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { zipSync } from "fflate";
import { expect, test } from "vitest";
import { UserError } from "../../../../src-worker/errors.ts";
import { cases, mostFuzzingMs, mutations } from "../../fuzz.ts";
import { readBytes } from "./read.ts";
import { writeIdx, writeNpy } from "./written.ts";

/** Longest time of the processor for one of these small files, whatever else it is busy with. */
const mostMs = 2000;

const fixture = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../../fixtures/${name}`, import.meta.url)));
const npy = writeNpy({ descr: "<f4", shape: [3, 2], values: [1, 2, 3, 4, 5, 6] });
const idx = writeIdx([3, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);

/** By the name they are read under: valid files of every format. */
const valid: readonly (readonly [string, readonly Uint8Array[]])[] = [
  ["array.npy", [npy, writeNpy({ descr: ">f8", shape: [2], values: [1, 2], version: 3 })]],
  [
    "arrays.npz",
    [zipSync({ "X.npy": npy, "y.npy": npy }), zipSync({ "a.npy": npy }, { level: 0 })],
  ],
  ["digits.idx3-ubyte", [idx]],
  ["digits.idx3-ubyte.gz", [gzipSync(idx)]],
  ["table.csv", [new TextEncoder().encode('a,b\n1,"x"\n2,y\n3.5,z\n')]],
  [
    "packed.parquet",
    ["gzip-v1", "zstd-v1", "brotli-v1", "lz4_raw-v1", "snappy-v1"].map((it) =>
      fixture(`parquet/${it}.parquet`),
    ),
  ],
  [
    "plain.parquet",
    ["uncompressed-v1", "snappy-v2", "zstd-v2"].map((it) => fixture(`parquet/${it}.parquet`)),
  ],
];

async function readsOrRefuses(bytes: Uint8Array, name: string): Promise<void> {
  const start = process.cpuUsage();
  try {
    const table = await readBytes(bytes, name);
    expect(table.rows).toBeGreaterThan(0);
    for (const column of table.columns) {
      expect(column.type === "category" ? column.codes : column.values).toHaveLength(table.rows);
    }
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(error.place.file).toContain(name);
    expect(error.message.length).toBeLessThan(500);
  }
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1000).toBeLessThan(mostMs);
}

test.each(valid)(
  "%s, changed in any way, is read or refused",
  async (name, files) => {
    for (const file of files) await readBytes(file, name);
    await fc.assert(
      fc.asyncProperty(mutations(files), (bytes) => readsOrRefuses(bytes, name)),
      { numRuns: cases },
    );
  },
  mostFuzzingMs,
);

test.each(valid)(
  "bytes by chance called %s are read or refused",
  async (name, [file = new Uint8Array()]) => {
    // Half of them with the beginning of a true file, to come past the first look.
    const random = fc
      .tuple(fc.uint8Array({ maxLength: 300 }), fc.constantFrom(0, 4, 16))
      .map(([bytes, kept]) => Uint8Array.from([...file.slice(0, kept), ...bytes]));
    await fc.assert(
      fc.asyncProperty(random, (bytes) => readsOrRefuses(bytes, name)),
      { numRuns: cases },
    );
  },
  mostFuzzingMs,
);
