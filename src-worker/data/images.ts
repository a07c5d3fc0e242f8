import { Cancelled, UserError } from "../errors.ts";
import { sortedLabels } from "./columns.ts";
import { type FileInFolder, FolderStream, folderMagic } from "./images/folder.ts";
import { decodeJpeg, isJpeg } from "./images/jpeg.ts";
import { NoPicture, type Picture } from "./images/picture.ts";
import { decodePng, isPng } from "./images/png.ts";
import { Resizer } from "./images/resize.ts";
import { checkSize } from "./limits.ts";
import type { Reader } from "./reader.ts";
import type { ReadingTask } from "./reading-task.ts";
import type { Column, PictureOptions, Table } from "./table.ts";

const largestSide = 256;
/** Of a side, when nobody has chosen: small enough for a fully connected network. */
const usualSide = 32;
const labelColumn = "label";
/** Decoded between two looks at whether the task is cancelled. */
const pixelsAtATime = 2 ** 20;

/** A folder of pictures, one subfolder a class: each pixel an input, the subfolder the label. */
export const images: Reader = {
  name: "image folder",
  extensions: [],
  text: false,
  recognizes: (start) => folderMagic.every((byte, index) => start[index] === byte),
  async read(open, name, { pictures }, task) {
    if (pictures) checkOptions(pictures);
    const folder = await FolderStream.open(await open(), task);
    try {
      return await readFolder(folder, name, pictures, task);
    } finally {
      await folder.close();
    }
  },
};

/** @throws {UserError} for a size that is none */
function checkOptions({ width, height }: PictureOptions): void {
  const isSide = (side: number) => Number.isInteger(side) && side >= 1 && side <= largestSide;
  if (isSide(width) && isSide(height)) return;
  throw new UserError(
    `pictures of ${width} × ${height} pixels were asked for`,
    `choose whole numbers from 1 to ${largestSide}`,
  );
}

async function readFolder(
  folder: FolderStream,
  name: string,
  chosen: PictureOptions | undefined,
  task: ReadingTask,
): Promise<Table> {
  const rows = folder.count;
  const classes: string[] = [];
  let options = chosen;
  let resizer: Resizer | null = null;
  let pixels: Float32Array[] = [];
  let sincePause = 0;
  for await (const file of folder.files()) {
    const picture = decoded(file, name);
    if (!resizer) {
      options ??= usualOptions(picture);
      const inputs = options.width * options.height * (options.colour ? 3 : 1);
      checkSize(rows, inputs + 1, { file: name });
      pixels = Array.from({ length: inputs }, () => new Float32Array(rows));
      resizer = new Resizer(options);
    }
    const row = classes.length;
    resizer.resize(picture, (place, value) => {
      (pixels[place] as Float32Array)[row] = value;
    });
    classes.push(file.name.slice(0, Math.max(0, file.name.indexOf("/"))));
    sincePause += picture.width * picture.height;
    if (sincePause < pixelsAtATime) continue;
    sincePause = 0;
    // A timer's turn comes after the messages that wait, a resolved promise's before them.
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (task.cancelled()) throw new Cancelled();
  }
  const pictures = options as PictureOptions;
  const { width, height, colour } = pictures;
  return {
    name,
    rows,
    columns: [
      ...pixels.map((values, place) => pixelColumn(values, place, pictures)),
      labels(classes),
    ],
    lineOf: (row) => row + 1,
    reading: null,
    pictures,
    picture: colour ? null : { width, height },
    target: labelColumn,
    bytes: folder.taken,
  };
}

/** @throws {UserError} naming the picture */
function decoded({ name, bytes }: FileInFolder, folder: string): Picture {
  try {
    if (isPng(bytes)) return decodePng(bytes);
    if (isJpeg(bytes)) return decodeJpeg(bytes);
    throw new NoPicture("it is neither a PNG nor a JPEG inside");
  } catch (error) {
    if (!(error instanceof NoPicture)) throw error;
    throw new UserError(
      `the picture cannot be read: ${error.message}`,
      "save it anew as PNG or JPEG, or take it out of the folder",
      { file: `${folder}/${name}` },
    );
  }
}

/** The shape of the first picture, made small, in grey. */
function usualOptions({ width, height }: Picture): PictureOptions {
  const shrink = Math.min(1, usualSide / Math.max(width, height));
  const side = (length: number) => Math.max(1, Math.round(length * shrink));
  return { width: side(width), height: side(height), colour: false };
}

function pixelColumn(
  values: Float32Array,
  place: number,
  { width, height, colour }: PictureOptions,
): Column {
  const pixels = width * height;
  const prefix = colour ? ["r", "g", "b"][Math.floor(place / pixels)] : "p";
  return {
    name: `${prefix}${(place % pixels) + 1}`,
    type: "number",
    values,
    badCells: [],
    badCellCount: 0,
  };
}

function labels(classes: readonly string[]): Column {
  const sorted = sortedLabels(new Set(classes));
  const places = new Map(sorted.map((label, place) => [label, place]));
  return {
    name: labelColumn,
    type: "category",
    codes: Int32Array.from(classes, (label) => places.get(label) as number),
    labels: sorted,
  };
}
