import type { Bridge, LessonProgress, ThemeChoice } from "../../src-main/ipc.ts";
import type { LanguageChoice } from "../../src-words/language.ts";
import type { Notation } from "../../src-words/numbers.ts";
import { numberStyle } from "../drawing/number-style.svelte.ts";

/** What is kept between starts, and what follows from it for the window. */
export class SettingsState {
  theme = $state<ThemeChoice>("system");
  language = $state<LanguageChoice>("system");
  keepAwake = $state(false);
  notify = $state(true);
  /** Until it is known whether the tour was taken, it is not offered. */
  toured = $state(true);
  /** By the lesson's own name. */
  progress = $state.raw<Readonly<Record<string, LessonProgress>>>({});
  #systemDark = $state(false);
  readonly dark = $derived(this.theme === "system" ? this.#systemDark : this.theme === "dark");
  readonly #bridge: Bridge;

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  /** Follows the system's theme until the returned function is called. */
  followSystem(query: MediaQueryList): () => void {
    const follow = () => {
      this.#systemDark = query.matches;
    };
    follow();
    query.addEventListener("change", follow);
    return () => query.removeEventListener("change", follow);
  }

  async load(): Promise<void> {
    const settings = await this.#bridge.settings();
    const { theme, language, decimals, notation, keepAwake, notify, toured } = settings;
    const { progress = {} } = settings;
    this.theme = theme;
    this.language = language;
    numberStyle.decimals = decimals;
    numberStyle.notation = notation;
    this.keepAwake = keepAwake;
    this.notify = notify;
    this.toured = toured;
    this.progress = progress;
  }

  /** How far the student is in a lesson. */
  async keepProgress(lesson: string, progress: LessonProgress): Promise<void> {
    this.progress = { ...this.progress, [lesson]: progress };
    await this.#bridge.changeSettings({ progress: this.progress });
  }

  async stayAwake(keepAwake: boolean): Promise<void> {
    this.keepAwake = keepAwake;
    await this.#bridge.changeSettings({ keepAwake });
  }

  async announce(notify: boolean): Promise<void> {
    this.notify = notify;
    await this.#bridge.changeSettings({ notify });
  }

  async endTour(): Promise<void> {
    this.toured = true;
    await this.#bridge.changeSettings({ toured: true });
  }

  async chooseLanguage(language: LanguageChoice): Promise<void> {
    this.language = language;
    await this.#bridge.changeSettings({ language });
  }

  /** @param decimals digits after the point; null: as many as the number needs */
  async chooseDecimals(decimals: number | null): Promise<void> {
    numberStyle.decimals = decimals;
    await this.#bridge.changeSettings({ decimals });
  }

  async chooseNotation(notation: Notation): Promise<void> {
    numberStyle.notation = notation;
    await this.#bridge.changeSettings({ notation });
  }

  async choose(theme: ThemeChoice): Promise<void> {
    this.theme = theme;
    await this.#bridge.changeSettings({ theme });
  }
}
