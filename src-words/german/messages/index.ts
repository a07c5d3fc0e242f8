/**
 * German of the messages of the engine and of the main process, in which values stand already: `{0}` is what stands at the
 * first place. test/unit/words/messages.test.ts names what is missing.
 */
import { advice } from "./advice.ts";
import { data } from "./data.ts";
import { explanations } from "./explanations.ts";
import { files } from "./files.ts";
import { formulas } from "./formulas.ts";
import { models } from "./models.ts";

export const messages = {
  ...advice,
  ...data,
  ...models,
  ...formulas,
  ...files,
  ...explanations,
} as const;
