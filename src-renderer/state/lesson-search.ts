import type { Lesson } from "../../src-worker/api.ts";

/** All texts that stand somewhere in a value, one after the other. */
function textsOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return "";
  return Object.values(value).map(textsOf).join("\n");
}

/** The sections of a lesson in which all words sought occur, in their titles or below them. */
export function sectionsWith({ sections }: Lesson, sought: string): Lesson["sections"] {
  const words = sought.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return sections;
  return sections.filter(({ title, blocks }) => {
    // Marks of bold and code would part what is read as one.
    const text = `${title}\n${textsOf(blocks)}`.replaceAll(/[*`]/g, "").toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
