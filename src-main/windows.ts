import { join } from "node:path";
import { app, BrowserWindow, nativeTheme, screen, type WebContents } from "electron";
import { ORIGIN, PAGE } from "./address.ts";
import { Closing } from "./closing.ts";
import { askAboutCrash, askAboutUnsaved } from "./dialogs.ts";
import type { Events, Settings } from "./ipc.ts";
import { LongWork } from "./long-work.ts";
import type { Stored } from "./stored.ts";
import { fitted, SMALLEST, type WindowState } from "./window-state.ts";
import { type Zoom, zoomed } from "./zoom.ts";

const PRELOAD = join(import.meta.dirname, "../preload/index.cjs");
/** The page's own ground (theme.css), so that nothing flashes before it is drawn. */
const BACKGROUND = { dark: "#101215", light: "#eef0f3" } as const;

/** Whether the user is leaving the whole program, not only a window; shared by all windows. */
interface Quitting {
  underWay: boolean;
}

/** A window with what main knows about the work in it. */
export class AppWindow {
  readonly window: BrowserWindow;
  private title = "";
  private edited = false;
  private file: string | null = null;
  private loaded = false;
  /** Whether the user chose to save before closing. */
  readonly closing = new Closing(
    () => this.close(),
    () => this.stay(),
  );
  readonly longWork: LongWork;
  private readonly waiting: (() => void)[] = [];

  private readonly quitting: Quitting;

  constructor(
    window: BrowserWindow,
    quitting: Quitting,
    settings: () => Settings,
    crashed: () => void,
  ) {
    this.window = window;
    this.longWork = new LongWork(window, settings, () => this.show());
    this.quitting = quitting;
    window.on("close", (event) => {
      if (!this.edited) return;
      event.preventDefault();
      void this.askThenClose();
    });
    // The title is set here; the page's <title> is only what the program starts with.
    window.on("page-title-updated", (event) => event.preventDefault());
    window.webContents.on("did-finish-load", () => {
      this.loaded = true;
      for (const send of this.waiting.splice(0)) send();
    });
    window.on("closed", () => this.closing.end());
    window.webContents.on("render-process-gone", (_event, { reason }) => {
      if (reason === "clean-exit") return;
      crashed();
      void this.recover();
    });
  }

  get id(): number {
    return this.window.id;
  }

  /** Tells the page something, once there is a page. */
  send<Name extends keyof Events>(name: Name, event: Events[Name]): void {
    const send = () => {
      if (!this.window.isDestroyed()) this.window.webContents.send(name, event);
    };
    if (this.loaded) send();
    else this.waiting.push(send);
  }

  /** The token of the file that the window's work is saved in; null: it has none. */
  get document(): string | null {
    return this.file;
  }

  get hasUnsaved(): boolean {
    return this.edited;
  }

  setTitle(title: string, document: string | null): void {
    this.title = title;
    this.file = document;
    this.showTitle();
  }

  setEdited(edited: boolean): void {
    this.edited = edited;
    this.window.setDocumentEdited(edited);
    this.showTitle();
    this.closing.edited(edited);
  }

  zoom(how: Zoom): void {
    const { webContents } = this.window;
    webContents.setZoomFactor(zoomed(webContents.getZoomFactor(), how));
  }

  show(): void {
    if (this.window.isMinimized()) this.window.restore();
    this.window.show();
    this.window.focus();
  }

  private showTitle(): void {
    const document = this.title ? `${this.edited ? "• " : ""}${this.title} – ` : "";
    this.window.setTitle(`${document}Chainrule`);
  }

  private async askThenClose(): Promise<void> {
    const choice = await askAboutUnsaved(this.window, this.title);
    if (choice === "stay") {
      this.closing.end();
      return this.stay();
    }
    if (choice === "discard") return this.close();
    this.closing.asked();
    this.send("command", "save-model");
  }

  private stay(): void {
    this.quitting.underWay = false;
  }

  private close(): void {
    const goOn = this.quitting.underWay;
    this.edited = false;
    this.window.close();
    // A window that stayed for a question had stopped the quitting.
    if (goOn) app.quit();
  }

  private async recover(): Promise<void> {
    this.edited = false;
    this.file = null;
    this.loaded = false;
    this.longWork.end();
    this.closing.end();
    if (await askAboutCrash(this.window)) this.window.webContents.reload();
    else this.window.close();
  }
}

/** What is called when something ends in a window. */
export interface WindowEnds {
  /** The window has gone. */
  closed(id: number): void;
  /** Its page has gone without leave; the window is still there. */
  crashed(id: number): void;
}

/** All windows of the program. */
export class Windows {
  private readonly state: Stored<WindowState>;
  private readonly settings: () => Settings;
  private readonly ends: WindowEnds;
  private readonly open = new Map<number, AppWindow>();
  private readonly quitting: Quitting = { underWay: false };

  constructor(state: Stored<WindowState>, settings: () => Settings, ends: WindowEnds) {
    this.state = state;
    this.settings = settings;
    this.ends = ends;
    app.on("before-quit", () => {
      this.quitting.underWay = true;
    });
  }

  create(): AppWindow {
    const areas = screen.getAllDisplays().map((display) => display.workArea);
    const { maximized, zoom, ...remembered } = fitted(this.state.value, areas);
    const { width, height } = remembered;
    // In the same place, a second window would hide the first.
    const place = this.open.size === 0 ? remembered : { width, height };
    const window = new BrowserWindow({
      ...place,
      minWidth: SMALLEST.width,
      minHeight: SMALLEST.height,
      title: "Chainrule",
      show: false,
      backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
      webPreferences: {
        preload: PRELOAD,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        spellcheck: false,
        // Training goes on, and is drawn, while another window is in front.
        backgroundThrottling: false,
      },
    });
    if (maximized) window.maximize();
    // A page's zoom is its address's: what another window has now counts, and only at the start.
    const [another] = this.open.values();
    const start = another ? another.window.webContents.getZoomFactor() : zoom;
    window.webContents.once("did-finish-load", () => window.webContents.setZoomFactor(start));
    const { id } = window;
    const created = new AppWindow(window, this.quitting, this.settings, () =>
      this.ends.crashed(id),
    );
    this.open.set(id, created);
    window.once("ready-to-show", () => window.show());
    window.on("close", () => void this.remember(window));
    window.on("closed", () => {
      this.open.delete(id);
      this.ends.closed(id);
    });
    // A page that does not load stays empty and says so in the log; the window can be closed.
    window.loadURL(PAGE).catch((error: unknown) => console.error(error));
    return created;
  }

  /** The window a person is at, or would be taken to; undefined when there is none. */
  current(): AppWindow | undefined {
    const focused = BrowserWindow.getFocusedWindow();
    return (focused && this.open.get(focused.id)) ?? [...this.open.values()].at(-1);
  }

  others(than: AppWindow): AppWindow[] {
    return [...this.open.values()].filter((window) => window !== than);
  }

  /** The window that a page belongs to, if its frame is the one we loaded there. */
  ofPage(sender: WebContents, frame: Electron.WebFrameMain | null): AppWindow | undefined {
    const window = BrowserWindow.fromWebContents(sender);
    const ours = frame?.parent === null && frame.url.startsWith(`${ORIGIN}/`);
    return window && ours ? this.open.get(window.id) : undefined;
  }

  private async remember(window: BrowserWindow): Promise<void> {
    const bounds = window.getNormalBounds();
    const zoom = window.webContents.getZoomFactor();
    await this.state.change({ ...bounds, maximized: window.isMaximized(), zoom }).catch(() => {
      // The next window simply opens where this one did.
    });
  }
}
