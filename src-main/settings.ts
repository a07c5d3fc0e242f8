import { z } from "zod";
import type { Settings } from "./ipc.ts";

export const themeChoice = z.enum(["system", "light", "dark"]);
export const languageChoice = z.enum(["system", "en", "de"]);
export const decimals = z.int().min(2).max(6).nullable();
const MOST_THREADS = 256;
export const threads = z.int().min(1).max(MOST_THREADS).nullable();
export const notation = z.enum(["automatic", "plain", "scientific"]);

const MOST_LESSONS = 500;
const MOST_QUESTIONS = 2000;
const name = z.string().max(80);

export const lessonProgress = z
  .record(
    name,
    z.strictObject({
      seed: z
        .int()
        .min(0)
        .lt(2 ** 32),
      solved: z.array(name).max(MOST_QUESTIONS),
    }),
  )
  .refine((progress) => Object.keys(progress).length <= MOST_LESSONS);

export const settingsSchema: z.ZodType<Settings> = z.object({
  theme: themeChoice,
  // Of later versions than the first: a file without them has the defaults.
  language: languageChoice.default("system"),
  decimals: decimals.default(null),
  notation: notation.default("automatic"),
  threads: threads.default(null),
  fastArithmetic: z.boolean().default(false),
  keepAwake: z.boolean().default(false),
  notify: z.boolean().default(true),
  toured: z.boolean().default(false),
  progress: lessonProgress.exactOptional(),
});

export const DEFAULT_SETTINGS: Settings = {
  theme: "system",
  language: "system",
  decimals: null,
  notation: "automatic",
  threads: null,
  fastArithmetic: false,
  keepAwake: false,
  notify: true,
  toured: false,
};
