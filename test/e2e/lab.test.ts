import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Host, launch } from "../host/launch.ts";
import { Bench } from "./bench.ts";

let host: Host;
let page: Page;
let bench: Bench;

beforeAll(async () => {
  host = await launch();
  bench = await Bench.open(host);
  page = bench.page;
  page.setDefaultTimeout(10_000);
  await page.getByText("Gradient Lab", { exact: true }).first().click();
  await page.getByTestId("gradient-shape").waitFor();
});

afterAll(() => host?.close());

const editor = () => page.getByLabel("One formula a line");
const check = () => page.getByTestId("gradient-check").textContent();
const shape = async () => (await page.getByTestId("gradient-shape").textContent())?.trim();
const problem = () => page.getByTestId("lab-problem");
const jacobian = () => page.getByRole("table", { name: "Jacobian" });
const rightPanel = () =>
  page.getByRole("main", { name: "Gradient Lab" }).locator("> section").last();

async function choosePreset(name: string): Promise<void> {
  await page.getByLabel("Preset").selectOption(name);
  await expect.poll(() => page.getByLabel("Preset").inputValue()).toBe(name);
}

/** What is on the clipboard after a press. */
async function copied(press: () => Promise<void>): Promise<string> {
  await press();
  return await host.evaluate(({ clipboard }) => clipboard.readText());
}

describe("every preset", () => {
  test.each([
    { name: "2.1", of: "value", by: "x", shapes: "shape (2, 3)", through: null },
    { name: "2.2", of: "J", by: "w", shapes: "shape (2)", through: "(3) · (3, 2) → (2)" },
    {
      name: "2.3",
      of: "u",
      by: "W",
      shapes: "shape (3, 3, 2)",
      through: "(3, 3) · (3, 3, 2) → (3, 3, 2)",
    },
    { name: "2.4", of: "L", by: "W", shapes: "shape (3, 2)", through: "(3) · (3, 3, 2) → (3, 2)" },
    {
      name: "3.2",
      of: "L",
      by: "W",
      shapes: "shape (3, 2)",
      through: "(6, 3) · (6, 3, 3, 2) → (3, 2)",
    },
    { name: "softmax", of: "u", by: "z", shapes: "shape (4, 4)", through: null },
    {
      name: "batch-normalisation",
      of: "Y",
      by: "X",
      shapes: "shape (3, 2, 3, 2)",
      through: "(3, 2, 3, 2) · (3, 2, 3, 2) → (3, 2, 3, 2)",
    },
  ])("$name: value, tensor, check and chain rule", async ({ name, of, by, shapes, through }) => {
    await choosePreset(name);
    await expect.poll(() => page.getByLabel("Derivative of").inputValue()).toBe(of);
    await expect.poll(() => page.getByLabel("with respect to").inputValue()).toBe(by);
    await expect.poll(shape).toBe(shapes);
    expect(await check()).toContain("✓ Central differences agree");
    expect(await problem().textContent()).toBe("");
    expect(await page.getByTestId("gradient-kinks").count()).toBe(0);
    expect(await jacobian().locator("math").count()).toBeGreaterThan(0);
    if (through) {
      await expect.poll(() => page.getByTestId("chain-shapes").textContent()).toContain(through);
      expect(await page.getByTestId("chain-equal").textContent()).toContain(
        "Equal to the direct tensor",
      );
    } else {
      expect(await page.getByTestId("chain-shapes").count()).toBe(0);
    }
    for (const form of ["Numbers", "Differences", "Formulas"]) {
      await rightPanel().getByRole("button", { name: form, exact: true }).click();
    }
    // Every node of the graph shows its values.
    const graph = page.getByRole("region", { name: "Computation graph" });
    const node = graph.locator("[data-node]").first();
    await node.focus();
    await page.keyboard.press("Enter");
    const chosen = await node.getAttribute("data-node");
    await page.getByRole("region", { name: `Node ${chosen}`, exact: true }).waitFor();
  });
});

test("the Jacobian of 2.1 is the notes', and is copied as TeX", async () => {
  await choosePreset("2.1");
  await expect.poll(shape).toBe("shape (2, 3)");
  const text = await copied(() => page.getByRole("button", { name: "Copy as TeX" }).click());
  expect(text).toBe("\\begin{bmatrix} 1 & x_{3} & x_{2} \\\\ 2\\,x_{1} & 3 & 0 \\end{bmatrix}");
  await rightPanel().getByRole("button", { name: "Numbers", exact: true }).click();
  const grid = page.getByRole("button", { name: "Copy Gradient tensor as NumPy" });
  expect(await copied(() => grid.click())).toContain("[1, 3, 2]");
  await rightPanel().getByRole("button", { name: "Formulas", exact: true }).click();
});

test("a value is edited as text and as a grid, and everything follows", async () => {
  await choosePreset("2.1");
  await page.getByLabel("Value of x").fill("5, 2, 3");
  await expect.poll(() => jacobian().textContent()).toContain("10");
  await page.getByRole("button", { name: "x as a grid" }).click();
  const cell = page.getByLabel("x 1", { exact: true });
  await cell.fill("7");
  await cell.press("Enter");
  await expect.poll(() => jacobian().textContent()).toContain("14");
  expect(await page.getByLabel("Value of x").inputValue()).toBe("7, 2, 3");
});

test("a mistake is told with its place and way out, and the last good result stays", async () => {
  await choosePreset("2.4");
  await expect.poll(shape).toBe("shape (3, 2)");
  await editor().fill("z = W x + q\nL = ||y - z||^2");
  await expect
    .poll(() => problem().textContent())
    .toContain('there is no input, definition or function "q"');
  await problem().getByRole("button", { name: "Line 1, column 11" }).click();
  const selection = await editor().evaluate((field) => {
    const { value, selectionStart, selectionEnd } = field as HTMLTextAreaElement;
    return value.slice(selectionStart, selectionEnd);
  });
  expect(selection).toBe("q");
  expect(await shape()).toBe("shape (3, 2)");
  expect(await page.getByText("of the last formulas without a mistake").count()).toBe(1);
  await problem().getByRole("button", { name: "Make q an input" }).click();
  await expect.poll(() => problem().textContent()).toBe("");
  expect(await page.getByLabel("Value of q").inputValue()).toBe("1");
  await page.getByLabel("Value of W").fill("1, 2; 3");
  await expect.poll(() => problem().textContent()).toContain("row 2 has 1, row 1 has 2");
});

test("a kink is warned of", async () => {
  await choosePreset("softmax");
  await editor().fill("u_i = max(0, z_i)");
  await expect.poll(() => page.getByTestId("gradient-kinks").textContent()).toContain("z 2");
});

test("another derivative, through another variable, with what passes it by", async () => {
  await choosePreset("softmax");
  await page.getByLabel("Value of z").fill("3");
  await editor().fill("u = z^2\nf = u z");
  await page.getByLabel("Derivative of").selectOption("f");
  await page.getByLabel("with respect to").selectOption("z");
  await page.getByLabel("through").selectOption("u");
  await expect
    .poll(() => page.getByTestId("chain-equal").textContent())
    .toContain("Other paths pass u by");
});

test("the exponential model trains, rewinds, and its parameters become the inputs", async () => {
  await choosePreset("3.2");
  await rightPanel().getByRole("button", { name: "Train", exact: true }).first().click();
  const status = () => page.getByTestId("lab-training").textContent();
  await rightPanel().getByRole("button", { name: "One step" }).click();
  await expect.poll(status).toContain("step 1,");
  const first = await status();
  await rightPanel().getByRole("button", { name: "One epoch" }).click();
  await expect.poll(status).toContain("Epoch 1,");
  const training = page.getByRole("group", { name: "Training of the formulas" });
  await training.getByRole("button", { name: "Train", exact: true }).click();
  await page.waitForTimeout(700);
  await training.getByRole("button", { name: "Pause" }).click();
  await training.getByRole("button", { name: "Train", exact: true }).waitFor();
  const loss = Number(/loss ([\d.e−]+)/.exec((await status()) ?? "")?.[1]?.replace("−", "-"));
  expect(loss).toBeLessThan(0.01);
  await page.getByRole("button", { name: "Take over as inputs" }).click();
  await expect.poll(() => page.getByLabel("Value of W").inputValue()).not.toContain("0.5, -0.3");
  await choosePreset("3.2");
  await rightPanel().getByRole("button", { name: "One step" }).click();
  await expect.poll(status).toBe(first);
  await rightPanel().getByRole("button", { name: "One epoch" }).click();
  await expect.poll(status).toContain("Epoch 1,");
  await training.getByRole("button", { name: "Rewind" }).click();
  await expect.poll(status).toContain("step 0,");
});

test("it trains on a sample and on the data of the Bench", async () => {
  await choosePreset("2.2");
  const status = () => page.getByTestId("lab-training").textContent();
  const training = page.getByRole("group", { name: "Training of the formulas" });
  for (const source of ["sample:moons", "bench"]) {
    await page.getByLabel("Data", { exact: true }).selectOption(source);
    await training.getByRole("button", { name: "One epoch" }).click();
    await expect.poll(status).toContain("Epoch 1,");
    expect(await status()).not.toContain("of 3 rows");
  }
});

test("nothing was complained of", () => {
  expect(bench.complaints).toEqual([]);
});
