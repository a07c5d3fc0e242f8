/**
 * The report on paper and as PDF: its page is shown in a hidden window that runs no script, has
 * no bridge and reaches nothing, and that is gone afterwards.
 */
import { randomBytes } from "node:crypto";
import { app, BrowserWindow, type WebContents } from "electron";
import { ORIGIN, REPORT_PREFIX } from "./address.ts";
import { failure } from "./failures.ts";
import type { Failure } from "./ipc.ts";
import { t } from "./words.ts";

/** Countries that print on Letter; all others use A4. */
const LETTER = /^(?:en|es)[-_](?:US|PH|PR)$|[-_](?:CA|MX|CL|CO|VE)$/;

/** A paper's margins in inches. */
const MARGINS = { top: 0.6, bottom: 0.7, left: 0.6, right: 0.6 };

const FOOTER = `<p style="width:100%;margin:0 0.6in;font:8px sans-serif;color:#586172;text-align:right">
<span class="pageNumber"></span> / <span class="totalPages"></span></p>`;

/** Reports that are being printed, by the unguessable end of their address. */
export class Reports {
  private readonly pages = new Map<string, Uint8Array<ArrayBuffer>>();

  /** The page of an address below REPORT_PREFIX. */
  find(token: string): Uint8Array<ArrayBuffer> | undefined {
    return this.pages.get(token);
  }

  /** Shows the system's print dialog. @returns null, also when the user changed their mind */
  print(html: Uint8Array<ArrayBuffer>): Promise<null | Failure> {
    return this.shown<null | Failure>(
      html,
      (contents) =>
        new Promise((resolve) => {
          contents.print({ printBackground: true }, (printed, reason) => {
            resolve(printed || /cancel/i.test(reason) ? null : notPrinted(reason));
          });
        }),
    );
  }

  /** @returns the bytes of the PDF, on the paper of the user's country */
  async pdf(html: Uint8Array<ArrayBuffer>): Promise<Uint8Array | Failure> {
    return await this.shown<Uint8Array>(html, (contents) =>
      contents.printToPDF({
        pageSize: LETTER.test(app.getLocale()) ? "Letter" : "A4",
        margins: MARGINS,
        printBackground: true,
        displayHeaderFooter: true,
        headerTemplate: "<span></span>",
        footerTemplate: FOOTER,
        generateTaggedPDF: true,
        generateDocumentOutline: true,
      }),
    );
  }

  private async shown<Result>(
    html: Uint8Array<ArrayBuffer>,
    work: (contents: WebContents) => Promise<Result>,
  ): Promise<Result | Failure> {
    const token = randomBytes(24).toString("base64url");
    const window = new BrowserWindow({
      show: false,
      webPreferences: {
        javascript: false,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        spellcheck: false,
      },
    });
    this.pages.set(token, html);
    try {
      await window.loadURL(`${ORIGIN}${REPORT_PREFIX}${token}`);
      return await work(window.webContents);
    } catch (error) {
      return notPrinted(error instanceof Error ? error.message : String(error));
    } finally {
      this.pages.delete(token);
      window.destroy();
    }
  }
}

function notPrinted(reason: string): Failure {
  return failure(
    t("The report was not printed: {reason}", { reason }),
    t("check the printer and the space on the disk, or export the report as a page"),
  );
}
