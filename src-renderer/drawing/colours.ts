export type Rgb = readonly [red: number, green: number, blue: number];

/** Okabe and Ito's palette, told apart with any colour vision; order: most distinct first. */
const CLASSES: readonly Rgb[] = [
  [230, 126, 34],
  [33, 113, 194],
  [0, 150, 115],
  [204, 102, 160],
  [196, 160, 0],
  [86, 170, 225],
  [190, 70, 30],
  [110, 110, 125],
];

const NEGATIVE: Rgb = [232, 124, 30];
const POSITIVE: Rgb = [36, 112, 194];
const MIDDLE_LIGHT: Rgb = [246, 247, 249];
const MIDDLE_DARK: Rgb = [28, 31, 36];

/** Colour of a class; after the first eight, the same hues lighter, then darker. */
export function classColour(index: number): Rgb {
  const base = CLASSES[index % CLASSES.length] as Rgb;
  const turn = Math.floor(index / CLASSES.length);
  if (turn === 0) return base;
  const towards: Rgb = turn % 2 === 1 ? [255, 255, 255] : [0, 0, 0];
  return mix(base, towards, Math.min(0.6, 0.3 + 0.1 * turn));
}

/** From orange (−1) over the ground (0) to blue (+1); values beyond are held at the ends. */
export function diverging(value: number, dark: boolean): Rgb {
  const share = Math.min(1, Math.abs(value));
  return mix(dark ? MIDDLE_DARK : MIDDLE_LIGHT, value < 0 ? NEGATIVE : POSITIVE, share);
}

/** The colour `share` (0 … 1) of the way from one to another. */
export function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const part = (index: 0 | 1 | 2) => Math.round(from[index] + (to[index] - from[index]) * share);
  return [part(0), part(1), part(2)];
}

export const ground = (dark: boolean): Rgb => (dark ? MIDDLE_DARK : MIDDLE_LIGHT);

export const css = ([red, green, blue]: Rgb, opacity = 1): string =>
  `rgb(${red} ${green} ${blue} / ${opacity})`;
