/** An accelerator of the menus ("CmdOrCtrl+Shift+O") as people read it on their computer. */
export function keysOf(accelerator: string, isMac: boolean): string {
  const keys = accelerator.split("+");
  if (!isMac) return keys.map((key) => (key === "CmdOrCtrl" ? "Ctrl" : key)).join("+");
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
