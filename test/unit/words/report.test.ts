import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { german } from "../../../src-words/german/index.ts";
import { report } from "../../../src-words/german/report.ts";

const folder = join(import.meta.dirname, "../../../src-worker/formats/report");

/** Of the report's code: the texts that its pen says, and what its templates hold beside marks. */
const said: string[] = [];
const bare: string[] = [];
for (const name of readdirSync(folder)) {
  const text = readFileSync(join(folder, name), "utf8");
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === "pen.say") {
      const [first] = node.arguments;
      said.push(
        first && ts.isStringLiteral(first) ? first.text : `${name}: not a text: ${node.getText()}`,
      );
    }
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === "html") {
      const { template } = node;
      const parts = ts.isTemplateExpression(template)
        ? [template.head.text, ...template.templateSpans.map(({ literal }) => literal.text)]
        : [template.text];
      // A zero stands for each value; attributes that are read aloud count as text.
      const page = parts.join("0").replaceAll(/aria-label="([^"]*)"/g, "");
      bare.push(...(page.replaceAll(/<[^>]*>/g, " ").match(/\p{L}{2,}/gu) ?? []));
      const labels = [...parts.join("0").matchAll(/aria-label="([^"]*)"/g)];
      bare.push(...labels.flatMap(([, label]) => label?.match(/\p{L}{2,}/gu) ?? []));
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true));
}

test("all texts of the report have German", () => {
  expect(said.length).toBeGreaterThan(40);
  expect(said.filter((text) => !Object.hasOwn(german, text))).toEqual([]);
});

test("no text stands in its markup that is not said by the pen", () => {
  expect(bare).toEqual([]);
});

test("nothing is left in its table that it does not say, and placeholders are the same", () => {
  expect(Object.keys(report).filter((text) => !said.includes(text))).toEqual([]);
  const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();
  const wrong = Object.entries(report).filter(
    ([english, other]) => String(places(english)) !== String(places(other)),
  );
  expect(wrong).toEqual([]);
});
