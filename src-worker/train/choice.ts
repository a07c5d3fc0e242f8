import { UserError } from "../errors.ts";
import type { CatalogueEntry, Choice } from "./options.ts";

/**
 * The catalogue's entry for a choice, and all of its options with the defaults filled in.
 *
 * @param kind for messages: "optimizer"
 * @throws {UserError} naming what there is, or the option that is unknown or out of range
 */
export function resolve<Entry extends CatalogueEntry>(
  entries: readonly Entry[],
  choice: Choice,
  kind: string,
): { entry: Entry; options: Readonly<Record<string, number>> } {
  const entry = entries.find(({ name }) => name === choice.name);
  if (!entry) {
    const names = entries.map(({ name }) => name).join(", ");
    throw new UserError(`there is no ${kind} "${choice.name}"`, `choose one of ${names}`);
  }
  const options: Record<string, number> = {};
  for (const spec of entry.options) {
    const value = choice.options[spec.name] ?? spec.default;
    const whole = !spec.integer || Number.isInteger(value);
    if (!(value >= spec.minimum && value <= spec.maximum && whole)) {
      throw new UserError(
        `${kind} ${entry.name}: ${spec.name} is ${value}`,
        `choose a ${spec.integer ? "whole number" : "number"} from ${spec.minimum} to ${spec.maximum}`,
      );
    }
    options[spec.name] = value;
  }
  for (const name of Object.keys(choice.options)) {
    if (name in options) continue;
    const valid = entry.options.map((spec) => spec.name).join(", ") || "none";
    throw new UserError(
      `${kind} ${entry.name} has no option "${name}"`,
      `its options are: ${valid}`,
    );
  }
  return { entry, options };
}
