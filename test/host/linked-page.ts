import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { CDPSession, Page } from "playwright-core";
import { encode } from "./page/codec.mjs";
import type { Wire } from "./wire.ts";

/** Of Chromium's own printing, in inches; what else it knows goes with them. */
export interface PdfOptions {
  readonly paperWidth: number;
  readonly paperHeight: number;
  readonly marginTop: number;
  readonly marginBottom: number;
  readonly marginLeft: number;
  readonly marginRight: number;
}

/** One window: its page, and main's preload in a world of its own on every document. */
export class LinkedPage {
  readonly page: Page;
  private readonly id: number;
  private readonly cdp: CDPSession;
  private readonly wire: Wire;
  /** Known here and in the preload's world only, so that the page cannot imitate the line. */
  private readonly secret = `chainrule${randomBytes(16).toString("hex")}`;
  private world = "";
  private expected = "";
  private gone = false;

  private constructor(id: number, page: Page, cdp: CDPSession, wire: Wire) {
    this.id = id;
    this.page = page;
    this.cdp = cdp;
    this.wire = wire;
  }

  static async attach(
    id: number,
    page: Page,
    preload: string | null,
    wire: Wire,
  ): Promise<LinkedPage> {
    const cdp = await page.context().newCDPSession(page);
    const link = new LinkedPage(id, page, cdp, wire);
    await link.install(preload);
    return link;
  }

  /** Whether the process of the page has ended. */
  get crashed(): boolean {
    return this.gone;
  }

  /** What main has loaded in it. */
  get url(): string {
    return this.expected;
  }

  /** @throws {Error} when the page cannot be loaded */
  async navigate(url: string): Promise<void> {
    this.expected = url;
    await this.page.goto(url);
  }

  /** Hands an encoded message to the preload. */
  async deliver(text: string): Promise<void> {
    await this.cdp.send("Runtime.callFunctionOn", {
      functionDeclaration: `function (text) { globalThis["${this.secret}Deliver"](text); }`,
      arguments: [{ value: text }],
      uniqueContextId: this.world,
    });
  }

  offerFiles(paths: { name: string; size: number; path: string }[]): Promise<void> {
    return this.deliver(encode({ kind: "paths", paths }));
  }

  async close(): Promise<void> {
    if (this.page.isClosed()) return;
    // With its last page the browser would go as well, on its own and still writing; main ends it.
    const isLast = this.page.context().pages().length === 1;
    await (isLast ? this.navigate("about:blank") : this.page.close());
  }

  /** @returns the page on paper, in base64 */
  async pdf(options: PdfOptions): Promise<string> {
    return (await this.cdp.send("Page.printToPDF", options)).data;
  }

  private async install(preload: string | null): Promise<void> {
    const { cdp, secret } = this;
    cdp.on("Runtime.executionContextCreated", ({ context }) => {
      if (context.name === secret) this.world = context.uniqueId;
    });
    cdp.on("Runtime.bindingCalled", ({ name, payload }) => {
      if (name === secret) this.report("ipc", { text: payload });
    });
    cdp.on("Page.frameNavigated", ({ frame }) => {
      if (!frame.parentId) this.report("navigated", { url: frame.url });
    });
    cdp.on("Page.windowOpen", ({ url }) => {
      this.wire.ask("may-open", { id: this.id, url }).then(
        (allowed) => {
          if (allowed) throw new Error("the stand-in opens no further windows");
        },
        () => {},
      );
    });
    cdp.on("Fetch.requestPaused", ({ requestId, request }) => {
      this.decide(requestId, request.url).catch(() => {});
    });
    this.page.on("domcontentloaded", () => this.report("ready-to-show"));
    this.page.on("load", () => this.report("did-finish-load"));
    this.page.on("crash", () => {
      this.gone = true;
      this.report("render-process-gone");
    });
    await cdp.send("Page.enable");
    await cdp.send("Runtime.enable");
    await cdp.send("Fetch.enable", { patterns: [{ resourceType: "Document" }] });
    if (preload === null) {
      await cdp.send("Emulation.setScriptExecutionDisabled", { value: true });
      return;
    }
    await cdp.send("Runtime.addBinding", { name: secret, executionContextName: secret });
    for (const half of [
      { source: pageHalf(secret) },
      { source: preloadHalf(secret, preload), worldName: secret },
    ]) {
      await cdp.send("Page.addScriptToEvaluateOnNewDocument", half);
    }
  }

  /** Asks main about navigations that are neither its own nor the reader's reload. */
  private async decide(requestId: string, url: string): Promise<void> {
    const own = url === this.expected;
    const prevented = !own && !(await this.wire.ask("may-navigate", { id: this.id, url }));
    if (prevented) {
      await this.cdp.send("Fetch.failRequest", { requestId, errorReason: "Aborted" });
    } else {
      await this.cdp.send("Fetch.continueRequest", { requestId });
    }
  }

  private report(name: string, details: object = {}): void {
    this.wire.tell("page", { id: this.id, name, ...details });
  }
}

/** Source of a file in page/ as a script: its functions become names of the surrounding scope. */
function script(name: string): string {
  const source = readFileSync(join(import.meta.dirname, "page", name), "utf8");
  return source.replaceAll(/^export /gm, "");
}

function pageHalf(secret: string): string {
  return `(() => { ${script("worlds.mjs")} connectWorlds("${secret}", "page"); })();`;
}

function preloadHalf(secret: string, preload: string): string {
  const { platform, versions } = process;
  const facts = JSON.stringify({ secret, binding: secret, platform, versions });
  return `(() => {
    ${script("codec.mjs")} ${script("worlds.mjs")} ${script("preload-world.mjs")}
    runPreload(
      (require, module, exports, process) => { ${preload}\n },
      { ...${facts}, encode, decode, connectWorlds },
    );
  })();`;
}
