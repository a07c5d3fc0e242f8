import type { PageHeader } from "hyparquet";
import { UserError } from "../../errors.ts";
import { unpackers } from "./unpack.ts";

/** Bytes of a page when unpacked; writers make pages of about 1 MiB. */
const mostPageBytes = 2 ** 28;
/** Values of a page; writers make pages of 20 thousand to a few million. */
const mostPageValues = 2 ** 24;
/** How much longer than what is left the last run may be: runs are padded to groups. */
const padding = 512;

/** A column without nesting: `nullable` ones have definition levels of one bit. */
export interface FlatColumn {
  readonly nullable: boolean;
  readonly boolean: boolean;
}

export interface UnpackedPage {
  /** As if it had been written without compression. */
  readonly header: PageHeader;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * Unpacks a page and refuses one that claims more than it could hold, on which the decoder would
 * run out of memory or time.
 * @param packed the bytes after the header
 * @throws {UserError}
 */
export function unpackPage(
  header: PageHeader,
  packed: Uint8Array,
  codec: string,
  column: FlatColumn,
): UnpackedPage {
  const { uncompressed_page_size: size, data_page_header_v2: second } = header;
  const length = valuesOf(header);
  if (!within(size, mostPageBytes) || !within(length, mostPageValues)) {
    throw new UserError(
      `a page claims ${size} bytes with ${length} values`,
      `write pages of at most ${mostPageBytes} bytes and ${mostPageValues} values`,
    );
  }
  const levels = second
    ? second.definition_levels_byte_length + second.repetition_levels_byte_length
    : 0;
  if (!within(levels, Math.min(size, packed.length))) {
    throw new UserError(`a page claims ${levels} bytes of levels`, "write the file again");
  }
  const bytes = new Uint8Array(size);
  bytes.set(packed.subarray(0, levels));
  const unpack = second?.is_compressed === false ? unpackers.UNCOMPRESSED : unpackers[codec];
  if (!unpack) {
    const known = Object.keys(unpackers).join(", ");
    throw new UserError(`the compression ${codec} is not known`, `write with one of ${known}`);
  }
  const values =
    packed.length > levels ? unpack(packed.subarray(levels), size - levels) : new Uint8Array(0);
  if (values.length !== size - levels) {
    const what = `a page unpacks to ${values.length} bytes, its header says ${size - levels}`;
    throw new UserError(what, "write the file again");
  }
  bytes.set(values, levels);
  checkRuns(header, bytes, length, column);
  const plain = {
    ...header,
    compressed_page_size: size,
    ...(second ? { data_page_header_v2: { ...second, is_compressed: false } } : {}),
  };
  return { header: plain, bytes };
}

function within(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= most;
}

function valuesOf(header: PageHeader): number {
  const of = header.data_page_header ?? header.data_page_header_v2 ?? header.dictionary_page_header;
  return of?.num_values ?? -1;
}

/** Refuses runs of levels and dictionary indices that are longer than the page has values. */
function checkRuns(
  header: PageHeader,
  bytes: Uint8Array,
  values: number,
  { nullable, boolean }: FlatColumn,
): void {
  const { data_page_header: first, data_page_header_v2: second } = header;
  const page = first ?? second;
  if (!page) return;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = second?.repetition_levels_byte_length ?? 0;
  if (nullable && second) {
    walkRuns(view, at, 1, values);
    at += second.definition_levels_byte_length;
  } else if (nullable) {
    walkRuns(view, at + 4, 1, values);
    at += 4 + view.getUint32(at, true);
  } else if (second) {
    at += second.definition_levels_byte_length;
  }
  const encoding = String(page.encoding);
  if (encoding === "DELTA_BYTE_ARRAY") {
    // A prefix of any length for each text: a small page could ask for any amount of memory.
    throw new UserError(`the encoding ${encoding} is not read`, "write with dictionary encoding");
  }
  if (encoding !== "RLE" && !encoding.endsWith("_DICTIONARY")) return;
  // Booleans follow the length of their runs, indices the number of their bits.
  if (first ? boolean : encoding === "RLE") walkRuns(view, at + 4, 1, values);
  else if (at < bytes.length) walkRuns(view, at + 1, view.getUint8(at), values);
}

/** Goes through runs as the decoder does, until there are as many values. */
function walkRuns(view: DataView, start: number, bits: number, values: number): void {
  if (bits > 32) throw new UserError(`indices of ${bits} bits`, "write the file again");
  let at = start;
  for (let seen = 0; seen < values && at < view.byteLength; ) {
    let head = 0;
    for (let shift = 0; at < view.byteLength; shift += 7) {
      const byte = view.getUint8(at++);
      head |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    const packed = (head & 1) === 1;
    const count = packed ? (head >> 1) * 8 : head >>> 1;
    if (count < 0 || count > values - seen + padding) {
      throw new UserError(
        `a page of ${values} values has a run of ${count} at its value ${seen}`,
        "write the file again",
      );
    }
    at += packed ? Math.max(1, (count * bits) / 8) : (bits + 7) >> 3;
    seen += count;
  }
}
