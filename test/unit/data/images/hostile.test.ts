import fc from "fast-check";
import { encode } from "fast-png";
import { expect, test } from "vitest";
import { UserError } from "../../../../src-worker/errors.ts";
import { cases, mostFuzzingMs, mutations } from "../../fuzz.ts";
import { readBytes } from "../readers/read.ts";
import { flatJpeg, folderBytes, greyPng } from "./folders.ts";

/** Longest time for one of these small folders. */
const mostMs = 1000;

const colours = encode({
  width: 3,
  height: 2,
  channels: 4,
  data: Uint8Array.from({ length: 24 }, (_, at) => at * 10),
});
const valid = [
  folderBytes([{ name: "a/1.png", bytes: greyPng(3, 2, [1, 2, 3, 4, 5, 6]) }]),
  folderBytes([
    { name: "a/1.png", bytes: colours },
    { name: "b/1.jpg", bytes: flatJpeg(8, 8, [200, 100, 50]) },
  ]),
  folderBytes([{ name: "b/1.jpg", bytes: flatJpeg(16, 8, [0, 100, 255]) }]),
];

async function readsOrRefuses(bytes: Uint8Array): Promise<void> {
  const start = performance.now();
  try {
    const table = await readBytes(bytes, "pets");
    expect(table.rows).toBeGreaterThan(0);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(error.place.file).toContain("pets");
    expect(error.message.length).toBeLessThan(500);
  }
  expect(performance.now() - start).toBeLessThan(mostMs);
}

test(
  "a folder changed in any way is read or refused",
  async () => {
    for (const bytes of valid) await readBytes(bytes, "pets");
    await fc.assert(fc.asyncProperty(mutations(valid), readsOrRefuses), { numRuns: cases });
  },
  mostFuzzingMs,
);

test(
  "bytes by chance after a folder's beginning are read or refused",
  async () => {
    const [first = new Uint8Array()] = valid;
    const random = fc
      .tuple(fc.uint8Array({ maxLength: 300 }), fc.constantFrom(8, 12, 18, 25, 33, 60))
      .map(([bytes, kept]) => Uint8Array.from([...first.slice(0, kept), ...bytes]));
    await fc.assert(fc.asyncProperty(random, readsOrRefuses), { numRuns: cases });
  },
  mostFuzzingMs,
);
