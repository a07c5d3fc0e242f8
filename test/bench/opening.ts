import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { Readable } from "node:stream";
import { readTable } from "../../src-worker/data/readers.ts";
import { summarize } from "../../src-worker/data/summary.ts";
import { generated } from "./numbers-file.ts";

export { generated };

/** A way to read a CSV file into typed columns. @returns the rows it found */
export type CsvReader = (path: string) => Promise<number>;

const quiet = { progress: () => undefined, cancelled: () => false };

/** As the program opens a file: types and statistics of the columns included. */
const chainrule: CsvReader = async (path) => {
  const { size } = await stat(path);
  const open = async () => {
    const stream = Readable.toWeb(createReadStream(path, { highWaterMark: 1 << 20 }));
    return { stream: stream as ReadableStream<Uint8Array>, size };
  };
  const table = await readTable({ kind: "file", token: path, name: "bench.csv" }, open, quiet);
  return summarize(table, 1).rows;
};

/** Numbers of one column, as they come. */
class Growing {
  private values = new Float32Array(2 ** 16);
  private length = 0;

  add(value: number): void {
    if (this.length === this.values.length) {
      const larger = new Float32Array(2 * this.length);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length++] = value;
  }
}

interface Papa {
  parse(input: NodeJS.ReadableStream, options: Record<string, unknown>): void;
}

function papaparse(papa: Papa): CsvReader {
  return (path) =>
    new Promise((resolve, reject) => {
      const columns: Growing[] = [];
      let rows = 0;
      papa.parse(createReadStream(path, "utf8"), {
        dynamicTyping: true,
        skipEmptyLines: true,
        chunk: ({ data }: { data: (number | string)[][] }) => {
          for (const row of data) {
            if (rows++ === 0) continue;
            for (let k = 0; k < row.length; k++) {
              columns[k] ??= new Growing();
              (columns[k] as Growing).add(row[k] as number);
            }
          }
        },
        complete: () => resolve(rows - 1),
        error: reject,
      });
    });
}

interface Udsv {
  inferSchema(text: string): object;
  initParser(schema: object): {
    readonly typedArrs: unknown;
    chunk(text: string, type: unknown, take: (row: number[]) => void): void;
    end(): void;
  };
}

function udsv({ inferSchema, initParser }: Udsv): CsvReader {
  return async (path) => {
    const columns: Growing[] = [];
    let rows = 0;
    const take = (row: number[]) => {
      rows++;
      for (let k = 0; k < row.length; k++) {
        columns[k] ??= new Growing();
        (columns[k] as Growing).add(row[k] as number);
      }
    };
    let parser: ReturnType<Udsv["initParser"]> | undefined;
    for await (const piece of createReadStream(path, {
      encoding: "utf8",
      highWaterMark: 1 << 20,
    })) {
      parser ??= initParser(inferSchema(piece as string));
      parser.chunk(piece as string, parser.typedArrs, take);
    }
    parser?.end();
    return rows;
  };
}

/** Ours, papaparse from the project, and udsv from the folder `peers` when it is there. */
export function csvReaders(peers: string | undefined): ReadonlyMap<string, CsvReader> {
  const readers = new Map<string, CsvReader>([["chainrule", chainrule]]);
  const own = createRequire(`${process.cwd()}/package.json`);
  readers.set("papaparse", papaparse(own("papaparse") as Papa));
  if (peers !== undefined) {
    try {
      readers.set("udsv", udsv(createRequire(`${peers}/package.json`)("udsv") as Udsv));
    } catch {
      // Not installed there: the comparison does without.
    }
  }
  return readers;
}

/** How fast one reading was, in megabytes a second. */
export interface Rate {
  readonly elapsed: number;
  /** Of the time that this process had a processor for: what others do on the computer hardly counts. */
  readonly processor: number;
}

/** Reads a file once. @throws {Error} when the number of rows is wrong */
export async function rate(reader: CsvReader, path: string, rows: number): Promise<Rate> {
  const { size } = await stat(path);
  const start = performance.now();
  const used = process.cpuUsage();
  const found = await reader(path);
  const { user, system } = process.cpuUsage(used);
  const time = performance.now() - start;
  if (found !== rows) throw new Error(`${found} rows instead of ${rows}`);
  return { elapsed: size / 1000 / time, processor: size / (user + system) };
}
