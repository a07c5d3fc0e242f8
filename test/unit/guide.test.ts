import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { german } from "../../src-words/german/index.ts";

const words: Readonly<Record<string, string>> = german;
const root = join(import.meta.dirname, "../..");

type Block =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | { readonly kind: "code"; readonly language: string; readonly text: string };

interface Guide {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly sections: readonly {
    readonly id: string;
    readonly title: string;
    readonly blocks: readonly Block[];
  }[];
}

function blockText(block: Block): string {
  if (block.kind === "list") return block.items.map((item) => `- ${item}`).join("\n");
  if (block.kind === "code") return `\`\`\`${block.language}\n${block.text}\n\`\`\``;
  return block.text.replaceAll("\n", "\n\n");
}

/** The guide of the program as Markdown, whose marks a lesson's texts are. */
function markdown({ title, about, sections }: Guide): string {
  const parts = sections.flatMap(({ title: heading, blocks }) => [
    `## ${heading}`,
    ...blocks.map(blockText),
  ]);
  return `${[`# ${title}`, about, ...parts].join("\n\n")}\n`;
}

const lessons = join(root, "src-renderer/lessons");
const read = (name: string) => JSON.parse(readFileSync(join(lessons, name), "utf8")) as Guide;

test.each([
  ["docs/guide.md", "9-using-chainrule.json"],
  ["docs/guide.de.md", "9-using-chainrule.de.json"],
])("%s is the guide of the program; `-u` writes it anew", async (path, lesson) => {
  await expect(markdown(read(lesson))).toMatchFileSnapshot(join(root, path));
});

test("the German guide has the sections and blocks of the English one, in their order", () => {
  const shape = ({ id, sections }: Guide) => [
    id,
    ...sections.map(({ id, blocks }) => [
      id,
      ...blocks.map((block) => [block.kind, block.kind === "list" ? block.items.length : 1]),
    ]),
  ];
  const german = read("9-using-chainrule.de.json");
  const english = read("9-using-chainrule.json");
  expect(shape(german)).toEqual(shape(english));
  const code = ({ sections }: Guide) =>
    sections.flatMap(({ blocks }) => blocks.filter(({ kind }) => kind === "code"));
  expect(code(german)).toEqual(code(english));
});

test("what the German guide names in bold is written so in the window", () => {
  const said = new Set(Object.values(words).map((word) => word.replace(/…$/, "")));
  const english = new Set(Object.keys(words).map((word) => word.replace(/…$/, "")));
  const bold = (guide: Guide) =>
    [...markdown(guide).matchAll(/\*\*([^*]+)\*\*/g)].map(([, name = ""]) =>
      name.replace(/…$/, ""),
    );
  // Kinds of files, and keys.
  const own = /^(?:Modell|Projekt|(?:Strg|⌘|Umschalt) \w+|F1)$/;
  expect(
    bold(read("9-using-chainrule.de.json")).filter((n) => !own.test(n) && !said.has(n)),
  ).toEqual([]);
  const keys = /^(?:model|project|doctor|(?:Ctrl|⌘|Shift) \w+|F1)$/;
  expect(
    bold(read("9-using-chainrule.json")).filter((n) => !keys.test(n) && !english.has(n)),
  ).toEqual([]);
});
