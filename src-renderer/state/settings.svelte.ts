import type { Bridge, ThemeChoice } from "../../src-main/ipc.ts";

/** What is kept between starts, and what follows from it for the window. */
export class SettingsState {
  theme = $state<ThemeChoice>("system");
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
    this.theme = (await this.#bridge.settings()).theme;
  }

  async choose(theme: ThemeChoice): Promise<void> {
    this.theme = theme;
    await this.#bridge.changeSettings({ theme });
  }
}
