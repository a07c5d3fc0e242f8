import { afterAll, beforeAll, expect, test } from "vitest";
import { type Host, launch } from "../host/launch.ts";
import { Bench } from "./bench.ts";

let host: Host;
let bench: Bench;

beforeAll(async () => {
  host = await launch();
  bench = await Bench.open(host);
});

afterAll(() => host?.close());

const page = () => bench.page;
const detail = () => page().getByRole("region", { name: "Selected node" });
const graph = () => page().getByRole("region", { name: "Computation graph" });
const node = (name: string) =>
  graph().getByRole("button", { name: new RegExp(`^${escaped(name)},`) });
const escaped = (name: string) => name.replaceAll("^", "\\^");

test("a wrong row is chosen, and its loss is the pass's", async () => {
  await bench.trainFor(3);
  await bench.press("Inspect");
  const rows = page().getByRole("region", { name: "Rows", exact: true });
  await rows.getByText(/wrong of/).waitFor();
  const wrong = rows.locator("button[data-place='1']");
  expect(await wrong.getByRole("img", { name: "wrong, is" }).count()).toBe(1);
  const number = (await wrong.locator(".number").textContent())?.trim();
  await wrong.click();
  await page().getByText(`of row ${number},`).waitFor();
  const loss = Number(await page().getByTestId("inspect-loss").textContent());
  const listed = Number(await wrong.locator(".loss").textContent());
  expect(Math.abs(loss - listed)).toBeLessThan(0.06 * listed);
});

test("data, parameters and losses are told apart, and arrow keys go along the edges", async () => {
  await node("x").click();
  expect(await node("x").ariaSnapshot()).toMatch(/^- button "x, data, 1 × \d+"/);
  await page().keyboard.press("ArrowRight");
  await expect.poll(() => node("z^H").getAttribute("aria-pressed")).toBe("true");
  await expect.poll(() => detail().getByRole("heading").first().textContent()).toContain("z^H");
  expect(await node("W^H").ariaSnapshot()).toContain("parameter");
  expect(await node("L").ariaSnapshot()).toContain("loss");
});

test("the whole backward pass is stepped through in the order of the notes", async () => {
  const stepper = page().getByTestId("stepper");
  await stepper.getByRole("button", { name: "Backward" }).click();
  const titles: string[] = [];
  const next = stepper.getByRole("button", { name: "Next ›" });
  for (;;) {
    const annotation = stepper.getByTestId("step-title").locator("annotation");
    const title = (await annotation.textContent()) ?? "";
    titles.push(title);
    expect(await stepper.locator(".results math").count()).toBeGreaterThan(1);
    if ((await next.getAttribute("aria-disabled")) === "true") break;
    await page().keyboard.press("n");
    await expect.poll(() => annotation.textContent()).not.toBe(title);
  }
  const plain = titles.map((title) => title.replaceAll(/\\mathbf |[{}]/g, ""));
  expect(plain).toEqual([
    "L \\to z^O",
    "z^O \\to W^O, b^O, u^H",
    "u^H \\to z^H",
    "z^H \\to W^H, b^H",
  ]);
});

test("an element shows its terms, which add up to it", async () => {
  await node("z^O").click();
  await detail().getByRole("button", { name: "Value", exact: true }).click();
  await detail().getByRole("grid", { name: "Values of z^O" }).locator("td[data-row='0']").click();
  const terms = page().getByTestId("terms");
  await terms.locator(".line").nth(3).waitFor();
  const value = await terms.locator("output").getAttribute("title");
  const list = terms.getByRole("region", { name: "Terms of the sum" });
  await list.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  const last = terms.locator(".line").last().locator(".value").last();
  await expect.poll(() => last.getAttribute("title")).toBe(value);
});

test("a weight's gradient: its tensors, its check and one step", async () => {
  await node("W^O").click();
  await detail().getByRole("button", { name: "Gradient" }).click();
  await detail()
    .getByRole("button", { name: /Show the gradient tensor/ })
    .click();
  await page().getByTestId("chain").getByRole("table", { name: "∂z^O/∂W^O" }).waitFor();
  await detail().getByRole("button", { name: "Check the gradient" }).click();
  await page().getByTestId("check").getByText("Agrees").waitFor();
  await detail().getByRole("button", { name: "One step" }).click();
  const losses = page().getByTestId("sgd").locator("output");
  await expect.poll(() => losses.count()).toBe(2);
  const [before, after] = await losses.allTextContents();
  expect(Number(after)).toBeLessThan(Number(before));
});

test("a row is found by its number, and looked at whatever part it is in", async () => {
  const rows = page().getByRole("region", { name: "Rows", exact: true });
  await rows.getByLabel("Row", { exact: true }).fill("12");
  await page().keyboard.press("Enter");
  await page().getByText("of row 12,").waitFor();
});

test("a deep network is folded by layers, pictures and large tensors are maps", async () => {
  await bench.press("Bench");
  for (let layer = 0; layer < 4; layer++) await page().locator("[data-add-layer]").click();
  await bench.press("Inspect");
  const folded = graph().getByRole("button", { name: "Layer 3, folded" });
  await folded.focus();
  await page().keyboard.press("Enter");
  await node("z^3").click();
  await expect.poll(() => detail().getByRole("heading").first().textContent()).toContain("z^3");
  await bench.press("Bench");
  await page().getByLabel("Sample data set").selectOption("letters");
  await page().getByRole("heading", { name: "letters" }).waitFor();
  await bench.ready();
  await bench.press("Inspect");
  await node("W^H").click();
  await detail().getByRole("img", { name: "Histogram of the elements" }).waitFor();
  await detail().getByText("unit 1 as a picture").waitFor();
  await detail().locator(".map").click();
  await page().getByTestId("terms").getByText("A parameter: training changes it.").waitFor();
});

test("all by keyboard, at 900 × 600, without a complaint of the page", async () => {
  await page().setViewportSize({ width: 900, height: 600 });
  await page().keyboard.press("p");
  const grid = detail().getByRole("grid").first();
  await grid.focus();
  await page().keyboard.press("ArrowDown");
  await page().keyboard.press("ArrowRight");
  await page().getByTestId("terms").waitFor();
  const box = await detail().boundingBox();
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(900);
  const reached = await page().evaluate(() => document.activeElement?.getAttribute("role"));
  expect(reached).toBe("grid");
  expect(bench.complaints).toEqual([]);
});
