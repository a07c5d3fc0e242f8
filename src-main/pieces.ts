import type { KeptPart } from "./ipc.ts";

interface Arriving {
  readonly pieces: Uint8Array[];
  /** Bytes still to come. */
  rest: number;
}

/** Puts together what pages send piece by piece. */
export class Pieces {
  private readonly arriving = new Map<string, Arriving>();

  /**
   * @param rest bytes still to come after this piece
   * @returns all of it with the last piece, null before; a piece that does not go on from the one
   * before begins anew
   */
  add(owner: number, part: KeptPart, bytes: Uint8Array, rest: number): Uint8Array | null {
    const key = `${owner} ${part}`;
    const before = this.arriving.get(key);
    const goesOn = before?.rest === bytes.length + rest;
    const pieces = goesOn ? [...before.pieces, bytes] : [bytes];
    this.arriving.delete(key);
    if (rest === 0) return pieces.length === 1 ? bytes : Buffer.concat(pieces);
    this.arriving.set(key, { pieces, rest });
    return null;
  }

  /** The page has gone: what it had begun to send comes to nothing. */
  forget(owner: number): void {
    for (const key of this.arriving.keys()) {
      if (key.startsWith(`${owner} `)) this.arriving.delete(key);
    }
  }
}
