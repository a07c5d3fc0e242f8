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

interface Scale {
  readonly negative: Rgb;
  readonly middle: Rgb;
  readonly positive: Rgb;
}

const LIGHT: Scale = {
  negative: [232, 124, 30],
  middle: [246, 247, 249],
  positive: [36, 112, 194],
};
const DARK: Scale = {
  negative: [245, 150, 70],
  middle: [28, 31, 36],
  positive: [96, 170, 245],
};

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
  const { negative, middle, positive } = dark ? DARK : LIGHT;
  return mix(middle, value < 0 ? negative : positive, share);
}

/** The colour `share` (0 … 1) of the way from one to another. */
export function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const part = (index: 0 | 1 | 2) => Math.round(from[index] + (to[index] - from[index]) * share);
  return [part(0), part(1), part(2)];
}

export const ground = (dark: boolean): Rgb => (dark ? DARK : LIGHT).middle;

/** Of what is no finite number: grey, as no class and no value is. */
export const unknown = (dark: boolean): Rgb => (dark ? [84, 86, 90] : [176, 178, 182]);

export const css = ([red, green, blue]: Rgb, opacity = 1): string =>
  `rgb(${red} ${green} ${blue} / ${opacity})`;
