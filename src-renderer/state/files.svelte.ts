import type {
  Bridge,
  ExportRequest,
  Failure,
  FileKind,
  OpenedFile,
  RecentFile,
} from "../../src-main/ipc.ts";
import { t } from "../../src-words/words.svelte.ts";
import type { Notices } from "./notices.svelte.ts";

const LONGEST_NAME = 120;

const isFailure = (result: object): result is Failure => "failure" in result;

/** The user's files: the document (a model file), whether it is edited, and the recent ones. */
export class Files {
  /** The model file the work is saved in; null: not saved yet. */
  document = $state.raw<OpenedFile | null>(null);
  edited = $state(false);
  recent = $state.raw<readonly RecentFile[]>([]);
  /** Shown when there is no document. */
  subject = $state("Untitled");
  /** The token of a file that is not given back yet. */
  kept: string | null = null;
  /** The token of the open table's file, which may be the document itself. */
  source: string | null = null;
  readonly title = $derived(this.document?.name ?? this.subject);
  /** Counts what makes the work differ from its file. */
  #edits = 0;
  /** Counts the documents that the work was. */
  #documents = 0;
  readonly #bridge: Bridge;
  readonly #notices: Notices;

  constructor(bridge: Bridge, notices: Notices) {
    this.#bridge = bridge;
    this.#notices = notices;
  }

  /** Asks the user for a file; null: they changed their mind or it failed, which is told. */
  async ask(kind: FileKind): Promise<OpenedFile | null> {
    return this.#opened(await this.#bridge.openFile(kind));
  }

  /** Asks the user for a folder of pictures. */
  async askForFolder(): Promise<OpenedFile | null> {
    return this.#opened(await this.#bridge.openFolder());
  }

  async dropped(file: File): Promise<OpenedFile | null> {
    return this.#opened(await this.#bridge.openDropped(file));
  }

  async openRecent(id: string): Promise<OpenedFile | null> {
    return this.#opened(await this.#bridge.openRecent(id));
  }

  async loadRecent(): Promise<void> {
    this.recent = await this.#bridge.recentFiles();
  }

  async clearRecent(): Promise<void> {
    await this.#bridge.clearRecent();
    this.recent = [];
  }

  /** The file is no longer needed. */
  release(token: string): void {
    if ([this.kept, this.source, this.document?.token].includes(token)) return;
    void this.#bridge.releaseFile(token);
  }

  /** Writes the document, to a place that is asked for where it has none. @returns whether it was written */
  save(bytes: Promise<Uint8Array>): Promise<boolean> {
    if (!this.document) return this.saveAs(bytes, "safetensors");
    return this.#write(bytes, this.document.name, this.document.token);
  }

  /** Writes the document to a place that is asked for. @returns whether it was written */
  saveAs(bytes: Promise<Uint8Array>, extension: string): Promise<boolean> {
    return this.#write(bytes, `${this.title.replace(/\.[^.]*$/, "")}.${extension}`, null);
  }

  async #write(work: Promise<Uint8Array>, name: string, token: string | null): Promise<boolean> {
    const edits = this.#edits;
    const documents = this.#documents;
    const bytes = await work;
    const result = await this.#opened(await this.#bridge.saveFile({ bytes, name, token }));
    if (!result) return false;
    if (documents !== this.#documents) {
      // Something else was opened meanwhile: the file is not of the work that is open now.
      this.release(result.token);
      return true;
    }
    this.#takeDocument(result);
    // What was edited since the work was asked for is not in the file.
    if (edits === this.#edits) this.setEdited(false);
    return true;
  }

  /**
   * Writes files for other programs where the user says, and tells that they are written.
   * @param request.name proposed; what no file name may hold is replaced
   * @returns whether they were written
   */
  async export(request: ExportRequest): Promise<boolean> {
    const name = plainName(request.name);
    const result = await this.#bridge.exportFiles({ ...request, name });
    if (result === null) return false;
    if (isFailure(result)) {
      this.#notices.fail(result.failure);
      return false;
    }
    this.#notices.say(
      request.folder
        ? t("The folder {name} is written, with {count} files", {
            name: result.name,
            count: String(request.files.length),
          })
        : t("{name} is written", { name: result.name }),
    );
    return true;
  }

  /** Prints a report, or writes it as PDF where the user says. @param html its page */
  async putOut(html: Uint8Array, how: "print" | "pdf"): Promise<void> {
    const name = `${plainName(this.title.replace(/\.[^.]*$/, ""))}.pdf`;
    const result = await (how === "print"
      ? this.#bridge.printReport(html)
      : this.#bridge.saveReport({ name, html }));
    if (result === null) return;
    if (isFailure(result)) this.#notices.fail(result.failure);
    else this.#notices.say(t("{name} is written", { name: result.name }));
  }

  /** Puts a picture on the clipboard. @param png a PNG file */
  async copyPicture(png: Uint8Array): Promise<void> {
    await this.#bridge.copyPicture(png);
    this.#notices.say(t("The picture is copied"));
  }

  /** Begins to drag a picture out of the window. @param name proposed, with its ending */
  async dragPicture(name: string, png: Uint8Array): Promise<void> {
    await this.#bridge.dragPicture({ name: plainName(name), png });
  }

  /** Puts text on the clipboard. */
  async copy(text: string): Promise<void> {
    await this.#bridge.copyText(text);
  }

  setEdited(edited: boolean): void {
    if (edited) this.#edits += 1;
    if (edited === this.edited) return;
    this.edited = edited;
    void this.#bridge.setEdited(edited);
  }

  /** Another document (null: a new one), named after its subject until it is saved. */
  setDocument(document: OpenedFile | null, subject: string): void {
    this.subject = subject;
    this.#documents += 1;
    this.#takeDocument(document);
    this.setEdited(false);
  }

  #takeDocument(document: OpenedFile | null): void {
    const old = this.document;
    this.document = document;
    if (old && old.token !== document?.token) this.release(old.token);
    void this.#bridge.setTitle(this.title, document?.token ?? null);
  }

  async #opened(result: OpenedFile | null | Failure): Promise<OpenedFile | null> {
    if (result === null) return null;
    if (isFailure(result)) {
      this.#notices.fail(result.failure);
      return null;
    }
    await this.loadRecent();
    return result;
  }
}

/** A name that every system takes for a file, as near as possible to a wanted one. */
function plainName(wanted: string): string {
  const plain = wanted.replace(/[/\\:*?"<>|\p{Cc}\p{Cf}]+/gu, "-");
  const ending = /\.\w{1,20}$/.exec(plain)?.[0] ?? "";
  const stem = plain.slice(0, plain.length - ending.length).slice(0, LONGEST_NAME - ending.length);
  // After the cut, which may come just behind a space or a dot.
  const name = `${stem}${ending}`.replace(/^[. ]+|[. ]+$/g, "");
  return /^(?:con|prn|aux|nul|com\d|lpt\d)?(?:\.|$)/i.test(name) ? `export-${name}` : name;
}
