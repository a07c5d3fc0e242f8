import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Bridge } from "../../src-main/ipc.ts";
import { answerOpenDialog, answerSaveDialog } from "../host/dialogs.ts";
import { type Host, launch } from "../host/launch.ts";
import { greyPng } from "../unit/data/images/folders.ts";
import { writeIdx } from "../unit/data/readers/written.ts";
import { Bench } from "./bench.ts";

let folder: string;
let host: Host;
let bench: Bench;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "chainrule-data-in-"));
  host = await launch();
  bench = await Bench.open(host);
  bench.page.setDefaultTimeout(10_000);
});

afterAll(async () => {
  await host?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Pictures for leaving a look at the window behind: only where asked for. */
async function picture(name: string): Promise<void> {
  const { SCREENSHOTS } = process.env;
  if (SCREENSHOTS) await bench.page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
}

const facts = () => bench.page.locator(".facts").textContent();

test("a file that is not read as guessed can be read as chosen, with a preview", async () => {
  const { page } = bench;
  const path = join(folder, "odd.csv");
  // A remark in the middle, which is guessed only at the beginning.
  await writeFile(path, `a;b;c\n# notes\n${"1,5;2;x\n2,5;2;y\n1,5;1;x\n2,5;1;y\n".repeat(10)}`);
  await bench.openData(path);
  await page.getByRole("button", { name: "Choose how to read it…" }).click();
  const dialog = page.getByRole("dialog");
  await expect.poll(() => dialog.getByRole("status").textContent()).toContain("line 2 has 1 field");
  await picture("reading-refused");
  await dialog.getByLabel("Lines of remarks").selectOption("begin with #");
  await expect.poll(() => dialog.getByRole("status").textContent()).toBe("");
  expect(await dialog.getByRole("columnheader").allTextContents()).toEqual(["a", "b", "c"]);
  await dialog.getByLabel("First row", { exact: true }).selectOption("data");
  await expect.poll(() => dialog.getByRole("columnheader").count()).toBe(0);
  await dialog.getByLabel("First row", { exact: true }).selectOption("names of the columns");
  await picture("reading-chosen");
  await dialog.getByRole("button", { name: "Read it so" }).click();
  await expect.poll(facts).toContain("40 rows · 3 columns");
  await bench.ready();
});

test("a pasted table is read; a paste into a field stays there", async () => {
  const { page } = bench;
  const paste = (kind: string, text: string, place = "body") =>
    page.evaluate(
      ({ kind, text, place }) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData(kind, text);
        document
          .querySelector(place)
          ?.dispatchEvent(
            new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }),
          );
      },
      { kind, text, place },
    );
  await paste("text/plain", `x\ty\tkind\n${"1\t2\ta\n3\t2\tb\n1\t5\ta\n".repeat(10)}`);
  await page.getByText("Pasted table", { exact: true }).first().waitFor();
  await expect.poll(facts).toContain("30 rows · 3 columns");
  await bench.ready();
  const cells = "<tr><td>1,5</td><td>yes</td></tr><tr><td>2</td><td>no</td></tr>".repeat(15);
  await paste("text/html", `<p>Look:</p><table><tr><th>v</th><th>w</th></tr>${cells}</table>`);
  await page.getByText("Pasted table 2", { exact: true }).first().waitFor();
  await expect.poll(facts).toContain("30 rows · 2 columns");
  await bench.ready();
  await paste("text/plain", "1\t2\n3\t4\n", "input");
  await page.waitForTimeout(300);
  expect(await facts()).toContain("30 rows · 2 columns");
});

test("pictures of IDX ask for their labels", async () => {
  const { page } = bench;
  const images = join(folder, "digits-images.idx3-ubyte");
  const labels = join(folder, "digits-labels.idx1-ubyte");
  const pixels = Array.from({ length: 40 * 16 }, (_, at) => (at * 37) % 256);
  await writeFile(images, writeIdx([40, 4, 4], pixels));
  await writeFile(
    labels,
    writeIdx(
      [40],
      Array.from({ length: 40 }, (_, row) => row % 4),
    ),
  );
  await bench.openData(images);
  const ask = page.getByRole("button", { name: "Choose the labels…" });
  await ask.waitFor();
  await picture("labels");
  await answerOpenDialog(host, labels);
  await ask.click();
  await expect.poll(facts).toContain("40 rows · 17 columns");
  await ask.waitFor({ state: "detached" });
  expect(await page.getByLabel("Predict", { exact: true }).inputValue()).toBe("label");
  await bench.ready();
});

test("a folder of pictures is opened, dropped, and brought to another size", async () => {
  const { page } = bench;
  const pets = join(folder, "pets");
  for (const [place, kind] of ["cats", "dogs"].entries()) {
    await mkdir(join(pets, kind), { recursive: true });
    for (let index = 0; index < 15; index++) {
      const values = Array.from({ length: 64 }, (_, at) => (at * (index + 3) + 90 * place) % 256);
      await writeFile(join(pets, kind, `${index}.png`), greyPng(8, 8, values));
    }
  }
  await answerOpenDialog(host, pets);
  await page.getByRole("button", { name: "folder of pictures…" }).click();
  await expect.poll(facts).toContain("30 rows · 65 columns");
  await bench.ready();
  await bench.fill("Pixels across", "4");
  await expect.poll(facts).toContain("30 rows · 33 columns");
  await bench.ready();
  await page.getByLabel("In colour (three inputs a pixel)").check();
  await expect.poll(facts).toContain("30 rows · 97 columns");
  await bench.ready();
  await picture("pictures");
  await host.drop(page, [pets]);
  await expect.poll(facts).toContain("30 rows · 65 columns");
  await bench.ready();
});

test("columns have statistics and choices; a weight, a split and a test file take effect", async () => {
  const { page } = bench;
  const lines = Array.from({ length: 60 }, (_, row) => {
    const when = `2024-0${(row % 9) + 1}-1${row % 9}`;
    const colour = ["red", "green", "blue"][row % 3];
    return `${row % 7 === 0 ? "" : row},${colour},${when},${1 + (row % 4)},5,${row % 2 ? "yes" : "no"}`;
  });
  const header = "size,colour,when,importance,same,answer\n";
  const path = join(folder, "mixed.csv");
  await writeFile(path, `${header}${lines.join("\n")}\n`);
  const held = join(folder, "held.csv");
  await writeFile(held, `${header}${lines.slice(0, 12).join("\n")}\n`);
  await bench.openData(path);
  await expect.poll(facts).toContain("60 rows · 6 columns");
  await bench.ready();
  await page.getByRole("button", { name: "Ignore same" }).click();
  await bench.ready();
  await page.getByRole("list", { name: "Columns to look at twice" }).waitFor({ state: "detached" });

  await page.getByRole("button", { name: "size", exact: true }).click();
  const card = page.getByRole("region", { name: "Column size" });
  await card.getByText("9 (15.0 %)").waitFor();
  await card.getByLabel("Missing values").selectOption("median");
  await bench.ready();
  await card.getByLabel("Scaling").selectOption("minmax");
  await bench.ready();
  await picture("column-card");
  const list = page.getByRole("list", { name: "Rows of each part" });
  await expect.poll(() => list.textContent()).toContain("training 48");

  await page.getByLabel("Role of importance").scrollIntoViewIfNeeded();
  await page.getByLabel("Role of importance").selectOption("weight");
  await bench.ready();
  await page.getByText("Split and scaling").click();
  await answerOpenDialog(host, held);
  await page.getByRole("button", { name: "Use a test file…" }).click();
  await expect.poll(() => list.textContent()).toContain("test 12");
  await bench.ready();
  await page.getByLabel("Hold rows out").selectOption("order");
  await bench.ready();
  await picture("split");

  await page.getByText("Cross-validation", { exact: true }).click();
  await bench.fill("Epochs", "5");
  await bench.fill("Folds", "3");
  await page.getByRole("button", { name: "Validate", exact: true }).click();
  const result = page.getByLabel("Mean and spread over 3 folds");
  await result.waitFor();
  expect(await result.textContent()).toMatch(/Loss.*±.*Accuracy.*%.*±/s);
  await picture("cross-validation");
});

test("the model is exported as a file and as a folder; ONNX comes back", async () => {
  const { page } = bench;
  const path = join(folder, "mixed.onnx");
  await answerSaveDialog(host, path);
  await page.getByRole("button", { name: "Export", exact: true }).click();
  await picture("export");
  await page.getByRole("menuitem", { name: /^ONNX/ }).click();
  await page.getByText("mixed.onnx is written").waitFor();
  expect((await readFile(path)).length).toBeGreaterThan(100);

  await answerOpenDialog(host, folder);
  await page.getByRole("button", { name: "Export", exact: true }).click();
  await page.getByRole("menuitem", { name: /^PyTorch/ }).click();
  await page.getByText(/The folder mixed-pytorch is written/).waitFor();
  expect(await readdir(join(folder, "mixed-pytorch"))).toContain("train.py");

  await bench.openModel(path);
  await page.getByText("This model waits for its data").waitFor();
});

test("text is copied without the page having leave to use the clipboard", async () => {
  await bench.page.evaluate(() =>
    (globalThis as unknown as { chainrule: Bridge }).chainrule.copyText("a\tb\n1\t2"),
  );
  expect(await host.evaluate(({ clipboard }) => clipboard.readText())).toBe("a\tb\n1\t2");
});

test("nothing was complained about on the way", () => {
  expect(bench.complaints).toEqual([]);
});
