import { unzipSync, zipSync } from "fflate";
import { expect, test } from "vitest";
import { type ZipEntry, zipping } from "../../../src-worker/formats/zip.ts";
import { atOnce } from "../../../src-worker/steps.ts";

test("an archive written in pieces is the one that fflate writes", () => {
  const noise = (length: number) =>
    Uint8Array.from({ length }, (_, place) => (Math.imul(place, 2654435761) >>> 24) & 255);
  const entries: ZipEntry[] = [
    { name: "manifest.json", bytes: new TextEncoder().encode("{}".repeat(500)), packed: true },
    { name: "table.safetensors", bytes: noise(3 * 2 ** 20 + 17), packed: false },
    { name: "runs/1.safetensors", bytes: noise(70_000), packed: true },
    { name: "empty", bytes: new Uint8Array(0), packed: false },
  ];
  const archive = atOnce(zipping(entries));
  const all = entries.map(({ name, bytes, packed }) => [name, [bytes, { level: packed ? 6 : 0 }]]);
  const wanted = zipSync(Object.fromEntries(all), { mtime: "1980-01-01T00:00:00" });
  expect(Buffer.compare(archive, wanted)).toBe(0);
  const read = unzipSync(archive);
  for (const { name, bytes } of entries) {
    expect(Buffer.compare(read[name] as Uint8Array, bytes)).toBe(0);
  }
});
