import { join } from "node:path";
import { app, nativeTheme, protocol, session } from "electron";
import { languageOf } from "../src-words/language.ts";
import { SCHEME } from "./address.ts";
import { Documents } from "./documents.ts";
import { kindOf, UserFiles } from "./files.ts";
import { answerRequests } from "./handlers.ts";
import type { FileKind, Settings } from "./ipc.ts";
import { showMenu } from "./menu.ts";
import { Pictures } from "./pictures.ts";
import { createProtocolHandler } from "./protocol.ts";
import { RecentFiles, recentSchema } from "./recent.ts";
import { Recovery } from "./recovery.ts";
import { Reports } from "./report.ts";
import { secure } from "./security.ts";
import { DEFAULT_SETTINGS, settingsSchema } from "./settings.ts";
import { Stored } from "./stored.ts";
import { Tokens } from "./tokens.ts";
import { DEFAULT_WINDOW_STATE, windowStateSchema } from "./window-state.ts";
import { type AppWindow, Windows } from "./windows.ts";
import { speak } from "./words.ts";

const RENDERER = join(import.meta.dirname, "../renderer");

/** The running program: its windows, files and settings. To be made when Electron is ready. */
export class Application {
  private readonly tokens = new Tokens();
  private readonly settings = new Stored<Settings>(
    stored("settings.json"),
    settingsSchema,
    DEFAULT_SETTINGS,
  );
  private readonly recent = new RecentFiles(
    new Stored(stored("recent-files.json"), recentSchema, []),
    () => this.showMenu(),
  );
  private readonly files = new UserFiles(this.tokens, this.recent);
  private readonly recovery = new Recovery(stored("recovery"));
  private readonly reports = new Reports();
  private readonly windows = new Windows(
    new Stored(stored("window.json"), windowStateSchema, DEFAULT_WINDOW_STATE),
    () => this.settings.value,
    {
      closed: (id) => {
        this.tokens.releaseAll(id);
        this.recovery.closed(id);
      },
      crashed: (id) => {
        this.tokens.releaseAll(id);
        this.recovery.crashed(id);
      },
    },
  );
  private readonly documents = new Documents(this.files, this.tokens, this.windows);

  constructor() {
    secure(app, session.defaultSession);
    protocol.handle(SCHEME, createProtocolHandler(RENDERER, this.tokens, this.reports));
    nativeTheme.themeSource = this.settings.value.theme;
    speak(languageOf(this.settings.value.language, app.getLocale()));
    answerRequests({
      windows: this.windows,
      files: this.files,
      documents: this.documents,
      tokens: this.tokens,
      recent: this.recent,
      recovery: this.recovery,
      reports: this.reports,
      pictures: new Pictures(),
      settings: () => this.settings.value,
      changeSettings: (change) => this.changeSettings(change),
    });
    this.showMenu();
    app.on("activate", () => this.window());
  }

  /** Brings a window to the front and opens files from outside in it. */
  async open(paths: readonly string[]): Promise<void> {
    const window = this.window();
    window.show();
    for (const path of paths) await this.openIn(window, path, kindOf(path));
  }

  /** The current window; a new one where there is none. */
  private window(): AppWindow {
    return this.windows.current() ?? this.windows.create();
  }

  private async openIn(window: AppWindow, path: string, kind: FileKind): Promise<void> {
    const result = await this.documents.open(path, kind, window);
    if (result === null) return;
    if ("failure" in result) window.send("failed", result.failure);
    else window.send("file-opened", result);
  }

  private async changeSettings(change: Partial<Settings>): Promise<Settings> {
    const settings = { ...this.settings.value, ...change };
    nativeTheme.themeSource = settings.theme;
    speak(languageOf(settings.language, app.getLocale()));
    if (change.language !== undefined) this.showMenu();
    // Where they cannot be written, they hold at least until the program ends.
    await this.settings.change(settings).catch((error: unknown) => console.error(error));
    return settings;
  }

  private showMenu(): void {
    showMenu(this.recent.list(), {
      command: (command) => this.window().send("command", command),
      newWindow: () => this.windows.create(),
      openRecent: (id) => {
        const entry = this.recent.find(id);
        if (entry) void this.openIn(this.window(), entry.path, entry.kind);
      },
      clearRecent: () => void this.recent.clear(),
      zoom: (how) => this.windows.current()?.zoom(how),
    });
  }
}

function stored(name: string): string {
  return join(app.getPath("userData"), name);
}
