import { isAbsolute } from "node:path";
import { z } from "zod";
import { areFilesTogether, isNameInside, isPlainName } from "./export-folder.ts";
import type { Channel, Requests } from "./ipc.ts";
import { isPng } from "./png.ts";
import {
  decimals,
  languageChoice,
  lessonProgress,
  notation,
  themeChoice,
  threads,
} from "./settings.ts";

const LONGEST_TEXT = 4096;
const LARGEST_SAVE = 2 * 2 ** 30;
const MOST_EXPORTED = 10_000;
const LONGEST_COPY = 64 * 2 ** 20;
const LARGEST_REPORT = 64 * 2 ** 20;
const LARGEST_PICTURE = 64 * 2 ** 20;

const text = z.string().max(LONGEST_TEXT);
const fileName = text.min(1).refine((name) => !name.includes("\0"));

const html = z.instanceof(Uint8Array).refine((bytes) => bytes.length <= LARGEST_REPORT);
const png = z
  .instanceof(Uint8Array)
  .refine(isPng)
  .refine((bytes) => bytes.length <= LARGEST_PICTURE);
const namedAs = (ending: string) =>
  text.refine((name) => isPlainName(name) && name.toLowerCase().endsWith(ending));

const exported = z
  .strictObject({
    name: text.refine(isPlainName),
    folder: z.boolean(),
    files: z
      .array(z.strictObject({ name: text.refine(isNameInside), bytes: z.instanceof(Uint8Array) }))
      .min(1)
      .max(MOST_EXPORTED),
  })
  .refine(({ folder, files }) => folder || files.length === 1)
  .refine(({ files }) => areFilesTogether(files.map(({ name }) => name)))
  .refine(({ files }) => files.reduce((sum, { bytes }) => sum + bytes.length, 0) <= LARGEST_SAVE);

/** What each request may carry; a channel without its entry does not compile. */
const ARGUMENTS: { readonly [Name in Channel]: z.ZodType<Requests[Name]["args"]> } = {
  "open-file": z.tuple([z.enum(["data", "model", "project", "lesson"])]),
  "open-folder": z.tuple([]),
  // Empty: the page made the file itself, it lies on no disk.
  "open-dropped": z.tuple([text.refine((path) => path === "" || isAbsolute(path))]),
  "recent-files": z.tuple([]),
  "open-recent": z.tuple([text]),
  "clear-recent": z.tuple([]),
  "release-file": z.tuple([text]),
  "save-file": z.tuple([
    z.strictObject({
      bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.byteLength <= LARGEST_SAVE),
      name: fileName,
      token: text.nullable(),
    }),
  ]),
  "set-training": z.tuple([
    z.strictObject({
      running: z.boolean(),
      share: z.number().min(0).max(1).nullable(),
      words: text,
    }),
  ]),
  "keep-work": z.tuple([
    z.strictObject({
      part: z.enum(["table", "model"]),
      bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.byteLength <= LARGEST_SAVE),
      rest: z.int().nonnegative().max(LARGEST_SAVE),
      title: text,
    }),
  ]),
  "lost-work": z.tuple([]),
  "recover-work": z.tuple([text]),
  "adopt-work": z.tuple([text]),
  "discard-work": z.tuple([text]),
  "export-files": z.tuple([exported]),
  "print-report": z.tuple([html]),
  "save-report": z.tuple([z.strictObject({ name: namedAs(".pdf"), html })]),
  "copy-picture": z.tuple([png]),
  "drag-picture": z.tuple([z.strictObject({ name: namedAs(".png"), png })]),
  "copy-text": z.tuple([z.string().max(LONGEST_COPY)]),
  settings: z.tuple([]),
  "change-settings": z.tuple([
    z.strictObject({
      theme: themeChoice.exactOptional(),
      language: languageChoice.exactOptional(),
      decimals: decimals.exactOptional(),
      notation: notation.exactOptional(),
      threads: threads.exactOptional(),
      fastArithmetic: z.boolean().exactOptional(),
      keepAwake: z.boolean().exactOptional(),
      notify: z.boolean().exactOptional(),
      toured: z.boolean().exactOptional(),
      progress: lessonProgress.exactOptional(),
    }),
  ]),
  "set-edited": z.tuple([z.boolean()]),
  "set-title": z.tuple([text, text.nullable()]),
};

export const CHANNELS = Object.keys(ARGUMENTS) as Channel[];

/**
 * @returns the arguments, known to be what the contract says
 * @throws {TypeError} when they are not: then the page is not ours any more
 */
export function checkedArguments<Name extends Channel>(
  channel: Name,
  args: readonly unknown[],
): Requests[Name]["args"] {
  const result = ARGUMENTS[channel].safeParse(args);
  if (!result.success) throw new TypeError(`${channel}: arguments that the contract excludes`);
  return result.data;
}
