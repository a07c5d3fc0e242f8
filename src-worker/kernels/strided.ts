import { binaryFunctions } from "../graph/elementwise.ts";
import type { Arithmetic, Kernel } from "./memory.ts";

/**
 * Kernels over tensors of up to four axes. An operand's strides say how far its address moves by
 * one step of each axis; a stride of 0 repeats it (broadcasting) or sums over the axis. Elements
 * are visited in rising order, the last axis fastest.
 */
export const stridedKernels = (a: Arithmetic): Record<string, Kernel> => {
  const table: Record<string, Kernel> = {
    stridedAdd: stridedAdd(a),

    /** x ← x / divisor. */
    divideBy: ({ f }, x, divisor, size) => {
      for (let e = 0; e < size; e++) f[x + e] = a.round((f[x + e] as number) / divisor);
    },

    /** u_i ← ln Σ_k e^(z_ik), finite for every finite z. */
    logSumExp: ({ f }, z, u, rows, columns) => {
      for (let i = 0; i < rows; i++) {
        const row = z + i * columns;
        let largest = f[row] as number;
        for (let k = 1; k < columns; k++) largest = Math.max(largest, f[row + k] as number);
        let sum = 0;
        for (let k = 0; k < columns; k++) {
          sum = a.round(sum + a.exp(a.round((f[row + k] as number) - largest)));
        }
        f[u + i] = a.round(largest + a.log(sum));
      }
    },

    /** dz_ik += du_i·e^(z_ik − u_i). */
    "logSumExp.gradient": ({ f }, z, u, du, dz, rows, columns) => {
      for (let i = 0; i < rows; i++) {
        for (let e = i * columns; e < (i + 1) * columns; e++) {
          const share = a.exp(a.round((f[z + e] as number) - (f[u + i] as number)));
          f[dz + e] = a.round((f[dz + e] as number) + a.round((f[du + i] as number) * share));
        }
      }
    },

    /** out ← Σ x². */
    squaredNorm: ({ f }, x, out, size) => {
      let sum = 0;
      for (let e = 0; e < size; e++) {
        sum = a.round(sum + a.round((f[x + e] as number) * (f[x + e] as number)));
      }
      f[out] = sum;
    },

    /** dx += 2·x·dout. */
    "squaredNorm.gradient": ({ f }, x, dout, dx, size) => {
      const scale = a.round(2 * (f[dout] as number));
      for (let e = 0; e < size; e++) {
        f[dx + e] = a.round((f[dx + e] as number) + a.round((f[x + e] as number) * scale));
      }
    },
  };

  for (const { name, value, byLeft, byRight } of binaryFunctions) {
    // x, y, out; counts of the axes; strides of x; strides of y.
    table[name] = ({ f }, x, y, out, n0, n1, n2, n3, x0, x1, x2, x3, y0, y1, y2, y3) => {
      let to = out;
      for (let i = 0; i < n0; i++) {
        for (let j = 0; j < n1; j++) {
          for (let k = 0; k < n2; k++) {
            const left = x + i * x0 + j * x1 + k * x2;
            const right = y + i * y0 + j * y1 + k * y2;
            for (let l = 0; l < n3; l++) {
              f[to++] = value(a, f[left + l * x3] as number, f[right + l * y3] as number);
            }
          }
        }
      }
    };
    table[`${name}.byLeft`] = partial(a, byLeft);
    table[`${name}.byRight`] = partial(a, byRight);
  }
  return table;
};

/**
 * Adds dout·∂out/∂(one operand) to that operand's gradient. Arguments: x, y, out, dout, the
 * operand's gradient; counts; strides of x; strides of y; strides of the operand.
 */
const partial =
  (a: Arithmetic, derivative: (a: Arithmetic, x: number, y: number, u: number) => number): Kernel =>
  (
    { f },
    x,
    y,
    out,
    dout,
    gradient,
    n0,
    n1,
    n2,
    n3,
    x0,
    x1,
    x2,
    x3,
    y0,
    y1,
    y2,
    y3,
    ...strides
  ) => {
    const [g0, g1, g2, g3] = strides as [number, number, number, number];
    let from = 0;
    for (let i = 0; i < n0; i++) {
      for (let j = 0; j < n1; j++) {
        for (let k = 0; k < n2; k++) {
          for (let l = 0; l < n3; l++) {
            const left = f[x + i * x0 + j * x1 + k * x2 + l * x3] as number;
            const right = f[y + i * y0 + j * y1 + k * y2 + l * y3] as number;
            const slope = derivative(a, left, right, f[out + from] as number);
            const to = gradient + i * g0 + j * g1 + k * g2 + l * g3;
            f[to] = a.round((f[to] as number) + a.round((f[dout + from] as number) * slope));
            from++;
          }
        }
      }
    }
  };

/** out += in / divisor. Arguments: in, out, divisor; counts; strides of in; strides of out. */
const stridedAdd =
  ({ round }: Arithmetic): Kernel =>
  ({ f }, input, out, divisor, n0, n1, n2, n3, s0, s1, s2, s3, t0, t1, t2, t3) => {
    for (let i = 0; i < n0; i++) {
      for (let j = 0; j < n1; j++) {
        for (let k = 0; k < n2; k++) {
          const from = input + i * s0 + j * s1 + k * s2;
          const to = out + i * t0 + j * t1 + k * t2;
          for (let l = 0; l < n3; l++) {
            const term = round((f[from + l * s3] as number) / divisor);
            f[to + l * t3] = round((f[to + l * t3] as number) + term);
          }
        }
      }
    }
  };
