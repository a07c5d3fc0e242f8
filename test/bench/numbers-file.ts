import { open } from "node:fs/promises";
import { Random } from "../../src-worker/kernels/random.ts";

const COLUMNS = 20;
const ROWS_AT_A_TIME = 1000;

/** How numbers are written: a few digits, or as many as float64 has. */
export type Digits = "few" | "many";

/**
 * Writes a CSV file of about so many bytes with a header and columns of numbers.
 * @returns its rows
 */
export async function generated(path: string, bytes: number, digits: Digits): Promise<number> {
  const random = new Random(1, digits);
  const cell = (column: number) => {
    if (digits === "many") return String(random.word() / 2 ** 32 - random.uniform() / 3);
    if (column % 4 === 0) return String(random.below(256));
    return (random.uniform() * 20 - 10).toFixed(4);
  };
  const row = () => Array.from({ length: COLUMNS }, (_, column) => cell(column)).join(",");
  const file = await open(path, "w");
  try {
    await file.write(`${Array.from({ length: COLUMNS }, (_, column) => `x${column}`).join(",")}\n`);
    let rows = 0;
    for (let size = 0; size < bytes; rows += ROWS_AT_A_TIME) {
      const block = `${Array.from({ length: ROWS_AT_A_TIME }, row).join("\n")}\n`;
      await file.write(block);
      size += block.length;
    }
    return rows;
  } finally {
    await file.close();
  }
}
