import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { answerOpenDialog, answerQuestion } from "../host/dialogs.ts";
import { type Host, launch } from "../host/launch.ts";
import { lessons } from "../unit/learn/lessons.ts";
import { workedAnswers } from "../unit/learn/worked-answers.ts";

/** As far as the walk needs to know a lesson file. */
interface LessonFile {
  readonly title: string;
  readonly sections: readonly {
    readonly id: string;
    readonly title: string;
    readonly kind?: string;
    readonly blocks: readonly (
      | { readonly kind: "text" | "erratum" }
      | ({ readonly kind: "question" } & Question)
    )[];
  }[];
}
interface Question {
  readonly id: string;
  readonly ask: string;
  readonly sample?: string | Readonly<Record<string, readonly (number | readonly number[])[]>>;
  readonly options?: readonly { readonly text: string; readonly right?: boolean }[];
}

/** Those with something to answer: the program's guide has not. */
const files = lessons
  .map(({ text }) => JSON.parse(text) as LessonFile)
  .filter(({ sections }) => sections.some(({ kind }) => kind === "problem"));

/** Answers of the notes where a sample answer has drawn numbers in it. */
const printed: Readonly<Record<string, string>> = {
  "1.1b": "[x - 1, x - 3]",
  "1.1c": "[1{x >= 1}, 1{x >= 3}]",
  "1.1d": "-1{x >= 1} + 2 1{x >= 3} + 0.5",
  "1.1e": "1 - 1{1 <= x < 3}",
};

const architectures = (
  JSON.parse(await readFile(new URL("../vectors/architecture.json", import.meta.url), "utf8")) as {
    questions: readonly {
      id: string;
      inputs: number;
      outputs: number;
      outputActivation: string;
      loss: string;
    }[];
  }
).questions;

let folder: string;
let host: Host;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "chainrule-learn-"));
  await open();
});

afterAll(async () => {
  await host?.close();
  await rm(folder, { recursive: true, force: true });
});

const openLearn = () =>
  page
    .getByRole("button", { name: "Learn", exact: true })
    .or(page.getByRole("tab", { name: "Learn" }))
    .first()
    .click();

async function open() {
  host = await launch({ userData: join(folder, "user") });
  page = await host.firstWindow();
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  await openLearn();
  await page.locator("article h2").waitFor();
}

const contents = () => page.getByRole("navigation", { name: "Contents" });
const chapter = (title: string) => contents().getByRole("button", { name: title }).first();
const card = (id: string) => page.locator(`form[data-question="${id}"]`);
const said = (form: Locator) => form.getByRole("status");
const check = (form: Locator) => form.getByRole("button", { name: "Check", exact: true }).click();

/** Gives an answer that is wrong, whatever is asked. */
async function answerWrong(form: Locator, { ask, options }: Question) {
  if (ask === "choice") {
    const wrong = options?.findIndex(({ right }) => !right) ?? 0;
    await form.locator("fieldset input").nth(wrong).check();
  } else if (["number", "vector", "matrix", "tensor", "expression"].includes(ask)) {
    await form.getByRole("textbox").fill(ask === "expression" ? "12345" : "[[12345]]");
  }
  // A network is all zeros at first, an architecture one of 1 – 16 – 1.
  await check(form);
}

async function answerRight(form: Locator, question: Question) {
  const { id, ask, options, sample } = question;
  switch (ask) {
    case "choice":
      for (const [place, { right }] of (options ?? []).entries()) {
        const box = form.locator("fieldset input").nth(place);
        const type = await box.getAttribute("type");
        if (type === "checkbox") await box.setChecked(right === true);
        else if (right) await box.check();
      }
      break;
    case "network":
      for (const values of Object.entries(sample as object)) {
        const [, layer, kind] = /layers\.(\d)\.(weight|bias)/.exec(values[0]) ?? [];
        const name = `${kind === "weight" ? "W" : "b"}^${layer === "0" ? "H" : "O"}`;
        const numbers = (values[1] as readonly number[]).flat();
        const fields = form.getByRole("group", { name, exact: true }).getByRole("spinbutton");
        for (const [place, number] of numbers.entries())
          await fields.nth(place).fill(String(number));
      }
      break;
    case "architecture": {
      const sound = architectures.find((one) => one.id === id);
      if (!sound) throw new Error(`no vector for ${id}`);
      const number = async (label: RegExp, value: number) => {
        await form.getByLabel(label).fill(String(value));
        await form.getByLabel(label).press("Tab");
      };
      await number(/^Inputs/, sound.inputs);
      await number(/^Outputs/, sound.outputs);
      await form.getByLabel("Output map").selectOption(sound.outputActivation);
      await form.getByLabel("Loss").selectOption(sound.loss);
      break;
    }
    default: {
      const text = workedAnswers.get(id) ?? printed[id] ?? sample;
      if (typeof text !== "string") throw new Error(`there is no answer for ${id}`);
      await form.getByRole("textbox").fill(text);
      await form.getByRole("textbox").press("Enter");
      return;
    }
  }
  await check(form);
}

describe.each(files)("$title, as a student", ({ title, sections }) => {
  const problems = sections.filter(({ kind }) => kind === "problem");

  test.each(problems)("$title", async (problem) => {
    await chapter(title).click();
    await contents().getByRole("button", { name: problem.title }).click();
    await expect
      .poll(() =>
        page
          .getByRole("heading", { name: problem.title })
          .evaluate((h) => h === document.activeElement),
      )
      .toBe(true);
    for (const block of problem.blocks) {
      if (block.kind !== "question") continue;
      const form = card(block.id);
      const hint = form.getByText("Hint.");
      expect(await hint.count(), `${block.id}: no hint before it is needed`).toBe(0);
      await answerWrong(form, block);
      await hint.waitFor();
      const words = await said(form).textContent();
      expect(words?.trim(), block.id).not.toBe("");
      expect(words, block.id).not.toContain("Right.");
      await answerRight(form, block);
      await expect.poll(() => said(form).textContent(), { message: block.id }).toContain("Right.");
      expect(await hint.count()).toBe(0);
    }
    const count = problem.blocks.filter(({ kind }) => kind === "question").length;
    const entry = contents().getByRole("button", { name: problem.title });
    expect(await entry.textContent()).toContain(`${count} of ${count} questions answered`);
  });

  test("each derivation unfolds, with the answer", async () => {
    await chapter(title).click();
    for (const { blocks } of problems) {
      for (const block of blocks) {
        if (block.kind !== "question") continue;
        const form = card(block.id);
        await form.getByRole("button", { name: "Derivation", exact: true }).click();
        await form.getByText("Answer:").waitFor();
        // KaTeX marks what it cannot read.
        expect(await form.locator(".katex-error").count(), block.id).toBe(0);
        await form.getByRole("button", { name: "Hide derivation" }).click();
      }
    }
    expect(await page.locator("article .katex-error").count()).toBe(0);
  });
});

test("what was answered is there at the next start", async () => {
  await page.waitForTimeout(300);
  await answerQuestion(host, "Discard");
  await host.close();
  await open();
  for (const { title, sections } of files) {
    const total = sections.flatMap(({ blocks }) =>
      blocks.filter(({ kind }) => kind === "question"),
    ).length;
    expect(await chapter(title).textContent()).toContain(`${total} of ${total} questions answered`);
  }
});

test("activations can be dragged and moved by keyboard", async () => {
  await chapter(files[0]?.title ?? "").click();
  await contents().getByRole("button", { name: "Activation functions" }).click();
  const figure = page
    .locator("figure")
    .filter({ has: page.getByRole("button", { name: "Sigmoid" }) });
  await figure.getByRole("button", { name: "Sigmoid" }).click();
  const slider = figure.getByRole("slider");
  await slider.fill("100");
  await expect.poll(() => figure.locator("dd").allTextContents()).toEqual(["0", "0.5", "0.25"]);
  await slider.press("ArrowRight");
  await expect.poll(() => figure.locator("dd").first().textContent()).toBe("0.05");
  const box = await figure.locator(".plot svg").boundingBox();
  if (!box) throw new Error("no plot");
  await page.mouse.move(box.x + box.width / 2, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width + 50, box.y + 60);
  await page.mouse.up();
  await expect.poll(() => figure.locator("dd").first().textContent()).toBe("5");
});

test("a weight of a live bench changes its table, and can be put back", async () => {
  await contents().getByRole("button", { name: "Problem 1.1" }).click();
  const bench = page.locator('section[data-section="problem-1"] figure.bench');
  await bench.getByText("Values at each sample").click();
  const row = bench.getByRole("row").nth(1);
  const before = await row.getByRole("cell").allTextContents();
  expect(before).toEqual(["0", "−1", "−3", "0", "0", "0.5", "1"]);
  await bench.getByLabel("b^H, row 1", { exact: true }).fill("2");
  await expect
    .poll(() => row.getByRole("cell").allTextContents())
    .toEqual(["0", "2", "−3", "1", "0", "−0.5", "0"]);
  await bench.getByRole("button", { name: "Back to the given numbers" }).click();
  await expect.poll(() => row.getByRole("cell").allTextContents()).toEqual(before);
});

test("other numbers start the questions anew, with other right answers", async () => {
  await contents().getByRole("button", { name: "Problem 1.1" }).click();
  const field = page.getByLabel("Number of the set of numbers");
  await field.fill("17");
  await field.press("Enter");
  await expect.poll(() => chapter(files[0]?.title ?? "").textContent()).toContain("0 of 24");
  // The progress starts anew before the lesson with the new numbers is read.
  await page.locator('article[data-seed="17"]').waitFor();
  const form = card("1.1b");
  await form.getByRole("textbox").fill("[x - 1, x - 3]");
  await form.getByRole("textbox").press("Enter");
  await form.getByText("Hint.").waitFor();
  await field.fill("0");
  await field.press("Enter");
  await expect.poll(async () => await card("1.1b").getByText("Hint.").count()).toBe(0);
});

test("the lesson's example opens on the Bench with its hidden layer", async () => {
  await contents().getByRole("button", { name: "Problem 1.2" }).click();
  await page
    .locator('section[data-section="problem-2"]')
    .getByRole("button", { name: "Open on the Bench" })
    .click();
  await page.getByRole("main", { name: "Bench" }).waitFor();
  await expect.poll(() => page.locator("body").textContent()).toContain("four-points");
  await expect.poll(() => page.getByLabel("Units").first().inputValue()).toBe("2");
});

test("a problem's own rows open on the Bench as a table", async () => {
  await openLearn();
  await chapter(files[2]?.title ?? "").click();
  await contents().getByRole("button", { name: "Problem 3.1" }).click();
  await page
    .locator('section[data-section="problem-1"]')
    .getByRole("button", { name: "Open on the Bench" })
    .first()
    .click();
  await page.getByRole("main", { name: "Bench" }).waitFor();
  await expect.poll(() => page.getByLabel("Units").first().inputValue()).toBe("3");
  await expect.poll(() => page.locator("body").textContent()).toContain("class 1");
});

const lesson = {
  format: "chainrule-lesson/1",
  id: "my-lesson",
  title: "A lesson of my own",
  numbers: { a: { from: 2, to: 9, step: 1, first: [4] } },
  sections: [
    {
      id: "one",
      title: "Squares",
      kind: "problem",
      blocks: [
        { kind: "text", text: "<b>This is no HTML</b>, but **this** is strong, and $a = {{a}}$." },
        {
          kind: "question",
          id: "square",
          ask: "number",
          prompt: "What is $a^2$?",
          answer: { formula: "a^2" },
          hint: "Multiply it by itself.",
          derivation: [{ kind: "formula", tex: "{{a}} \\cdot {{a}}" }],
        },
      ],
    },
  ],
};

test("a teacher's lesson opens from a file; one with a fault is refused with the place", async () => {
  const good = join(folder, "mine.json");
  const bad = join(folder, "faulty.json");
  await writeFile(good, JSON.stringify(lesson));
  await writeFile(
    bad,
    JSON.stringify({
      ...lesson,
      sections: [{ ...lesson.sections[0], blocks: [{ kind: "html" }] }],
    }),
  );
  await openLearn();
  await answerOpenDialog(host, good);
  await page.getByRole("button", { name: "Open lesson…" }).click();
  await page.getByRole("heading", { name: "A lesson of my own" }).waitFor();
  await page.getByText("<b>This is no HTML</b>").waitFor();
  const form = card("square");
  await form.getByRole("textbox").fill("8");
  await form.getByRole("textbox").press("Enter");
  await form.getByText("Multiply it by itself.").waitFor();
  await form.getByRole("textbox").fill("16");
  await form.getByRole("textbox").press("Enter");
  await expect.poll(() => said(form).textContent()).toContain("Right.");

  await answerOpenDialog(host, bad);
  await page.getByRole("button", { name: "Open lesson…" }).click();
  await page
    .getByText(/faulty\.json/)
    .first()
    .waitFor();
  await page
    .getByText(/sections\.0\.blocks\.0/)
    .first()
    .waitFor();
  expect(await page.locator("article h2").textContent()).toBe("A lesson of my own");
});

test("at 900 × 600 and 1280 × 800, light and dark, nothing is cut off", async () => {
  for (const notice of await page.getByRole("button", { name: "Dismiss" }).all())
    await notice.click();
  for (const { title, sections } of files) {
    await chapter(title).click();
    for (const [width, height] of [
      [900, 600],
      [1280, 800],
    ] as const) {
      await page.setViewportSize({ width, height });
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        const wide = await page.locator(".page").evaluate((element) => {
          const edge = element.getBoundingClientRect().right;
          const scrolls = (node: Element | null): boolean =>
            node !== null &&
            node !== element &&
            (["auto", "hidden", "scroll"].includes(getComputedStyle(node).overflowX) ||
              scrolls(node.parentElement));
          return [...element.querySelectorAll("article *")]
            .filter(
              (node) =>
                node.getBoundingClientRect().right > edge + 1 &&
                !scrolls(node.parentElement) &&
                !node.classList.contains("visually-hidden"),
            )
            .map((node) => `${node.tagName} ${node.textContent?.slice(0, 40)}`);
        });
        expect(wide, `${title} at ${width} × ${height}`).toEqual([]);
      }
    }
    await page.setViewportSize({ width: 900, height: 600 });
    await page.emulateMedia({ colorScheme: "light" });
    const problem = sections.find(({ kind }) => kind === "problem");
    await contents()
      .getByRole("button", { name: problem?.title ?? "" })
      .click();
    await page.waitForTimeout(300);
    const name = `learn-${files.findIndex((file) => file.title === title) + 1}`;
    await page.screenshot({ path: new URL(`screenshots/${name}.png`, import.meta.url).pathname });
  }
  expect(complaints).toEqual([]);
});
