import type { CatalogueEntry, Choice } from "../../src-worker/api.ts";
import { UsageError } from "./failure.ts";
import { number, whole } from "./numbers.ts";

/**
 * Reads `name` or `name:option=value,option=value` against a catalogue.
 * @throws UsageError naming the option of the command line, the wrong word and the valid ones
 */
export function readChoice(
  option: string,
  text: string,
  entries: readonly CatalogueEntry[],
): Choice {
  const colon = text.indexOf(":");
  const entry = findEntry(option, colon < 0 ? text : text.slice(0, colon), entries);
  const options: Record<string, number> = {};
  for (const setting of colon < 0 ? [] : text.slice(colon + 1).split(",")) {
    const [name = "", value] = setting.split("=");
    options[name] = readSetting(option, entry, name, value);
  }
  return { name: entry.name, options };
}

/** The entry of that name. */
export function findEntry<E extends CatalogueEntry>(
  option: string,
  name: string,
  entries: readonly E[],
): E {
  const entry = entries.find((candidate) => candidate.name === name);
  if (entry) return entry;
  const valid = entries.map((candidate) => candidate.name).join(", ");
  throw new UsageError(`${option} "${name}" is not known; valid: ${valid}`);
}

function readSetting(
  option: string,
  entry: CatalogueEntry,
  name: string,
  value: string | undefined,
): number {
  const spec = entry.options.find((candidate) => candidate.name === name);
  if (!spec) {
    const names = entry.options.map((candidate) => candidate.name);
    const valid = names.length === 0 ? "it has none" : `valid: ${names.join(", ")}`;
    throw new UsageError(`${option} "${entry.name}" has no option "${name}"; ${valid}`);
  }
  const bounds = { minimum: spec.minimum, maximum: spec.maximum };
  const read = spec.integer ? whole(spec.minimum, spec.maximum) : number(bounds);
  return read(`${option} ${entry.name}:${name}`, value ?? "");
}
