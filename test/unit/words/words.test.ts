import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import IntlMessageFormat from "intl-messageformat";
import { parse } from "svelte/compiler";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { german } from "../../../src-words/german/index.ts";

const root = join(import.meta.dirname, "../../..");

/** Texts of the window that are the same in every language: names, units, formulas, keys. */
const SAME = new Set<string>(["Chainrule", "Chainrule:", "RMSE", "MAE", "ROC", "PNG", "CSV"]);
/** Why the engine's worker ended, for those who look at the console. */
const UNSAID = ["no reason given", "it ended without a word", "it was ended"];
/** Attributes that a person reads or hears. */
const READ = new Set(["title", "aria-label", "aria-description", "placeholder", "alt", "label"]);
/** Two words or more, as a sentence or a caption has them. */
const WORDS = /^[^a-z]*[A-Z][a-z]+(?:\s|,\s|: )[A-Za-z]|[a-z]{2,} [a-z]{2,} [a-z]{2,}/;

function* files(folder: string): Generator<string> {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = join(root, folder, entry.name);
    if (entry.isDirectory()) yield* files(relative(root, path));
    else if (/\.(?:ts|svelte)$/.test(entry.name)) yield path;
  }
}

const sources = [...files("src-renderer"), ...files("src-main"), ...files("src-worker")].map(
  (path) => ({ path: relative(root, path), text: readFileSync(path, "utf8") }),
);

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as Node).type === "string";

/** English in the markup and in the code of a component that is not given to `t` or `phrase`. */
function untold(path: string, text: string): string[] {
  const found: string[] = [];
  const report = (words: string) => {
    const plain = words.replaceAll(/\s+/g, " ").trim();
    if (!SAME.has(plain)) found.push(`${path}: ${plain}`);
  };
  const inText = (words: string) => {
    if (/[A-Za-z]{2,}/.test(words.replaceAll(/&\w+;/g, ""))) report(words);
  };
  const visit = (node: Node, inside: string) => {
    if (node.type === "Text") {
      if (READ.has(inside) || inside === "") inText(String(node.data));
      return;
    }
    if (node.type === "CallExpression" && isNode(node.callee)) {
      const name = String(node.callee.name ?? "");
      if (["t", "told", "phrase"].includes(name)) return;
    }
    if (node.type === "NewExpression" && isNode(node.callee) && node.callee.name === "Error")
      return;
    if (node.type.startsWith("Import") || node.type.startsWith("TS")) return;
    if (node.type === "StyleDirective") return;
    if (node.type === "Literal" && typeof node.value === "string") {
      if (inside !== "class" && WORDS.test(node.value)) report(node.value);
      if (READ.has(inside) && /[A-Za-z]{2,}/.test(node.value)) report(node.value);
    }
    if (node.type === "TemplateElement") {
      const { cooked } = node.value as { cooked: string };
      if (
        inside !== "class" &&
        (WORDS.test(cooked) || (READ.has(inside) && /[A-Za-z]{2,}/.test(cooked)))
      )
        report(cooked);
    }
    const name = node.type === "Attribute" ? String(node.name) : inside;
    const skipped = ["code", "kbd", "style", "svg:style"];
    if (node.type === "RegularElement" && skipped.includes(String(node.name))) return;
    for (const [key, value] of Object.entries(node)) {
      if (key === "metadata" || key === "css" || key === "parent") continue;
      // A script's own strings are not the attribute's.
      for (const child of Array.isArray(value) ? value : [value]) {
        if (isNode(child)) visit(child, name);
      }
    }
  };
  const { fragment, instance, module } = parse(text, { modern: true });
  visit(fragment as unknown as Node, "");
  for (const script of [instance, module]) {
    if (script) visit(script.content as unknown as Node, "script");
  }
  return found;
}

/** English in plain code that reads like a sentence and is not given to `t` or `phrase`. */
function untoldCode(path: string, text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return;
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
      if (["t", "told", "phrase"].includes(node.expression.text)) return;
    }
    if (ts.isNewExpression(node) && ts.isIdentifier(node.expression)) {
      if (/Error$/.test(node.expression.text) && node.expression.text !== "UserError") return;
    }
    const words =
      ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)
        ? node.text
        : ts.isTemplateExpression(node)
          ? [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join("…")
          : "";
    if (WORDS.test(words) && !SAME.has(words) && !UNSAID.includes(words))
      found.push(`${path}: ${words}`);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  return found;
}

describe("everything that the window says is in the table", () => {
  const window = sources.filter(({ path }) => path.startsWith("src-renderer"));

  test.each(window.filter(({ path }) => path.endsWith(".svelte")))("$path", ({ path, text }) => {
    expect(untold(path, text)).toEqual([]);
  });

  test.each(window.filter(({ path }) => path.endsWith(".ts") && !path.endsWith(".d.ts")))(
    "$path",
    ({ path, text }) => {
      expect(untoldCode(path, text)).toEqual([]);
    },
  );
});

/** The names of an ICU message's placeholders. */
function placeholders(text: string): string[] {
  const names = new Set<string>();
  const visit = (part: unknown): void => {
    if (Array.isArray(part)) {
      part.forEach(visit);
      return;
    }
    if (typeof part !== "object" || part === null) return;
    const { type, value, options } = part as { type: number; value?: unknown; options?: object };
    // 0 is literal text, 7 the number sign of a plural.
    if (type !== 0 && type !== 7 && typeof value === "string") names.add(value);
    for (const option of Object.values(options ?? {})) visit((option as { value: unknown }).value);
  };
  visit(new IntlMessageFormat(text, "en", undefined, { ignoreTag: true }).getAst());
  return [...names].sort();
}

describe("German", () => {
  const entries = Object.entries(german as Readonly<Record<string, string>>);

  test("placeholders are those of the English text", () => {
    const wrong = entries.filter(
      ([english, other]) =>
        JSON.stringify(placeholders(english)) !== JSON.stringify(placeholders(other)),
    );
    expect(wrong).toEqual([]);
  });

  test("nothing is left in the table that nobody says", () => {
    const about = readFileSync(join(root, "package.json"), "utf8");
    const all = [about, ...sources.map(({ text }) => text)].join("\n");
    // Formatting may break a text over nothing, so it stands in the code as it stands here.
    const unused = entries
      .map(([english]) => english)
      .filter((english) => !all.includes(JSON.stringify(english).slice(1, -1)));
    expect(unused).toEqual([]);
  });
});
