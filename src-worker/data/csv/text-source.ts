import { breathe } from "../../breathe.ts";
import { Cancelled, UserError } from "../../errors.ts";
import type { ReadingTask } from "../reading-task.ts";
import type { ReadingOptions } from "../table.ts";

export type Encoding = NonNullable<ReadingOptions["encoding"]>;

/** Bytes taken at a time. */
const pieceBytes = 2 ** 19;
/** Bytes from which the encoding is guessed. */
const guessBytes = 4096;
/** Milliseconds after which other messages are answered. */
const turn = 8;

/** A byte stream as pieces of text. */
export class TextSource {
  readonly encoding: Encoding;
  /** Bytes decoded so far. */
  bytes = 0;
  private readonly reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly size: number;
  private readonly task: ReadingTask;
  private readonly decoder: InstanceType<typeof TextDecoder>;
  private pending: Uint8Array;
  private ended = false;
  private flushed = false;
  private turnStart = performance.now();

  private constructor(
    reader: ReadableStreamDefaultReader<Uint8Array>,
    size: number,
    task: ReadingTask,
    start: Uint8Array,
    encoding: Encoding,
  ) {
    this.reader = reader;
    this.size = size;
    this.task = task;
    this.pending = start;
    this.encoding = encoding;
    this.decoder = new TextDecoder(encoding, { fatal: encoding === "utf-8" });
  }

  /** @param encoding null: by the byte order mark, or by where zero bytes are */
  static async open(
    { stream, size }: { stream: ReadableStream<Uint8Array>; size: number },
    encoding: Encoding | null,
    task: ReadingTask,
  ): Promise<TextSource> {
    const reader = stream.getReader();
    let start = new Uint8Array(0);
    while (start.length < guessBytes) {
      const { done, value } = await reader.read();
      if (done) break;
      start = joined(start, value);
    }
    return new TextSource(reader, size, task, start, encoding ?? guessEncoding(start));
  }

  /**
   * The next piece of text, perhaps empty; null at the end.
   * @throws {Cancelled} when the task is
   * @throws {NotThisEncoding} for bytes that are no text in the encoding
   */
  async next(): Promise<string | null> {
    const piece = await this.nextBytes();
    if (piece) return this.decode(piece);
    if (this.flushed) return null;
    return this.flush();
  }

  /**
   * The next piece as it is in the file, for `decode` or for whoever can do without; null at the
   * end.
   * @throws {Cancelled} when the task is
   */
  async nextBytes(): Promise<Uint8Array | null> {
    if (this.ended) return null;
    if (this.task.cancelled()) throw new Cancelled();
    if (this.pending.length === 0) {
      const { done, value } = await this.reader.read();
      if (done) {
        this.ended = true;
        return null;
      }
      this.pending = value;
    }
    const piece = this.pending.subarray(0, pieceBytes);
    this.pending = this.pending.subarray(piece.length);
    this.bytes += piece.length;
    this.task.progress(this.bytes, Math.max(this.size, this.bytes));
    if (performance.now() - this.turnStart >= turn) {
      await breathe();
      this.turnStart = performance.now();
    }
    return piece;
  }

  /**
   * Bytes as text, but for a character that is not complete: it comes with the next.
   * @throws {NotThisEncoding}
   */
  decode(piece: Uint8Array): string {
    return this.decoded(() => this.decoder.decode(piece, { stream: true }));
  }

  /** What is left at the end. @throws {NotThisEncoding} when that is half a character */
  flush(): string {
    this.flushed = true;
    return this.decoded(() => this.decoder.decode());
  }

  /** Gives the stream back, read to its end or not. */
  async close(): Promise<void> {
    await this.reader.cancel();
  }

  private decoded(decode: () => string): string {
    try {
      return decode();
    } catch (error) {
      if (error instanceof TypeError) throw new NotThisEncoding();
      throw error;
    }
  }
}

/** The bytes are not text in the encoding they were taken for. */
export class NotThisEncoding extends UserError {
  constructor() {
    super("the file is no UTF-8 text", "choose another encoding");
  }
}

function guessEncoding(start: Uint8Array): Encoding {
  const [first, second] = start;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  const pairs = Math.floor(start.length / 2);
  let evenZeros = 0;
  let oddZeros = 0;
  for (let pair = 0; pair < pairs; pair++) {
    if (start[2 * pair] === 0) evenZeros++;
    if (start[2 * pair + 1] === 0) oddZeros++;
  }
  // In UTF-16 the upper byte of nearly every character of a table of numbers is zero.
  if (oddZeros > 0.7 * pairs && evenZeros === 0) return "utf-16le";
  if (evenZeros > 0.7 * pairs && oddZeros === 0) return "utf-16be";
  return "utf-8";
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
