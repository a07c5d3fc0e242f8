import type { Phrase } from "../../src-words/german/index.ts";
import { phrase, t } from "../../src-words/words.svelte.ts";

/** What is written on the keys, where it is not what the menus call them. */
const NAMES: Readonly<Record<string, Phrase>> = {
  CmdOrCtrl: phrase("Ctrl"),
  Shift: phrase("Shift"),
  Enter: phrase("Enter"),
};

/** An accelerator of the menus ("CmdOrCtrl+Shift+O") as people read it on their computer. */
export function keysOf(accelerator: string, isMac: boolean): string {
  const keys = accelerator.split("+");
  if (!isMac) return keys.map(written).join("+");
  const signs: Readonly<Record<string, string>> = {
    CmdOrCtrl: "⌘",
    Shift: "⇧",
    Alt: "⌥",
    Enter: "↩",
  };
  // The order that the Mac's own menus write them in.
  const order = ["Alt", "Shift", "CmdOrCtrl"];
  const places = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
  return [...keys]
    .sort((a, b) => places(a) - places(b))
    .map((key) => signs[key] ?? key)
    .join("");
}

function written(key: string): string {
  const name = NAMES[key];
  return name ? t(name) : key;
}
