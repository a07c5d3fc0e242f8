import { UserError } from "../../errors.ts";

/** A stream of bytes, taken in pieces of any length. */
export class Bytes {
  /** Bytes of the whole stream, as far as known. */
  readonly size: number;
  taken = 0;
  private readonly reader: ReadableStreamDefaultReader<Uint8Array>;
  private rest: Uint8Array = new Uint8Array(0);

  constructor(stream: ReadableStream<Uint8Array>, size: number) {
    this.reader = stream.getReader();
    this.size = size;
  }

  /** The next bytes. @throws {UserError} when there are fewer */
  async take(length: number): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    let missing = length;
    while (missing > 0) {
      if (this.rest.length === 0) {
        const { done, value } = await this.reader.read();
        if (done) {
          throw new UserError("the folder ends in the middle of a file", "open it again", {
            byte: this.taken + length - missing,
          });
        }
        this.rest = value;
      }
      const part = this.rest.subarray(0, missing);
      this.rest = this.rest.subarray(part.length);
      parts.push(part);
      missing -= part.length;
    }
    this.taken += length;
    const [first] = parts;
    if (first && parts.length === 1) return first;
    const whole = new Uint8Array(length);
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }

  /** Gives the stream back, read to its end or not. */
  async close(): Promise<void> {
    await this.reader.cancel();
  }
}
