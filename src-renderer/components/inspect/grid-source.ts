/** A rectangle of a matrix, counted from 0. */
export interface Region {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** Where a grid has its numbers from: the whole at once, or region by region as it is scrolled. */
export interface GridSource {
  readonly rows: number;
  readonly columns: number;
  /** Axes of the tensor itself (a vector has 1, a number 0), for copying; 2 unless told. */
  readonly axes?: number;
  /** The numbers of a region, row-major. */
  readonly read: (region: Region) => Promise<ArrayLike<number>> | ArrayLike<number>;
}

/** A tensor that is here as a whole: vectors as one column, more axes than two as rows × last. */
export function wholeTensor(shape: readonly number[], values: ArrayLike<number>): GridSource {
  const { rows, columns } = asMatrix(shape);
  const read = (region: Region) => {
    const part = new Float64Array(region.rows * region.columns);
    for (let row = 0; row < region.rows; row++) {
      for (let column = 0; column < region.columns; column++) {
        const from = (region.row + row) * columns + region.column + column;
        part[row * region.columns + column] = values[from] as number;
      }
    }
    return part;
  };
  return { rows, columns, axes: Math.min(2, shape.length), read };
}

/** Rows and columns a tensor is shown with. */
export function asMatrix(shape: readonly number[]): { rows: number; columns: number } {
  const columns = shape.length > 1 ? (shape.at(-1) ?? 1) : 1;
  return { rows: shape.reduce((product, length) => product * length, 1) / columns, columns };
}
