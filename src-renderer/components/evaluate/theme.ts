import type { MapStyle } from "../../drawing/draw-map.ts";

/** The theme's colours in force, for what is drawn by hand. */
export function mapStyle(dark: boolean): MapStyle {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  return {
    dark,
    text: colour("--text"),
    muted: colour("--muted"),
    line: colour("--line-strong"),
    font: `11px ${colour("--font")}`,
  };
}
