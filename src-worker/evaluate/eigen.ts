const SWEEPS = 60;

export interface Eigenpair {
  readonly value: number;
  /** Of length 1. */
  readonly vector: readonly number[];
}

/**
 * Eigenvalues of a symmetric matrix, the largest first, with their vectors: Jacobi's rotations in
 * cyclic order (Golub and Van Loan, "Matrix Computations", section 8.5). Roots and the four basic
 * operations alone, so that every computer gets the same bits.
 */
export function eigenvectors(symmetric: readonly (readonly number[])[]): Eigenpair[] {
  const size = symmetric.length;
  const a = symmetric.map((row) => Float64Array.from(row));
  const vectors = a.map((_, row) => Float64Array.from(a, (_, column) => (row === column ? 1 : 0)));
  const at = (rows: Float64Array[], row: number, column: number) => rows[row]?.[column] as number;
  const set = (rows: Float64Array[], row: number, column: number, value: number) => {
    (rows[row] as Float64Array)[column] = value;
  };
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let rotated = false;
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) {
        const off = at(a, p, q);
        const scale = Math.sqrt(Math.abs(at(a, p, p) * at(a, q, q)));
        if (Math.abs(off) <= 1e-15 * scale || off === 0) continue;
        rotated = true;
        const tau = (at(a, q, q) - at(a, p, p)) / (2 * off);
        const t = (tau >= 0 ? 1 : -1) / (Math.abs(tau) + Math.sqrt(1 + tau * tau));
        const c = 1 / Math.sqrt(1 + t * t);
        const s = t * c;
        for (let k = 0; k < size; k++) {
          const [kp, kq] = [at(a, k, p), at(a, k, q)];
          set(a, k, p, c * kp - s * kq);
          set(a, k, q, s * kp + c * kq);
        }
        for (let k = 0; k < size; k++) {
          const [pk, qk] = [at(a, p, k), at(a, q, k)];
          set(a, p, k, c * pk - s * qk);
          set(a, q, k, s * pk + c * qk);
          const [vp, vq] = [at(vectors, k, p), at(vectors, k, q)];
          set(vectors, k, p, c * vp - s * vq);
          set(vectors, k, q, s * vp + c * vq);
        }
      }
    }
    if (!rotated) break;
  }
  return a
    .map((row, index) => ({
      value: row[index] as number,
      vector: vectors.map((own) => own[index] as number),
    }))
    .sort((one, other) => other.value - one.value);
}
