const blockLength = 2 ** 16;

/** A typed array that grows at its end by blocks, so that growing copies nothing. */
export class GrowingArray<A extends Float32Array | Float64Array | Int32Array> {
  private readonly type: new (
    length: number,
  ) => A;
  private readonly blocks: A[] = [];
  private last: A;
  private used = 0;

  constructor(type: new (length: number) => A) {
    this.type = type;
    this.last = new type(blockLength);
  }

  add(value: number): void {
    if (this.used === blockLength) {
      this.blocks.push(this.last);
      this.last = new this.type(blockLength);
      this.used = 0;
    }
    this.last[this.used++] = value;
  }

  get length(): number {
    return this.blocks.length * blockLength + this.used;
  }

  /** All values in one array. The blocks are given up: nothing can be added afterwards. */
  finish(): A {
    const all = new this.type(this.length);
    this.blocks.forEach((block, index) => {
      all.set(block, index * blockLength);
    });
    all.set(this.last.subarray(0, this.used), this.blocks.length * blockLength);
    this.blocks.length = 0;
    return all;
  }
}
