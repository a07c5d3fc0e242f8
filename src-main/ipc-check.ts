import { isAbsolute } from "node:path";
import { z } from "zod";
import type { Channel, Requests } from "./ipc.ts";
import { themeChoice } from "./settings.ts";

const LONGEST_TEXT = 4096;
const LARGEST_SAVE = 2 * 2 ** 30;

const text = z.string().max(LONGEST_TEXT);
const fileName = text.min(1).refine((name) => !name.includes("\0"));

/** What each request may carry; a channel without its entry does not compile. */
const ARGUMENTS: { readonly [Name in Channel]: z.ZodType<Requests[Name]["args"]> } = {
  "open-file": z.tuple([z.enum(["data", "model"])]),
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
  settings: z.tuple([]),
  "change-settings": z.tuple([z.strictObject({ theme: themeChoice.exactOptional() })]),
  "set-edited": z.tuple([z.boolean()]),
  "set-title": z.tuple([text]),
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
