import type { Cursor } from "./cursor.ts";
import type { Names } from "./names.ts";
import type { Expression } from "./syntax.ts";

/**
 * Moves over an input's or definition's name, with what belongs to the name: the layer above it
 * (W^H, W_jk^H), a number right after it (x1: the first element of x), a subscript that is part of
 * it (w_out). undefined: no name is here, and nothing is moved over.
 */
export function readReference(cursor: Cursor, names: Names): Expression | undefined {
  const { text, from, to } = cursor.here;
  const layered = readLayered(cursor, names);
  if (layered) return layered;
  const joined = readJoined(cursor, names);
  if (joined) return joined;
  const [, base = "", digits = ""] = /^(.*?\D)(\d+)$/.exec(text) ?? [];
  const name = names.find(base);
  if (name === undefined) return undefined;
  cursor.advance();
  return { kind: "subscript", of: { kind: "name", name, from, to }, indices: digits, from, to };
}

function readLayered(cursor: Cursor, names: Names): Expression | undefined {
  const { text, from, to } = cursor.here;
  const subscript = cursor.ahead(1).kind === "subscript" ? cursor.ahead(1) : undefined;
  const after = subscript ? 2 : 1;
  const layer = cursor.ahead(after + 1);
  if (cursor.ahead(after).text !== "^" || layer.kind !== "word" || layer.text === "T") {
    return undefined;
  }
  const name = names.find(`${text}^${layer.text}`);
  // A name to the power of another.
  const power = names.find(text) !== undefined && names.find(layer.text) !== undefined;
  if (name === undefined || power) return undefined;
  cursor.advance(after + 2);
  const of: Expression = { kind: "name", name, from, to };
  if (!subscript) return { ...of, to: cursor.end };
  return { kind: "subscript", of, indices: subscript.text, from, to: cursor.end };
}

function readJoined(cursor: Cursor, names: Names): Expression | undefined {
  let written = cursor.here.text;
  let name = names.find(written);
  let length = 1;
  for (let count = 1; cursor.ahead(count).kind === "subscript"; count++) {
    written += `_${cursor.ahead(count).text}`;
    const longer = names.find(written);
    if (longer === undefined) continue;
    name = longer;
    length = count + 1;
  }
  if (name === undefined) return undefined;
  const { from } = cursor.here;
  cursor.advance(length);
  return { kind: "name", name, from, to: cursor.end };
}
