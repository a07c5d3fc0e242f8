const newline = 0x0a;
/** Bytes without a line end that are waited for; more are read as text, which refuses them. */
const longestWait = 2 ** 20;

/** What lines are handed to. */
export interface LineTaker {
  /** Whether text was taken that does not end with a record. */
  isWithinRecord(): boolean;
  /** Takes bytes as text. */
  takeText(bytes: Uint8Array): void;
  /** Takes whole lines, from `from` up to `end`. @returns where those begin that must be text */
  takeLines(bytes: Uint8Array, from: number, end: number): number;
}

/**
 * Cuts bytes, handed over in pieces, after line ends, so that most lines can be read without
 * becoming text. For encodings in which a line end is a byte of its own.
 */
export class LineFeed {
  private readonly taker: LineTaker;
  /** What came after the last line end. */
  private rest = new Uint8Array(0);

  constructor(taker: LineTaker) {
    this.taker = taker;
  }

  push(piece: Uint8Array): void {
    const { taker } = this;
    const bytes = this.rest.length === 0 ? piece : joined(this.rest, piece);
    this.rest = new Uint8Array(0);
    let from = 0;
    if (taker.isWithinRecord()) {
      from = bytes.indexOf(newline) + 1;
      taker.takeText(from === 0 ? bytes : bytes.subarray(0, from));
      if (from === 0) return;
    }
    const end = bytes.lastIndexOf(newline) + 1;
    if (!taker.isWithinRecord() && end > from) {
      from = taker.takeLines(bytes, from, end);
    }
    if (from < end) taker.takeText(bytes.subarray(from, end));
    if (taker.isWithinRecord() || bytes.length - end > longestWait) {
      taker.takeText(bytes.subarray(Math.max(from, end)));
    } else {
      this.rest = bytes.slice(Math.max(from, end));
    }
  }

  /** Hands over the last line, when it has no line end. */
  finish(): void {
    if (this.rest.length > 0) this.taker.takeText(this.rest);
    this.rest = new Uint8Array(0);
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
