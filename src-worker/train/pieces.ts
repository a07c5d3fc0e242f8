import type { KernelCall, Program } from "../graph/program.ts";

/** Kernel calls that run as one. */
export interface Piece {
  /** In multiply-adds. */
  readonly work: number;
  readonly run: () => void;
}

/** Work of a piece: training looks at the clock between two. */
const PIECE = 200_000;
/** What a call costs beside its multiply-adds, in these. */
const CALL_WORK = 100;

/** Neighbouring calls as one as long as they are small. */
export function joined(program: Program, calls: readonly KernelCall[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let own: KernelCall[] = [];
  let work = 0;
  const end = () => {
    if (own.length > 0) pieces.push({ work, run: program.join(own) });
    own = [];
    work = 0;
  };
  for (const call of calls) {
    if (work + call.work > PIECE) end();
    own.push(call);
    work += call.work + CALL_WORK;
  }
  end();
  return pieces;
}
