import { type BrowserWindow, Notification, powerSaveBlocker } from "electron";
import type { Settings, TrainingNews } from "./ipc.ts";
import { t } from "./words.ts";

/** A training that took longer has made its user do something else meanwhile. */
const LONG_MS = 20_000;

/** Progress in the taskbar's own way of saying that it is not known. */
const NOT_KNOWN = 2;
const NONE = -1;

/** What the desktop shows and does while a window trains: progress, no sleep, word at the end. */
export class LongWork {
  private readonly window: BrowserWindow;
  private readonly settings: () => Settings;
  private readonly show: () => void;
  private since: number | null = null;
  private awake: number | null = null;

  /** @param show brings the window to the front */
  constructor(window: BrowserWindow, settings: () => Settings, show: () => void) {
    this.window = window;
    this.settings = settings;
    this.show = show;
    window.on("closed", () => this.sleep());
  }

  /** The page says how its training stands. */
  tell({ running, share, words }: TrainingNews): void {
    if (this.window.isDestroyed()) return;
    this.window.setProgressBar(running ? (share ?? NOT_KNOWN) : NONE);
    if (running) {
      this.since ??= Date.now();
      if (this.settings().keepAwake)
        this.awake ??= powerSaveBlocker.start("prevent-app-suspension");
      return;
    }
    const long = this.since !== null && Date.now() - this.since >= LONG_MS;
    this.since = null;
    this.sleep();
    if (long && this.settings().notify && !this.window.isFocused()) this.notify(words);
  }

  /** The page has gone: there is nothing to announce. */
  end(): void {
    this.since = null;
    this.tell({ running: false, share: null, words: "" });
  }

  private notify(body: string): void {
    if (!Notification.isSupported()) return;
    const notification = new Notification({ title: t("Training has ended"), body });
    notification.on("click", this.show);
    notification.show();
  }

  private sleep(): void {
    if (this.awake !== null) powerSaveBlocker.stop(this.awake);
    this.awake = null;
  }
}
