import { expect, test } from "vitest";
import { german } from "../../../src-words/german/index.ts";
import { messages } from "../../../src-words/german/messages/index.ts";
import { engineWith } from "../evaluate/engine-with.ts";

const table: Readonly<Record<string, string>> = { ...messages, ...german };

/** Names that are the same in every language. */
const SAME = new Set([
  "Adam",
  "AdamW",
  "GELU",
  "Leaky ReLU",
  "ONNX",
  "RMSprop",
  "ReLU",
  "SGD",
  "Sigmoid",
  "Softmax",
  "Softplus",
  "Tanh",
  "Momentum μ",
  "β₁",
  "β₂",
  "ε",
]);

/** What a person reads in a catalogue, wherever it stands in it. */
function* said(value: unknown): Generator<string> {
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if ((key === "label" || key === "about") && typeof inner === "string") yield inner;
    else yield* said(inner);
  }
}

test("all names and descriptions in the catalogue have German, or are the same", async () => {
  const all = [...said(await engineWith().catalogue())];
  expect(all.length).toBeGreaterThan(100);
  expect(all.filter((text) => !SAME.has(text) && !Object.hasOwn(table, text))).toEqual([]);
});
