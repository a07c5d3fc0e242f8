import type { Arithmetic, Kernel } from "./memory.ts";
import { largestOf, softmaxRow } from "./softmax.ts";

/** Word of `memory.d` that holds the float64 sum of the rows' losses after a forward pass. */
export const LOSS_SUM = 0;

/**
 * Losses by row, with the prediction u kept on the way, so that the gradients come fused with
 * the output map: ∂ℓ_i/∂z_ij = u_ij − r_ij for both cross-entropies.
 */
export const lossKernels = (a: Arithmetic): Record<string, Kernel> => ({
  bce: bce(a),
  "bce.gradient": bceGradient(a),
  cce: cce(a),
  "cce.gradient": cceGradient(a),
  squared: squared(a),
  "squared.gradient": squaredGradient(a),
  reduceLosses: reduceLosses(a),
  "reduceLosses.gradient": reduceLossesGradient(a),
});

/** ℓ_i = Σ_j max(z, 0) − y·z + ln(1 + e^−|z|), eq. (17) without overflow; keeps u = σ(z). */
const bce =
  ({ round, exp, log1p }: Arithmetic): Kernel =>
  ({ f }, z, y, losses, u, rows, columns) => {
    for (let i = 0; i < rows; i++) {
      let sum = 0;
      for (let j = i * columns; j < (i + 1) * columns; j++) {
        const logit = f[z + j] as number;
        const power = exp(-Math.abs(logit));
        const linear = round(Math.max(logit, 0) - round((f[y + j] as number) * logit));
        sum = round(sum + round(linear + log1p(power)));
        f[u + j] = round((logit >= 0 ? 1 : power) / round(1 + power));
      }
      f[losses + i] = sum;
    }
  };

/** dz += (u − y)·dℓ. Arguments: u, y, dlosses, dz, rows, columns. */
const bceGradient =
  ({ round }: Arithmetic): Kernel =>
  ({ f }, u, y, dlosses, dz, rows, columns) => {
    for (let i = 0; i < rows; i++) {
      const scale = f[dlosses + i] as number;
      for (let j = i * columns; j < (i + 1) * columns; j++) {
        const slope = round(round((f[u + j] as number) - (f[y + j] as number)) * scale);
        f[dz + j] = round((f[dz + j] as number) + slope);
      }
    }
  };

/** ℓ_i = ln Σ_k e^(z_ik − m) − (z_ic − m), m the largest logit, c the class; eq. (18). */
const cce =
  (a: Arithmetic): Kernel =>
  ({ f, i: words }, z, labels, losses, u, rows, columns) => {
    const { round, log } = a;
    for (let i = 0; i < rows; i++) {
      const from = z + i * columns;
      const largest = largestOf(f, from, columns);
      const sum = softmaxRow(a, f, from, u + i * columns, columns, largest);
      const own = round((f[from + (words[labels + i] as number)] as number) - largest);
      f[losses + i] = round(log(sum) - own);
    }
  };

/** dz += (u − one-hot label)·dℓ. Arguments: u, labels, dlosses, dz, rows, columns. */
const cceGradient =
  ({ round }: Arithmetic): Kernel =>
  ({ f, i: words }, u, labels, dlosses, dz, rows, columns) => {
    for (let i = 0; i < rows; i++) {
      const scale = f[dlosses + i] as number;
      const label = words[labels + i] as number;
      for (let j = 0; j < columns; j++) {
        const at = i * columns + j;
        const error = round((f[u + at] as number) - (j === label ? 1 : 0));
        f[dz + at] = round((f[dz + at] as number) + round(error * scale));
      }
    }
  };

/** ℓ_i = Σ_j (u_ij − y_ij)², eq. (20). */
const squared =
  ({ round }: Arithmetic): Kernel =>
  ({ f }, u, y, losses, rows, columns) => {
    for (let i = 0; i < rows; i++) {
      let sum = 0;
      for (let j = i * columns; j < (i + 1) * columns; j++) {
        const error = round((f[u + j] as number) - (f[y + j] as number));
        sum = round(sum + round(error * error));
      }
      f[losses + i] = sum;
    }
  };

/** du += 2(u − y)·dℓ. */
const squaredGradient =
  ({ round }: Arithmetic): Kernel =>
  ({ f }, u, y, dlosses, du, rows, columns) => {
    for (let i = 0; i < rows; i++) {
      const scale = round(2 * (f[dlosses + i] as number));
      for (let j = i * columns; j < (i + 1) * columns; j++) {
        const slope = round(round((f[u + j] as number) - (f[y + j] as number)) * scale);
        f[du + j] = round((f[du + j] as number) + slope);
      }
    }
  };

/** loss = (Σ_i ℓ_i) / divisor; the sum is float64 and stays in `memory.d`. */
const reduceLosses =
  ({ round }: Arithmetic): Kernel =>
  ({ f, d }, losses, loss, divisor, rows) => {
    let sum = 0;
    for (let i = 0; i < rows; i++) sum += f[losses + i] as number;
    d[LOSS_SUM] = sum;
    f[loss] = round(sum / divisor);
  };

const reduceLossesGradient =
  ({ round }: Arithmetic): Kernel =>
  ({ f }, dloss, dlosses, divisor, rows) => {
    const share = round((f[dloss] as number) / divisor);
    for (let i = 0; i < rows; i++) {
      f[dlosses + i] = round((f[dlosses + i] as number) + share);
    }
  };
