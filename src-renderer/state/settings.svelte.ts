import type { Bridge, LessonProgress, ThemeChoice } from "../../src-main/ipc.ts";

/** What is kept between starts, and what follows from it for the window. */
export class SettingsState {
  theme = $state<ThemeChoice>("system");
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
    const { theme, keepAwake, notify, toured, progress = {} } = await this.#bridge.settings();
    this.theme = theme;
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

  async choose(theme: ThemeChoice): Promise<void> {
    this.theme = theme;
    await this.#bridge.changeSettings({ theme });
  }
}
