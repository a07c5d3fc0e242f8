import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { prepareDataset } from "../../../src-worker/data/prepare.ts";
import { UserError } from "../../../src-worker/errors.ts";
import expectations from "../../fixtures/bad-inputs/expectations.json" with { type: "json" };
import more from "../../fixtures/bad-inputs/expectations-more.json" with { type: "json" };
import { readBytes } from "./readers/read.ts";
import { usualSpec } from "./spec.ts";

interface Expectation {
  readonly file: string;
  readonly kind: string;
  readonly expected: string;
  readonly why: string;
  readonly mention?: string;
  readonly mentionAny?: readonly string[];
  readonly maxMessage?: number;
  /** A pair's first file. */
  readonly with?: string;
}

const kinds = ["csv", "idx", "idx-pair", "npy"];
const files: readonly Expectation[] = [...expectations.files, ...more.files];
const expected = (what: string) =>
  files.filter((file) => kinds.includes(file.kind) && file.expected === what);

function bytesOf(file: string): Uint8Array {
  return readFileSync(new URL(`../../fixtures/bad-inputs/${file}`, import.meta.url));
}

/** Text is prepared for training too, as the command line tries it: strictly, target last. */
async function open({ file, kind, with: first }: Expectation) {
  if (first !== undefined) {
    return readBytes(bytesOf(first), first, { labels: bytesOf(file) });
  }
  const reading = { strict: true };
  const table = await readBytes(bytesOf(file), file, { reading });
  if (kind !== "csv") return table;
  const targets = [table.columns.at(-1)?.name ?? ""];
  const { parts } = prepareDataset(table, { targets, ...usualSpec });
  expect(parts.training.rows).toBeGreaterThan(0);
  expect(parts.training.x.every(Number.isFinite)).toBe(true);
  return table;
}

/** The message as the command line prints it, but for the file's name. */
function printed({ message, remedy, place }: UserError): string {
  return `${place.line ?? ""}: ${message}; ${remedy}`;
}

it.each(expected("accepted"))("accepts $file: $why", async (file) => {
  expect((await open(file)).rows).toBeGreaterThan(0);
});

it.each(expected("rejected"))("refuses $file: $why", async (file) => {
  const { mention = "", mentionAny = [""], maxMessage = 500 } = file;
  const error = await open(file).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(UserError);
  const message = printed(error as UserError);
  expect(message).toContain(mention);
  expect(mentionAny.some((words) => message.includes(words))).toBe(true);
  expect(message.length).toBeLessThanOrEqual(maxMessage);
});
