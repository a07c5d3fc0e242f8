import type { BrowserContext, Page } from "playwright-core";
import { LinkedPage, type PdfOptions } from "./linked-page.ts";
import type { Wire } from "./wire.ts";

interface Creation {
  readonly id: number;
  readonly width: number;
  readonly height: number;
  /** Source; null: a page that runs no script. */
  readonly preload: string | null;
}

/** The windows that main has opened, each a page of the browser. */
export class Pages {
  private readonly wire: Wire;
  private readonly links = new Map<number, Promise<LinkedPage>>();
  private readonly creations = new Map<number, Creation>();
  private readonly shown: Page[] = [];
  private readonly opened = later<{ context: BrowserContext; visible: boolean }>();
  private readonly firstShown = later<Page>();
  private colorScheme: "light" | "dark" | null = null;
  private ownPages = 0;

  constructor(wire: Wire) {
    this.wire = wire;
    wire.on<Creation>("window:create", (creation) => {
      const link = this.create(creation);
      // A failure reaches main through its next request for this window.
      link.catch(() => {});
      this.links.set(creation.id, link);
      this.creations.set(creation.id, creation);
    });
    wire.on<{ id: number; url: string }>("window:navigate", async ({ id, url }) => {
      const link = await this.link(id);
      await link.navigate(url);
      this.firstShown.resolve(link.page);
    });
    wire.on<{ id: number; text: string }>("window:deliver", async ({ id, text }) => {
      await (await this.link(id)).deliver(text);
    });
    wire.on<{ id: number; width: number; height: number }>("window:size", async (window) => {
      const { visible } = await this.opened.promise;
      const { width, height } = window;
      if (!visible) await (await this.link(window.id)).page.setViewportSize({ width, height });
    });
    wire.on<{ id: number; options: PdfOptions }>("window:pdf", async ({ id, options }) => {
      return await (await this.link(id)).pdf(options);
    });
    wire.on<{ id: number }>("window:reload", async ({ id }) => {
      const link = await this.link(id);
      if (link.crashed) await this.replace(link, id);
      else await link.page.reload();
    });
    wire.on<{ id: number }>("window:close", async ({ id }) => {
      const link = await this.link(id);
      this.links.delete(id);
      await link.close();
    });
    wire.on<{ source: "system" | "light" | "dark" }>("theme", async ({ source }) => {
      this.colorScheme = source === "system" ? null : source;
      for (const link of this.links.values()) await this.paint((await link).page);
    });
  }

  /** The browser has started: windows asked for in the meantime open now. */
  open(context: BrowserContext, visible: boolean): void {
    this.opened.resolve({ context, visible });
    context.on("page", (page) => this.refuseStranger(page));
  }

  first(): Promise<Page> {
    return this.firstShown.promise;
  }

  all(): Page[] {
    return this.shown;
  }

  async offerFiles(page: Page, files: { name: string; size: number; path: string }[]) {
    for (const link of await Promise.all(this.links.values())) {
      if (link.page === page) await link.offerFiles(files);
    }
  }

  private link(id: number): Promise<LinkedPage> {
    const link = this.links.get(id);
    if (!link) throw new Error(`no window ${id}`);
    return link;
  }

  private async create({ id, width, height, preload }: Creation): Promise<LinkedPage> {
    const { context, visible } = await this.opened.promise;
    const page = await this.freshPage(context);
    if (!visible) await page.setViewportSize({ width, height });
    await this.paint(page);
    this.shown.push(page);
    const link = await LinkedPage.attach(id, page, preload, this.wire);
    page.once("close", () => {
      this.shown.splice(this.shown.indexOf(page), 1);
      if (!link.crashed) this.wire.tell("page", { id, name: "closed" });
    });
    return link;
  }

  /** Electron loads the page of a crashed window again; Playwright needs another for it. */
  private async replace(crashed: LinkedPage, id: number): Promise<void> {
    const creation = this.creations.get(id);
    if (!creation) throw new Error(`no window ${id}`);
    const link = this.create(creation);
    this.links.set(id, link);
    await (await link).navigate(crashed.url);
    await crashed.page.close();
  }

  /** The browser starts with one empty page, which becomes the first window. */
  private async freshPage(context: BrowserContext): Promise<Page> {
    const [empty] = context.pages();
    if (this.ownPages++ === 0 && empty) return empty;
    return await context.newPage();
  }

  private async paint(page: Page): Promise<void> {
    await page.emulateMedia({ colorScheme: this.colorScheme });
  }

  /** Electron opens no window that main denies; here it opens for a moment, then goes. */
  private async refuseStranger(page: Page): Promise<void> {
    const opener = await page.opener();
    if (opener) await page.close();
  }
}

/** A promise that somebody else resolves (Promise.withResolvers, which Node 20 lacks). */
function later<Value>(): { promise: Promise<Value>; resolve: (value: Value) => void } {
  let resolve: (value: Value) => void = () => {};
  const promise = new Promise<Value>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
