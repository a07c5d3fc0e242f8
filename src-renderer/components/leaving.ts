import type { Attachment } from "svelte/attachments";
import type { Workbench } from "../state/workbench.svelte.ts";
import { type Drawn, type Key, pictureOf } from "./evaluate/picture.ts";

/** A chart or drawing on its way out of the window: what it is called, and where it is drawn. */
export interface Leaving {
  readonly title: string;
  /** Name of its file, without the ending. */
  readonly file: string;
  /** As it is now; null: there is nothing at the moment. */
  drawn(): Drawn | null | Promise<Drawn>;
  /** What its lines are, where no legend is part of the drawing. */
  readonly keys?: readonly Key[] | undefined;
}

/** Puts a chart on the clipboard as a picture. */
export function copyChart(workbench: Workbench, leaving: Leaving): Promise<void> {
  return withPicture(workbench, leaving, (png) => workbench.files.copyPicture(png));
}

/** Writes a chart as a PNG where the user says. */
export function saveChart(workbench: Workbench, leaving: Leaving): Promise<void> {
  const name = `${leaving.file}.png`;
  return withPicture(workbench, leaving, async (bytes) => {
    await workbench.files.export({ name, folder: false, files: [{ name: "chart.png", bytes }] });
  });
}

/** Lets an element be dragged out of the window as a PNG of the chart. */
export function dragsOut(workbench: Workbench, leaving: () => Leaving): Attachment<HTMLElement> {
  return (element) => {
    const begin = (event: DragEvent) => {
      // The page's own drag would carry text; main's carries a file.
      event.preventDefault();
      const chart = leaving();
      void withPicture(workbench, chart, (png) =>
        workbench.files.dragPicture(`${chart.file}.png`, png),
      );
    };
    element.draggable = true;
    element.addEventListener("dragstart", begin);
    return () => element.removeEventListener("dragstart", begin);
  };
}

async function withPicture(
  workbench: Workbench,
  { title, drawn, keys }: Leaving,
  use: (png: Uint8Array<ArrayBuffer>) => Promise<void>,
): Promise<void> {
  try {
    const now = await drawn();
    if (now) await use(await pictureOf(now, title, keys));
  } catch (error) {
    workbench.notices.report(error);
  }
}
