import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../../..");

function* files(folder: string): Generator<string> {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* files(path);
    else if (/\.(?:ts|mjs|svelte|html)$/.test(entry.name)) yield path;
  }
}

const textOf = (path: string) => readFileSync(join(root, path), "utf8");
const main = [...files("src-main")].map((path) => ({ path, text: textOf(path) }));

/** The web preferences of every window that main's source makes, as written. */
function webPreferences(): { path: string; words: Record<string, string> }[] {
  const found: { path: string; words: Record<string, string> }[] = [];
  for (const { path, text } of main) {
    const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node): void => {
      if (
        ts.isPropertyAssignment(node) &&
        node.name.getText() === "webPreferences" &&
        ts.isObjectLiteralExpression(node.initializer)
      ) {
        const words = node.initializer.properties.map((one) =>
          ts.isPropertyAssignment(one)
            ? [one.name.getText(), one.initializer.getText()]
            : [one.getText(), ""],
        );
        found.push({ path, words: Object.fromEntries(words) as Record<string, string> });
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return found;
}

/** What a window may say besides what it has to. */
const HARMLESS = ["preload", "spellcheck", "backgroundThrottling", "javascript"];

test("every window is sandboxed and isolated, and weakens nothing that Electron protects", () => {
  const all = webPreferences();
  const made = main.reduce((sum, { text }) => sum + text.split("new BrowserWindow(").length - 1, 0);
  expect(all).toHaveLength(made);
  expect(made).toBeGreaterThan(1);
  for (const { path, words } of all) {
    expect(words, path).toMatchObject({
      sandbox: "true",
      contextIsolation: "true",
      nodeIntegration: "false",
      webviewTag: "false",
    });
    // So webSecurity, allowRunningInsecureContent, experimentalFeatures, enableBlinkFeatures,
    // nodeIntegrationInWorker and all that is to come stay as Electron has them.
    const rest = Object.keys(words).filter(
      (name) => !["sandbox", "contextIsolation", "nodeIntegration", "webviewTag"].includes(name),
    );
    expect(
      rest.filter((name) => !HARMLESS.includes(name)),
      path,
    ).toEqual([]);
  }
});

test("main opens nothing in other programs, and loads no page but by its own scheme", () => {
  for (const { path, text } of main) {
    if (path.startsWith("src-main/cli/")) continue;
    const electron = /import\s*\{([^}]*)\}\s*from "electron"/.exec(text)?.[1] ?? "";
    const names = electron.split(",").map((name) => name.trim());
    for (const name of ["shell", "BrowserView", "WebContentsView", "webContents"]) {
      expect(names, `${path}: ${name}`).not.toContain(name);
    }
    expect(text, path).not.toMatch(/openExternal|openPath\(|loadFile\(|file:\/\//);
    for (const [, address = ""] of text.matchAll(/loadURL\(([^)]*)\)/g)) {
      expect(address, path).toMatch(/^PAGE$|^`\$\{ORIGIN\}/);
    }
  }
});

test("no page holds an embedded page", () => {
  for (const path of files("src-renderer")) {
    expect(textOf(path), path).not.toMatch(/<(?:webview|iframe|object|embed|frame)\b/);
  }
});

test("switches that weaken Chromium are not set", () => {
  // What is packed is compiled from these; start.mjs serves development alone.
  for (const { path, text } of main.filter(({ path }) => path.endsWith(".ts"))) {
    expect(text, path).not.toMatch(
      /appendSwitch|appendArgument|--no-sandbox|--disable-web-security/,
    );
  }
});
