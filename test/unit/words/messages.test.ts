import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { messages } from "../../../src-words/german/messages/index.ts";
import { Messages } from "../../../src-words/messages.ts";

const root = join(import.meta.dirname, "../../..");
const table: Readonly<Record<string, string>> = messages;

function* files(folder: string): Generator<string> {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* files(path);
    else if (/(?<!\.as)\.ts$/.test(entry.name)) yield path;
  }
}

/** The texts that an argument of `UserError` may be, with `{0}` … where values stand. */
function textsOf(node: ts.Expression | undefined, consts: Map<string, ts.Expression[]>): string[] {
  if (!node) return [];
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return [node.text];
  if (ts.isTemplateExpression(node)) {
    const spans = node.templateSpans.map(({ literal }, place) => `{${place}}${literal.text}`);
    return [node.head.text + spans.join("")];
  }
  if (ts.isConditionalExpression(node)) {
    return [...textsOf(node.whenTrue, consts), ...textsOf(node.whenFalse, consts)];
  }
  if (ts.isParenthesizedExpression(node)) return textsOf(node.expression, consts);
  if (ts.isIdentifier(node)) {
    return (consts.get(node.text) ?? []).flatMap((value) => textsOf(value, new Map()));
  }
  return [];
}

const code = [...files("src-worker"), ...files("src-main")].filter(
  (path) => !path.startsWith("src-main/cli/"),
);

/** All that the engine says by `UserError`, and the main process by `failure`. */
const said = code.flatMap((path) => {
  const source = ts.createSourceFile(
    path,
    readFileSync(join(root, path), "utf8"),
    ts.ScriptTarget.Latest,
    true,
  );
  const consts = new Map<string, ts.Expression[]>();
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && node.initializer && ts.isIdentifier(node.name)) {
      consts.set(node.name.text, [...(consts.get(node.name.text) ?? []), node.initializer]);
    }
    const called = ts.isNewExpression(node) || ts.isCallExpression(node);
    if (called && ["UserError", "failure"].includes(node.expression.getText())) {
      const [what, remedy] = node.arguments ?? [];
      found.push(...textsOf(what, consts), ...textsOf(remedy, consts));
    }
    // What the operating system refuses follows the file's name.
    if (path === "src-main/failures.ts" && ts.isPropertyAssignment(node)) {
      const texts = textsOf(node.initializer, consts);
      found.push(...texts.map((text) => (node.name.getText() === "what" ? `{0} ${text}` : text)));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found.map((text) => ({ text, path }));
});

/** Whether a template says enough by itself to be told from others: two words of letters. */
const speaks = (text: string) => /[a-z]{2,}.*[a-z]{2,}/s.test(text.replaceAll(/\{\d+\}/g, ""));

test("every message of the engine and the main process has German", () => {
  expect(said.length).toBeGreaterThan(400);
  const missing = said.filter(({ text }) => speaks(text) && !Object.hasOwn(table, text));
  expect(missing.map(({ path, text }) => `${path}: ${text}`)).toEqual([]);
});

test("nothing is left in the table that nobody says", () => {
  const all = code.map((path) => readFileSync(join(root, path), "utf8")).join();
  const unused = Object.keys(table).filter((text) =>
    text
      .split(/\{\d+\}/)
      .some(
        (part) =>
          !all.includes(JSON.stringify(part.trim()).slice(1, -1)) && !all.includes(part.trim()),
      ),
  );
  expect(unused).toEqual([]);
});

test("values stand in both", () => {
  const places = (text: string) => [...text.matchAll(/\{\d+\}/g)].map(([place]) => place).sort();
  const wrong = Object.entries(table).filter(
    ([english, other]) => String(places(english)) !== String(places(other)),
  );
  expect(wrong).toEqual([]);
});

test("a message is known by its template, the one that says most, and its values are told too", () => {
  const german = new Messages(messages, "de");
  const told = (text: string): string => table[text] ?? german.translate(text, told) ?? text;
  expect(told("the array has 5 dimensions")).toBe("das Array hat 5 Dimensionen");
  expect(told("the column “a” holds dates where the model needs numbers")).toBe(
    "die Spalte „a“ enthält Datumsangaben, wo das Modell Zahlen braucht",
  );
  expect(told("there is no column “text”")).toBe("es gibt keine Spalte „text“");
  expect(told("there is no column “{x} (a+b)”")).toBe("es gibt keine Spalte „{x} (a+b)“");
  // Names stay as they are, though words of the engine are spelt like them.
  expect(told("model is not there")).toBe("„model“ ist nicht da");
  expect(told("loss is not computed from text")).toBe("„loss“ wird nicht aus „text“ berechnet");
  expect(told("∂loss/∂model would have 9 elements (3)")).toBe("∂loss/∂model hätte 9 Elemente (3)");
  expect(told("nothing that anybody says")).toBe("nothing that anybody says");
});
