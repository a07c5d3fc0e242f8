/**
 * A part of the window as a picture: its drawings, canvases, words and formulas as they are shown.
 * The browser draws them itself: a copy of the elements, their look written out, inside an SVG
 * (`foreignObject`). From a `data:` address that leaves the canvas readable, MathML included, and
 * the style sheet stands in the picture's own document, of which the window's policy knows nothing.
 */

import { Chart } from "./chart.ts";
import type { Drawn } from "./evaluate/picture.ts";

const SIDES = ["top", "right", "bottom", "left"];
/** What of an element's look comes from rules; in a document of its own it must be said. */
const LOOK = [
  "display, position, top, right, bottom, left, z-index, box-sizing, width, height, visibility",
  ...SIDES.map((side) => `margin-${side}, padding-${side}`),
  ...SIDES.map((side) => `border-${side}-width, border-${side}-style, border-${side}-color`),
  "border-top-left-radius, border-top-right-radius, border-collapse, border-spacing, box-shadow",
  "border-bottom-left-radius, border-bottom-right-radius, background-color, background-image",
  "overflow-x, overflow-y, opacity, transform, transform-origin, vertical-align",
  "flex-direction, flex-wrap, flex-grow, flex-shrink, flex-basis, order, row-gap, column-gap",
  "align-items, align-content, align-self, justify-items, justify-content, justify-self",
  "grid-template-columns, grid-template-rows, grid-column, grid-row, direction, list-style-type",
  "color, font-family, font-size, font-style, font-weight, font-variant-numeric, math-style",
  "line-height, letter-spacing, text-align, text-overflow, text-transform, white-space",
  "object-fit, image-rendering, appearance, fill, fill-opacity, text-anchor, dominant-baseline",
  "stroke, stroke-width, stroke-dasharray, stroke-opacity, stroke-linecap, stroke-linejoin",
].flatMap((names) => names.split(", "));
/** Pixels of the picture for one of the window. */
const SCALE = 2;
/** The longest side and the area that a canvas can have, less what a title and margins take. */
const MOST = { side: 16_000, area: 2 ** 26 };
const SVG = "http://www.w3.org/2000/svg";

/**
 * An element and what it holds, with all that is scrolled or moved out of sight. An element with
 * `data-picture` is left out, or drawn as the words that stand there: controls are not for pictures.
 */
export async function drawnIn(element: HTMLElement): Promise<Drawn> {
  const { offsetWidth: width, offsetHeight: height } = element;
  const scale = Math.min(
    scaleOf(element),
    MOST.side / width,
    MOST.side / height,
    Math.sqrt(MOST.area / (width * height)),
  );
  const image = await imageOf(element, width, height);
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(width * scale);
  canvas.height = Math.ceil(height * scale);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas to draw the picture on");
  context.drawImage(image, 0, 0, width * scale, height * scale);
  return { canvas, scale };
}

/**
 * Lines that a canvas drew for the screen's pixels stay sharp only at the screen's scale; charts
 * draw themselves again.
 */
function scaleOf(element: HTMLElement): number {
  const drawn = [...element.querySelectorAll("canvas")].some(
    (canvas) =>
      !Chart.getChart(canvas) && canvas.width === Math.round(canvas.clientWidth * devicePixelRatio),
  );
  return drawn ? devicePixelRatio : SCALE;
}

async function imageOf(element: HTMLElement, width: number, height: number) {
  const looks = new Map<string, string>();
  const content = copyOf(element, looks);
  if (content instanceof HTMLElement) {
    content.style.cssText = "position: relative; inset: auto; margin: 0; transform: none;";
  }
  const rules = Array.from(looks, ([look, name]) => `.${name} { ${look} }`);
  const sheet = document.createElementNS(SVG, "style");
  sheet.textContent = rules.join("\n");
  const place = document.createElementNS(SVG, "foreignObject");
  const svg = document.createElementNS(SVG, "svg");
  for (const one of [svg, place]) {
    one.setAttribute("width", String(width));
    one.setAttribute("height", String(height));
  }
  place.append(...(content ? [content] : []));
  svg.append(sheet, place);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(asXml(svg))}`;
  await image.decode();
  return image;
}

/** Names of classes and features may hold what no XML document can. */
function asXml(svg: Element): string {
  const text = new XMLSerializer().serializeToString(svg);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]/gu, "\ufffd");
}

/**
 * @param looks the looks so far, and the class of each
 * @returns null: nothing of it is to be seen
 */
function copyOf(element: Element, looks: Map<string, string>): Element | null {
  const style = getComputedStyle(element);
  const { picture } = (element as HTMLElement).dataset;
  const unseen = style.display === "none" && !(element instanceof SVGElement);
  if (unseen || picture === "" || element.matches(".visually-hidden, annotation")) return null;
  const copy = element instanceof HTMLCanvasElement ? stillOf(element) : bare(element);
  const words = picture === undefined ? "" : "display: block; white-space: pre-line;";
  const look = LOOK.map((name) => `${name}: ${style.getPropertyValue(name)};`).join(" ") + words;
  const name = looks.get(look) ?? `look-${looks.size}`;
  looks.set(look, name);
  copy.setAttribute("class", name);
  if (picture !== undefined) copy.textContent = picture;
  else {
    for (const child of element.childNodes) {
      const part =
        child instanceof Element
          ? copyOf(child, looks)
          : child instanceof Text
            ? child.cloneNode()
            : null;
      if (part) copy.append(part);
    }
  }
  return copy;
}

/** The element alone, without the styles of its own, which are in its look as well. */
function bare(element: Element): Element {
  const copy = element.cloneNode() as Element;
  copy.removeAttribute("style");
  return copy;
}

function stillOf(canvas: HTMLCanvasElement): HTMLImageElement {
  const still = new Image();
  const chart = Chart.getChart(canvas);
  if (chart) redraw(chart, SCALE);
  still.src = canvas.toDataURL();
  if (chart) redraw(chart, devicePixelRatio);
  return still;
}

/** At once, so that the window shows nothing of it. */
function redraw(chart: Chart, scale: number): void {
  chart.options.devicePixelRatio = scale;
  chart.resize();
}
