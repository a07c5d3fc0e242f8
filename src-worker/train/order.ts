import { Random, type RandomState } from "../kernels/random.ts";

/** The order in which an epoch goes through the rows, drawn anew for each. */
export class EpochOrder {
  /** Row numbers of the current epoch. */
  readonly rows: Int32Array;
  private before: RandomState;
  private after: RandomState;

  /** @param before state of the generator from which the current epoch's order is drawn */
  constructor(count: number, before: RandomState) {
    this.rows = new Int32Array(count);
    this.before = before;
    this.after = this.draw();
  }

  /** State from which the current epoch's order can be drawn again: all there is to save. */
  get state(): RandomState {
    return this.before;
  }

  /** Draws the next epoch's order. */
  advance(): void {
    this.before = this.after;
    this.after = this.draw();
  }

  private draw(): RandomState {
    const random = Random.from(this.before);
    for (let row = 0; row < this.rows.length; row++) this.rows[row] = row;
    random.shuffle(this.rows);
    return random.state;
  }
}
