// The window while it trains: npm run bench -- --ui [--seconds 10] [--json]
// Opens the built program (in Electron, or in the stand-in for it), takes the time until a network
// can be trained, then trains case M on random pictures and looks at every frame.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runnerImport } from "vite";
import { ensureBuilt, root } from "../../src-main/setup.mjs";

const ROWS = 2000;
const PIXELS = 784;
const CLASSES = 10;

const { values } = parseArgs({
  options: {
    ui: { type: "boolean" },
    seconds: { type: "string", default: "10" },
    json: { type: "boolean", default: false },
  },
});
ensureBuilt();
const { module } = await runnerImport(join(root, "test", "host", "launch.ts"), {
  root,
  configFile: false,
  logLevel: "error",
});
const folder = await mkdtemp(join(tmpdir(), "chainrule-bench-"));
const pictures = join(folder, "pictures.csv");
await writeFile(pictures, randomPictures());
try {
  const start = await startUp();
  const frames = await trainCaseM();
  if (values.json) console.log(JSON.stringify({ ...start, ...frames }));
  else {
    const { processMilliseconds, pageMilliseconds } = start;
    console.log(
      `usable after ${processMilliseconds} ms, of which the page took ${pageMilliseconds}`,
    );
    console.log(
      `while case M trains: ${frames.framesPerSecond} frames/s, the longest ${frames.longestFrame} ms` +
        `, ${frames.stepsPerSecond} steps/s`,
    );
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** Milliseconds until the network of the first sample can be trained: medians of three starts. */
async function startUp() {
  const whole = [];
  const page = [];
  for (let round = 0; round < 3; round++) {
    const before = performance.now();
    const host = await module.launch();
    const window = await host.firstWindow();
    await usable(window);
    whole.push(Math.round(performance.now() - before));
    page.push(Math.round(await window.evaluate(() => performance.now())));
    await host.close();
  }
  return { processMilliseconds: median(whole), pageMilliseconds: median(page) };
}

async function trainCaseM() {
  const host = await module.launch({ args: [pictures] });
  try {
    const page = await host.firstWindow();
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByRole("heading", { name: /pictures/ }).waitFor();
    await usable(page);
    await fill(page, "Units of Hidden 1", 128);
    await fill(page, "Batch size", 128);
    await fill(page, "Epochs", 1_000_000);
    await usable(page);
    await page.getByRole("button", { name: "Train", exact: true }).click();
    // The first second makes charts and maps.
    await page.waitForTimeout(1000);
    const before = await step(page);
    const watched = await page.evaluate(watchFrames, Number(values.seconds) * 1000);
    const steps = (await step(page)) - before;
    await page.getByRole("button", { name: "Pause", exact: true }).click();
    return { ...watched, stepsPerSecond: Math.round(steps / Number(values.seconds)) };
  } finally {
    await host.close();
  }
}

/** Runs in the page: looks at frames for so many milliseconds. */
function watchFrames(milliseconds) {
  return new Promise((resolve) => {
    const start = performance.now();
    let last = start;
    let longest = 0;
    let count = 0;
    const look = (now) => {
      longest = Math.max(longest, now - last);
      last = now;
      count++;
      if (now - start < milliseconds) {
        requestAnimationFrame(look);
        return;
      }
      const framesPerSecond = Math.round((count * 10_000) / (now - start)) / 10;
      resolve({ framesPerSecond, longestFrame: Math.round(longest) });
    };
    requestAnimationFrame(look);
  });
}

async function usable(page) {
  const train = page.getByRole("button", { name: "Train", exact: true });
  await train.and(page.locator(":not([aria-disabled=true])")).waitFor();
}

async function fill(page, label, value) {
  const field = page.getByLabel(label, { exact: true }).first();
  await field.fill(String(value));
  await field.press("Enter");
}

async function step(page) {
  const text = (await page.getByTestId("step").textContent()) ?? "";
  return Number(text.replace(/\D/g, ""));
}

/** Pictures of 28 × 28 random pixels and a class, as CSV. */
function randomPictures() {
  let state = 1;
  const random = (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
  const names = Array.from({ length: PIXELS }, (_, pixel) => `p${pixel}`);
  const lines = [[...names, "class"].join(",")];
  for (let row = 0; row < ROWS; row++) {
    const pixels = Array.from({ length: PIXELS }, () => random(256));
    lines.push([...pixels, `k${random(CLASSES)}`].join(","));
  }
  return lines.join("\n");
}

function median(all) {
  return all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)];
}
