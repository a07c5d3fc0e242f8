/** How long the page may take to come with its bytes, and then to say that all is saved. */
const PATIENCE_MS = { bytes: 30_000, clean: 5_000 } as const;

/**
 * A window that is to close once its work is saved. The wish lasts for one save: when none comes,
 * or it fails, or the work is edited meanwhile, the window stays, and a later save closes nothing.
 */
export class Closing {
  private phase: "none" | "asked" | "saving" | "saved" = "none";
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly close: () => void;
  private readonly stay: () => void;

  /**
   * @param close called when all is saved
   * @param stay called when the wish ends without
   */
  constructor(close: () => void, stay: () => void) {
    this.close = close;
    this.stay = stay;
  }

  /** The user wants to save and then close; the page has been told. */
  asked(): void {
    this.enter("asked", PATIENCE_MS.bytes);
  }

  /** The page has come with what is to be saved. The user may take any time to choose a place. */
  saving(): void {
    if (this.phase !== "none") this.enter("saving", null);
  }

  /** That save ended. @param done false: it failed or was called off */
  saved(done: boolean): void {
    if (!done) this.end();
    else if (this.phase === "saving") this.enter("saved", PATIENCE_MS.clean);
  }

  /** The page says whether there is unsaved work. */
  edited(edited: boolean): void {
    if (this.phase === "none") return;
    if (edited || this.phase !== "saved") {
      this.end();
      return;
    }
    this.enter("none", null);
    this.close();
  }

  /** The wish, if there is one, is over: the window stays. */
  end(): void {
    if (this.phase === "none") return;
    this.enter("none", null);
    this.stay();
  }

  private enter(phase: Closing["phase"], patience: number | null): void {
    clearTimeout(this.timer);
    this.phase = phase;
    this.timer = patience === null ? undefined : setTimeout(() => this.end(), patience);
  }
}
