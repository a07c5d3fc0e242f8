import type { Bridge, Failure, FileKind, OpenedFile, RecentFile } from "../../src-main/ipc.ts";
import type { Notices } from "./notices.svelte.ts";

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
  readonly title = $derived(this.document?.name ?? this.subject);
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
    if (token === this.kept) return;
    void this.#bridge.releaseFile(token);
  }

  /** Writes the document. @returns whether it was written */
  async save(bytes: Uint8Array, askForPlace: boolean): Promise<boolean> {
    const name = this.document?.name ?? `${this.subject.replace(/\.[^.]*$/, "")}.safetensors`;
    const token = askForPlace ? null : (this.document?.token ?? null);
    const result = await this.#opened(await this.#bridge.saveFile({ bytes, name, token }));
    if (!result) return false;
    this.#takeDocument(result);
    this.setEdited(false);
    return true;
  }

  setEdited(edited: boolean): void {
    if (edited === this.edited) return;
    this.edited = edited;
    void this.#bridge.setEdited(edited);
  }

  /** Another document (null: a new one), named after its subject until it is saved. */
  setDocument(document: OpenedFile | null, subject: string): void {
    this.subject = subject;
    this.#takeDocument(document);
    this.setEdited(false);
  }

  #takeDocument(document: OpenedFile | null): void {
    const old = this.document;
    this.document = document;
    if (old && old.token !== document?.token) this.release(old.token);
    void this.#bridge.setTitle(this.title);
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
