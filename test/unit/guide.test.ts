import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");

type Block =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | { readonly kind: "code"; readonly language: string; readonly text: string };

interface Guide {
  readonly title: string;
  readonly about: string;
  readonly sections: readonly { readonly title: string; readonly blocks: readonly Block[] }[];
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

test("docs/guide.md is the guide of the program; `-u` writes it anew", async () => {
  const path = join(root, "src-renderer/lessons/9-using-chainrule.json");
  const guide = JSON.parse(readFileSync(path, "utf8")) as Guide;
  await expect(markdown(guide)).toMatchFileSnapshot(join(root, "docs/guide.md"));
});
