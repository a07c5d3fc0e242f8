import { gunzipSync } from "fflate";
import { snappyUncompress } from "hyparquet";
import {
  decompressBrotli,
  decompressLz4,
  decompressLz4Raw,
  decompressZstd,
} from "hyparquet-compressors";

/** Unpacks into a new array of `length`, which none of these grows beyond. */
type Unpack = (packed: Uint8Array, length: number) => Uint8Array;

/** How pages are unpacked, by the name of the codec. */
export const unpackers: Readonly<Record<string, Unpack>> = {
  UNCOMPRESSED: (packed) => packed,
  SNAPPY(packed, length) {
    const page = new Uint8Array(length);
    snappyUncompress(packed, page);
    return page;
  },
  GZIP: (packed, length) => gunzipSync(packed, { out: new Uint8Array(length) }),
  ZSTD: (packed, length) => decompressZstd(packed, new Uint8Array(length)),
  BROTLI: decompressBrotli,
  LZ4: decompressLz4,
  LZ4_RAW: decompressLz4Raw,
};
