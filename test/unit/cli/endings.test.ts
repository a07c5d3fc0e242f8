import { mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCommandLine } from "../../../src-main/cli/program.ts";
import type { Engine } from "../../../src-worker/api.ts";
import { UserError } from "../../../src-worker/errors.ts";
import { catalogue, fakeEngine, model, surroundings } from "./fake-engine.ts";

async function run(words: readonly string[], changes: Partial<Engine> = {}) {
  const around = surroundings(fakeEngine(changes).engine);
  const status = await runCommandLine(words, around.surroundings);
  return { status, ...around.printed };
}

const folder = () => mkdtempSync(join(tmpdir(), "chainrule-cli-"));
const stopped = { kind: "diverged", words: "the loss is NaN; lower the rate" } as const;
const diverging = { train: async () => ({ ...model, stopped }) };

test("a diverged training takes no file's place", async () => {
  const path = join(folder(), "m.safetensors");
  writeFileSync(path, "good");
  const { status, stdout, stderr } = await run(["train", "a.csv", "--json", "-o", path], diverging);
  expect(status).toBe(1);
  expect(readFileSync(path, "utf8")).toBe("good");
  const last = JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "");
  expect(last).toMatchObject({ done: false, stopped: stopped.words });
  expect(last).not.toHaveProperty("saved");
  expect(stderr).toBe(`chainrule: ${stopped.words}; ${path} was left as it was\n`);
});

test("with --json an error is an object as well, and says the same", async () => {
  const openTable = async () => {
    throw new UserError("“x” is no number", "correct the cell", { file: "a.csv", line: 7 });
  };
  const { status, stdout, stderr } = await run(["describe", "a.csv", "--json"], { openTable });
  expect(status).toBe(1);
  expect(JSON.parse(stdout)).toEqual({
    error: { what: "“x” is no number", remedy: "correct the cell", file: "a.csv", line: 7 },
  });
  expect(stderr).toBe("chainrule: a.csv:7: “x” is no number; correct the cell\n");
  const usage = await run(["describe", "--json", "--nonsense"]);
  expect(usage.status).toBe(2);
  expect(JSON.parse(usage.stdout).error.what).toContain("--nonsense");
  expect((await run(["describe", "a.csv"], { openTable })).stdout).toBe("");
});

test("a diverged training is kept where there was nothing", async () => {
  const path = join(folder(), "m.safetensors");
  const { status, stdout, stderr } = await run(["train", "a.csv", "-o", path], diverging);
  expect(status).toBe(1);
  expect(readFileSync(path)).toHaveLength(3);
  expect(stdout).toContain(`stopped: ${stopped.words}\n`);
  expect(stderr).toBe(`chainrule: ${stopped.words}\n`);
});

test.each([
  ["train", (data: string) => ["train", data, "-o"]],
  ["train --labels", (data: string) => ["train", "x", "--labels", data, "-o"]],
  ["predict DATA", (data: string) => ["predict", "m", data, "-o"]],
  ["predict MODEL", (data: string) => ["predict", data, "d.csv", "-o"]],
  ["import", (data: string) => ["import", data, "-o"]],
])("%s does not write over what it reads", async (_, words) => {
  const place = folder();
  const data = join(place, "data.csv");
  const link = join(place, "link");
  writeFileSync(data, "a,b");
  symlinkSync(data, link);
  for (const output of [data, link]) {
    const { status, stderr } = await run([...words(data), output]);
    expect(status).toBe(2);
    expect(stderr).toBe(`chainrule: -o "${output}" is read as "${data}"; give it another name\n`);
  }
  expect(readFileSync(data, "utf8")).toBe("a,b");
});

test("an export into a folder does not write over the model it reads", async () => {
  const place = folder();
  const path = join(place, "model.safetensors");
  writeFileSync(path, "model");
  const format = { name: "pytorch", label: "", about: "", extension: "", folder: true };
  const bytes = new Uint8Array(1);
  const { status, stderr } = await run(["export", path, "--to", "pytorch", "-o", place], {
    catalogue: async () => ({ ...catalogue, exportFormats: [format] }),
    exportModel: async () => ["train.py", "model.safetensors"].map((name) => ({ name, bytes })),
  });
  expect(status).toBe(2);
  expect(stderr).toContain(`is read as "${path}"`);
  expect(readdirSync(place)).toEqual(["model.safetensors"]);
  expect(readFileSync(path, "utf8")).toBe("model");
});

test("a resumed model may be written over itself", async () => {
  const path = join(folder(), "m.safetensors");
  writeFileSync(path, "old");
  const changes = { attach: async () => model, adjust: async () => {} };
  const words = ["train", "a.csv", "--resume", path, "-o", path];
  expect((await run(words, changes)).status).toBe(0);
  expect(readFileSync(path)).toHaveLength(3);
});

test.each(["evaluate", "predict"])("%s warns of unknown activations", async (command) => {
  const words = [command, "m", "d.csv", "--json"];
  const plain = await run(words, { openModel: async () => ({ ...model, plain: true }) });
  expect(plain.status).toBe(0);
  expect(plain.stderr).toMatch(/^chainrule: warning: .* activations; they count as identity\n/);
  expect((await run(words)).stderr).not.toContain("warning");
});

test.each([true, false])(
  "where a thread has stopped working, one trains on and the model is saved: %s",
  async (lostThreads) => {
    const path = join(folder(), "m.safetensors");
    let trainings = 0;
    const { status, stderr } = await run(["train", "a.csv", "-o", path], {
      compute: async () => ({
        ...{ threads: null, arithmetic: "exact", canBeFast: true },
        ...{ mostThreads: 2, automaticThreads: 2, lostThreads },
      }),
      train: async () => {
        trainings += 1;
        if (trainings > 1) return model;
        throw new UserError("it broke off; the training is back at step 4", "train on");
      },
    });
    expect({ status, trainings }).toEqual(
      lostThreads ? { status: 0, trainings: 2 } : { status: 1, trainings: 1 },
    );
    expect(stderr).toContain("it broke off; the training is back at step 4");
    expect(readdirSync(join(path, ".."))).toEqual(lostThreads ? ["m.safetensors"] : []);
  },
);
