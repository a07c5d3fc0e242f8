import { activations } from "../graph/activations.ts";
import { unaryFunctions } from "../graph/elementwise.ts";
import type { Arithmetic, Kernel } from "./memory.ts";
import { largestOf, softmaxRow } from "./softmax.ts";

/**
 * Forward (`name`: z, u, size) and backward (`name.gradient`: z, u, du, dz, size) of every
 * elementwise function of one operand, and of softmax over rows (… rows, columns).
 */
export const activationKernels = (a: Arithmetic): Record<string, Kernel> => {
  const table: Record<string, Kernel> = {};
  for (const { name, value, derivative } of [...activations, ...unaryFunctions]) {
    if (value === null || derivative === null) continue;
    table[name] = ({ f }, z, u, size) => {
      for (let i = 0; i < size; i++) f[u + i] = value(a, f[z + i] as number);
    };
    table[`${name}.gradient`] = ({ f }, z, u, du, dz, size) => {
      for (let i = 0; i < size; i++) {
        const slope = derivative(a, f[z + i] as number, f[u + i] as number);
        f[dz + i] = a.round((f[dz + i] as number) + a.round((f[du + i] as number) * slope));
      }
    };
  }
  table.softmax = softmax(a);
  table["softmax.gradient"] = softmaxGradient(a);
  return table;
};

/** u_ij = e^(z_ij − max) / Σ_k e^(z_ik − max): finite for every finite z. */
const softmax =
  (a: Arithmetic): Kernel =>
  ({ f }, z, u, rows, columns) => {
    for (let i = 0; i < rows; i++) {
      const from = z + i * columns;
      softmaxRow(a, f, from, u + i * columns, columns, largestOf(f, from, columns));
    }
  };

/** ∂L/∂z_ij += u_ij·(∂L/∂u_ij − Σ_k ∂L/∂u_ik·u_ik). Arguments: u, du, dz, rows, columns. */
const softmaxGradient =
  ({ round }: Arithmetic): Kernel =>
  ({ f }, u, du, dz, rows, columns) => {
    for (let i = 0; i < rows; i++) {
      const row = i * columns;
      let dot = 0;
      for (let j = row; j < row + columns; j++) {
        dot = round(dot + round((f[du + j] as number) * (f[u + j] as number)));
      }
      for (let j = row; j < row + columns; j++) {
        const slope = round((f[u + j] as number) * round((f[du + j] as number) - dot));
        f[dz + j] = round((f[dz + j] as number) + slope);
      }
    }
  };
