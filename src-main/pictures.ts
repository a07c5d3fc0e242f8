/** Pictures on their way out of a window: onto the clipboard, or dragged to another program. */
import { rmSync } from "node:fs";
import { mkdtemp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { app, ClipboardItem, clipboard, nativeImage, type WebContents } from "electron";

/** Of the picture that hangs on the pointer, in pixels. */
const ICON_WIDTH = 160;

export class Pictures {
  /** Made at the first drag; a drag's file is there until the program ends, as its target may read it late. */
  private folder: Promise<string> | null = null;

  /** Puts a PNG on the clipboard. */
  async copy(png: Uint8Array<ArrayBuffer>): Promise<null> {
    const blob = new Blob([png], { type: "image/png" });
    await clipboard.write([new ClipboardItem({ "image/png": blob })]);
    return null;
  }

  /**
   * Starts to drag a picture as a file; to be called while the pointer is down in the page.
   * @param name of the file, without folders
   */
  async drag(contents: WebContents, name: string, png: Uint8Array): Promise<null> {
    const file = join(await mkdtemp(join(await this.ownFolder(), "drag-")), name);
    await writeFile(file, png, { flag: "wx" });
    const icon = nativeImage.createFromPath(file).resize({ width: ICON_WIDTH });
    if (!contents.isDestroyed()) contents.startDrag({ file, icon });
    return null;
  }

  private ownFolder(): Promise<string> {
    this.folder ??= this.makeFolder().catch((error: unknown) => {
      // The next drag tries again: the disk may have been full.
      this.folder = null;
      throw error;
    });
    return this.folder;
  }

  private async makeFolder(): Promise<string> {
    const path = await mkdtemp(join(app.getPath("temp"), "chainrule-"));
    app.once("quit", () => rmSync(path, { recursive: true, force: true }));
    return path;
  }
}
