import { readFileSync, renameSync } from "node:fs";
import type { z } from "zod";
import { save } from "./save.ts";

/**
 * A small JSON file in the user's folder. A damaged one is put aside and the default used: losing
 * a preference must never keep the program from starting.
 */
export class Stored<Value> {
  private readonly path: string;
  private current: Value;

  /** @param fallback the value of a first start */
  constructor(path: string, schema: z.ZodType<Value>, fallback: Value) {
    this.path = path;
    this.current = read(path, schema) ?? fallback;
  }

  get value(): Value {
    return this.current;
  }

  /** Takes effect at once; the promise tells when it is on the disk. */
  async change(value: Value): Promise<void> {
    this.current = value;
    const text = `${JSON.stringify(value, null, 2)}\n`;
    await save(this.path, new TextEncoder().encode(text), { backup: false });
  }
}

function read<Value>(path: string, schema: z.ZodType<Value>): Value | undefined {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    putAside(path);
    return undefined;
  }
}

function putAside(path: string): void {
  try {
    renameSync(path, `${path}.damaged`);
  } catch {
    // The folder cannot be written: the next start will find it again.
  }
}
