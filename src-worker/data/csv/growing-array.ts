const blockLength = 2 ** 16;

/** A typed array that grows at its end by blocks, so that growing copies nothing. */
export class GrowingArray<A extends Float32Array | Float64Array | Int32Array> {
  private readonly type: new (
    length: number,
  ) => A;
  private readonly blocks: A[] = [];
  private last: A;
  private capacity: number;
  /** Values in the blocks before the last. */
  private before = 0;
  private used = 0;

  /**
   * @param expected about how many values will come. The first block is as large, so that they
   *   need not be copied; memory that is not written to costs nothing.
   */
  constructor(type: new (length: number) => A, expected = 0) {
    this.type = type;
    this.capacity = Math.max(blockLength, expected);
    this.last = new type(this.capacity);
  }

  add(value: number): void {
    if (this.used === this.capacity) {
      this.blocks.push(this.last);
      this.before += this.capacity;
      this.capacity = blockLength;
      this.last = new this.type(blockLength);
      this.used = 0;
    }
    this.last[this.used++] = value;
  }

  get length(): number {
    return this.before + this.used;
  }

  /** All values in one array. The blocks are given up: nothing can be added afterwards. */
  finish(): A {
    const last = this.last.subarray(0, this.used) as A;
    if (this.blocks.length === 0 && this.used > this.capacity / 2) return last;
    const all = new this.type(this.length);
    let filled = 0;
    for (const block of [...this.blocks, last]) {
      all.set(block, filled);
      filled += block.length;
    }
    this.blocks.length = 0;
    return all;
  }
}
