/** What of a drawing's look comes from the theme's rules; in a file of its own it must be said. */
const LOOK = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-opacity",
  "opacity",
  "font-family",
  "font-size",
  "font-weight",
  "visibility",
];
const SCALE = 2;

/** The canvases and drawings (SVG) inside an element, one over the other, at twice their size. */
export async function drawnIn(element: HTMLElement): Promise<HTMLCanvasElement> {
  const whole = element.getBoundingClientRect();
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(whole.width * SCALE);
  canvas.height = Math.ceil(whole.height * SCALE);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas to draw the picture on");
  context.scale(SCALE, SCALE);
  // Pixels that stand for places of the plane stay squares.
  context.imageSmoothingEnabled = false;
  for (const part of element.querySelectorAll("canvas, svg")) {
    const { left, top, width, height } = part.getBoundingClientRect();
    const image = part instanceof HTMLCanvasElement ? part : await imageOf(part as SVGSVGElement);
    context.drawImage(image, left - whole.left, top - whole.top, width, height);
  }
  return canvas;
}

async function imageOf(svg: SVGSVGElement): Promise<HTMLImageElement> {
  const { width, height } = svg.getBoundingClientRect();
  const copy = svg.cloneNode(true) as SVGSVGElement;
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  const shown = [svg, ...svg.querySelectorAll("*")];
  [copy, ...copy.querySelectorAll<SVGElement>("*")].forEach((one, place) => {
    const style = getComputedStyle(shown[place] as Element);
    for (const name of LOOK) one.style.setProperty(name, style.getPropertyValue(name));
  });
  const image = new Image();
  const text = new XMLSerializer().serializeToString(copy);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  return image;
}
