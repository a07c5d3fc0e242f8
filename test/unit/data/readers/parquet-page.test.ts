import type { PageHeader } from "hyparquet";
import { expect, test } from "vitest";
import { unpackPage } from "../../../../src-worker/data/parquet/page.ts";

/** The header of a page of `values` dictionary indices in so many bytes. */
function header(values: number, size: number, encoding = "RLE_DICTIONARY"): PageHeader {
  const page = { num_values: values, encoding };
  return {
    type: "DATA_PAGE",
    uncompressed_page_size: size,
    compressed_page_size: size,
    data_page_header: page,
  } as PageHeader;
}

const required = { nullable: false, boolean: false };
const nullable = { nullable: true, boolean: false };
/** A run of 2³⁰ equal values in six bytes. */
const bomb = [0x80, 0x80, 0x80, 0x80, 0x08, 0x01];

test("a page as writers make it is handed on", () => {
  // Indices of one bit: a run of ten ones.
  const bytes = Uint8Array.of(1, 20, 1);
  expect(unpackPage(header(10, 3), bytes, "UNCOMPRESSED", required).bytes).toEqual(bytes);
});

test.each([
  ["indices", Uint8Array.of(1, ...bomb), required, "RLE_DICTIONARY"],
  ["levels", Uint8Array.of(6, 0, 0, 0, ...bomb), nullable, "PLAIN"],
  ["truth values", Uint8Array.of(6, 0, 0, 0, ...bomb), { ...required, boolean: true }, "RLE"],
])("a run of %s longer than the page is refused", (_, bytes, column, encoding) => {
  const page = header(10, bytes.length, encoding);
  expect(() => unpackPage(page, bytes, "UNCOMPRESSED", column)).toThrow(
    "a page of 10 values has a run of 1073741824",
  );
});

test.each([
  ["bytes", header(10, 2 ** 30), "claims 1073741824 bytes"],
  ["values", header(2 ** 30, 3), "with 1073741824 values"],
  ["fewer bytes than none", header(10, -1), "claims -1 bytes"],
])("a claim of too many %s is refused before memory is taken", (_, page, what) => {
  expect(() => unpackPage(page, Uint8Array.of(1, 2, 3), "ZSTD", required)).toThrow(what);
});

test("a compression or encoding that is not read is named", () => {
  const bytes = Uint8Array.of(1, 2, 3);
  expect(() => unpackPage(header(1, 3), bytes, "LZO", required)).toThrow("LZO");
  expect(() =>
    unpackPage(header(1, 3, "DELTA_BYTE_ARRAY"), bytes, "UNCOMPRESSED", required),
  ).toThrow("DELTA_BYTE_ARRAY");
});
