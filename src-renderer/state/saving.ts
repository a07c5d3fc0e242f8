import { t, wording } from "../../src-words/words.svelte.ts";
import type { Wording } from "../../src-worker/api.ts";
import { numberStyle } from "../drawing/number-style.svelte.ts";
import { Runs } from "./runs.svelte.ts";
import { SHOWN_AFTER_MS } from "./tasks.svelte.ts";
import type { Work } from "./work.svelte.ts";

/** What is written for people is in their language, its numbers as they are in the window. */
function forReader(): Wording {
  const { decimals, notation } = numberStyle;
  return { ...wording(), decimals, notation };
}

/** Ways of the work out of the program: its own files, and those of other programs. */
export class Saving {
  readonly #work: Work;

  constructor(work: Work) {
    this.#work = work;
  }

  /** Saves the document: a project as one, anything else as a model file. */
  async save(askForPlace: boolean): Promise<void> {
    const { training, data, files, link } = this.#work;
    await this.#write(() => {
      const { model } = training;
      if (!model) return null;
      if (askForPlace) return files.saveAs(link.engine.saveModel(model.id), "safetensors");
      const isProject = files.document?.kind === "project" && data.table;
      return files.save(isProject ? this.#project(model.id) : link.engine.saveModel(model.id));
    });
  }

  /** Saves the table and the model on it as one file. */
  async saveProject(): Promise<void> {
    const { training, data, files } = this.#work;
    await this.#write(() => {
      if (!data.table) return null;
      const model = this.#work.awaitsData ? null : (training.model?.id ?? null);
      return files.saveAs(this.#project(model), "chainrule");
    });
  }

  /** Writes the model for other programs. @param name of a format of the catalogue */
  async exportModel(name: string): Promise<void> {
    const { build, training, files, catalogue, link } = this.#work;
    await build.settled();
    const { model } = training;
    const format = catalogue?.exportFormats.find((entry) => entry.name === name);
    if (!model || !format) return;
    const { folder, extension } = format;
    const exported = await link.engine.exportModel(model.id, name, forReader());
    const title = files.title.replace(/\.[^.]*$/, "");
    await files.export({
      name: folder ? `${title}-${name}` : `${title}${extension}`,
      folder,
      files: exported,
    });
  }

  /** Prints the report about the model, or writes it as PDF. */
  async report(how: "print" | "pdf"): Promise<void> {
    const { build, training, files, link } = this.#work;
    await build.settled();
    const { model } = training;
    if (!model) return;
    const [page] = await link.engine.exportModel(model.id, "report", forReader());
    if (page) await files.putOut(page.bytes, how);
  }

  /**
   * Begins to write while nothing is gone over to: never the model of one document into the file
   * of another. The writing itself, which may take long, keeps nothing from being opened.
   */
  async #write(begin: () => Promise<boolean> | null): Promise<void> {
    const { written } = await this.#work.inTurn(async () => {
      await this.#rest();
      return { written: begin() };
    });
    await written;
  }

  /** Waits until nothing is made and nothing trains: all edits are in the model then. */
  async #rest(): Promise<void> {
    const { build, training } = this.#work;
    do {
      await build.settled();
      await training.pause();
    } while (build.busy || training.running);
  }

  async #project(model: number | null): Promise<Uint8Array> {
    const { data, runs, link, tasks } = this.#work;
    if (!data.table) throw new Error("a project has a table");
    const { id } = data.table;
    const kept = runs.on(Runs.tableKey(data.table));
    return tasks.run(
      t("Writing the project"),
      (task, progress) => link.engine.saveProject(id, model, kept, task, progress),
      SHOWN_AFTER_MS,
    );
  }
}
