/** German, one table; a file each for the parts of the window. */
import { bench } from "./bench.ts";
import { evaluate } from "./evaluate.ts";
import { inspect } from "./inspect.ts";
import { lab } from "./lab.ts";
import { learn } from "./learn.ts";
import { menus } from "./menus.ts";
import { names } from "./names.ts";
import { report } from "./report.ts";
import { state } from "./state.ts";

export { messages } from "./messages/index.ts";

export const german = {
  ...names,
  ...menus,
  ...bench,
  ...state,
  ...evaluate,
  ...inspect,
  ...lab,
  ...learn,
  ...report,
} as const;

/** Every text of the window in English. */
export type Phrase = keyof typeof german;
