import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { prepareDataset } from "../../../src-worker/data/prepare.ts";
import { UserError } from "../../../src-worker/errors.ts";
import expectations from "../../fixtures/bad-inputs/expectations.json" with { type: "json" };
import more from "../../fixtures/bad-inputs/expectations-more.json" with { type: "json" };
import { usualSpec } from "./spec.ts";
import { readText } from "./text-stream.ts";

interface Expectation {
  readonly file: string;
  readonly kind: string;
  readonly expected: string;
  readonly why: string;
  readonly mention?: string;
  readonly maxMessage?: number;
}

const files: readonly Expectation[] = [...expectations.files, ...more.files];

/** Reads and prepares as the command line does: strictly, with the last column as target. */
async function open(file: string) {
  const bytes = readFileSync(new URL(`../../fixtures/bad-inputs/${file}`, import.meta.url));
  const table = await readText(new Uint8Array(bytes), { strict: true });
  return prepareDataset(table, {
    targets: [table.columns.at(-1)?.name ?? ""],
    ...usualSpec,
  });
}

/** The message as the command line prints it, but for the file's name. */
function printed({ message, remedy, place }: UserError): string {
  return `${place.line ?? ""}: ${message}; ${remedy}`;
}

it.each(files.filter(({ kind, expected }) => kind === "csv" && expected === "accepted"))(
  "accepts $file: $why",
  async ({ file }) => {
    const dataset = await open(file);
    expect(dataset.parts.training.rows).toBeGreaterThan(0);
    expect(dataset.parts.training.x.every(Number.isFinite)).toBe(true);
  },
);

it.each(files.filter(({ kind, expected }) => kind === "csv" && expected === "rejected"))(
  "refuses $file: $why",
  async ({ file, mention = "", maxMessage = 500 }) => {
    const error = await open(file).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UserError);
    const message = printed(error as UserError);
    expect(message).toContain(mention);
    expect(message.length).toBeLessThanOrEqual(maxMessage);
  },
);
