import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { root } from "../../src-main/setup.mjs";
import { answerOpenDialog, answerSaveDialog } from "../host/dialogs.ts";
import type { Host } from "../host/launch.ts";

/** What a user does on the Bench, by the words on the screen. */
export class Bench {
  readonly host: Host;
  readonly page: Page;
  /** Errors and warnings of the page's console so far. */
  readonly complaints: string[] = [];

  private constructor(host: Host, page: Page) {
    this.host = host;
    this.page = page;
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) this.complaints.push(message.text());
    });
    page.on("pageerror", (error) => this.complaints.push(String(error)));
  }

  /** @param page of the first window, unless it is another's */
  static async open(host: Host, page?: Page): Promise<Bench> {
    const bench = new Bench(host, page ?? (await host.firstWindow()));
    await bench.ready();
    return bench;
  }

  /** Waits until a network is there to train. */
  async ready(): Promise<void> {
    const train = this.page.getByRole("button", { name: "Train", exact: true });
    await train.and(this.page.locator(":not([aria-disabled=true])")).waitFor();
  }

  async openData(path: string): Promise<void> {
    await answerOpenDialog(this.host, path);
    await this.press("Open data…");
  }

  async openModel(path: string): Promise<void> {
    await answerOpenDialog(this.host, path);
    await this.press("Open model…");
  }

  async saveAs(path: string): Promise<void> {
    await answerSaveDialog(this.host, path);
    await this.press("Save as…");
  }

  press(name: string): Promise<void> {
    return this.page.getByRole("button", { name, exact: true }).click();
  }

  async fill(label: string, value: string): Promise<void> {
    const field = this.page.getByLabel(label, { exact: true }).first();
    await field.fill(value);
    await field.press("Enter");
  }

  async figure(id: "epoch" | "step" | "training-loss" | "validation-loss"): Promise<string> {
    return (await this.page.getByTestId(id).textContent()) ?? "";
  }

  /** The first page of the table of predictions, as text. */
  async predictions(): Promise<string> {
    return (await this.page.getByRole("table", { name: "Predictions" }).textContent()) ?? "";
  }

  /** Trains so many epochs from here and waits for the end. */
  async trainFor(epochs: number): Promise<void> {
    await this.fill("Epochs", String(epochs));
    await this.press("Train");
    await expect.poll(() => this.figure("epoch"), { timeout: 60_000 }).toBe(String(epochs));
    await this.page.getByRole("button", { name: "Train", exact: true }).waitFor();
  }
}

/** Runs the built command line; the last JSON line of its output. */
export async function command(...args: string[]): Promise<Record<string, unknown>> {
  const path = join(root, "out", "main", "cli.js");
  const { stdout } = await promisify(execFile)(process.execPath, [path, ...args, "--json"]);
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Record<string, unknown>;
}
