const MARGIN = 12;
const TITLE = 26;

/** A chart as a PNG with its title, on the ground of the window. */
export async function pictureOf(
  canvas: HTMLCanvasElement,
  title: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const scale = canvas.clientWidth > 0 ? canvas.width / canvas.clientWidth : 1;
  const picture = new OffscreenCanvas(
    canvas.width + 2 * MARGIN * scale,
    canvas.height + (2 * MARGIN + TITLE) * scale,
  );
  const context = picture.getContext("2d");
  if (!context) throw new Error("no canvas to draw the picture on");
  context.fillStyle = colour("--panel");
  context.fillRect(0, 0, picture.width, picture.height);
  context.fillStyle = colour("--text");
  context.font = `600 ${14 * scale}px ${colour("--font")}`;
  context.textBaseline = "middle";
  context.fillText(title, MARGIN * scale, (MARGIN + TITLE / 2) * scale);
  context.drawImage(canvas, MARGIN * scale, (MARGIN + TITLE) * scale);
  const blob = await picture.convertToBlob({ type: "image/png" });
  return new Uint8Array(await blob.arrayBuffer());
}
