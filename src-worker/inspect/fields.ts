import type { z } from "zod";
import { UserError } from "../errors.ts";
import { issueWords } from "../formats/schemas.ts";
import { type Json, quoted } from "../json.ts";

/** The format that problem files name. */
export const problemFormat = "chainrule-problem/1";

/** Checks the fields of a problem. @throws {UserError} naming the first that is wrong */
export function checkedFields<T>(json: Json, schema: z.ZodType<T>, file: string): T {
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const path = issue?.path.map(String).join(".") || "the problem";
  throw fieldFault(file, path, `is wrong: ${issueWords(issue)}`);
}

/** What is wrong with a field, as in `inputs.W.data`. */
export function fieldFault(file: string, name: string, what: string): UserError {
  return new UserError(`${quoted(name)} ${what}`, "correct the problem file", { file, name });
}
