import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const command = resolve(import.meta.dirname, "../../../out/main/cli.js");
const folder = mkdtempSync(join(tmpdir(), "chainrule-command-"));
const inFolder = (name: string) => join(folder, name);

afterAll(() => rmSync(folder, { recursive: true }));

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function start(...words: string[]): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [command, ...words], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const texts = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text) => {
    texts.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text) => {
    texts.stderr += text;
  });
  const ended = new Promise<Ended>((done) => {
    child.on("close", (status) => done({ status, ...texts }));
  });
  return { child, ended };
}

const run = (...words: string[]) => start(...words).ended;

/** The lines of a run that must have gone well, each a JSON object. */
async function json(...words: string[]) {
  const { status, stdout, stderr } = await run(...words, "--json");
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

const shaOf = async (...words: string[]): Promise<string> =>
  (await json(...words)).at(-1).parametersSha256;

beforeAll(() => {
  const row = (index: number) => {
    const x = (index * 37) % 101;
    const y = (index * 53) % 89;
    return `${x / 10},${y / 10},${x > y ? '"above, truly"' : "below"}`;
  };
  const rows = Array.from({ length: 120 }, (_, index) => row(index));
  writeFileSync(inFolder("good.csv"), `a,b,side\n${rows.join("\n")}\n`);
  writeFileSync(inFolder("bad.csv"), `a,b,side\n${rows.join("\n")}\noops,1,below\n`);
});

test("the four points are learnt, in JSON and nothing else", async () => {
  const lines = await json(
    ...["train", "sample:four-points", "--hidden", "2", "--activation", "sigmoid"],
    ...["--epochs", "3000", "--lr", "0.1", "--seed", "0"],
  );
  const last = lines.at(-1);
  expect(last).toMatchObject({ done: true, epochs: 3000, validation: null });
  expect(last.training.accuracy).toBe(1);
  expect(last.parametersSha256).toMatch(/^[0-9a-f]{64}$/);
  expect(lines.at(-2).epoch).toBe(3000);
});

test("a reader that has seen enough does not end a training, nor its saving", async () => {
  const { child, ended } = start(
    ...["train", "good.csv", "--epochs", "50", "--json", "-o", "unread.safetensors"],
  );
  child.stdout?.once("data", () => child.stdout?.destroy());
  expect(await ended).toMatchObject({ status: 0, stderr: "" });
  const [whole] = await json("inspect", "unread.safetensors");
  expect(whole.history.epochs).toHaveLength(50);
});

test("the same seed gives the same parameters, another seed others", async () => {
  const words = ["train", "good.csv", "--epochs", "5", "--hidden", "6", "--dropout", "0.2"];
  const [first, again, other] = await Promise.all([
    shaOf(...words, "--seed", "3"),
    shaOf(...words, "--seed", "3", "--threads", "4"),
    shaOf(...words, "--seed", "4"),
  ]);
  expect(again).toBe(first);
  expect(other).not.toBe(first);
});

test("fast arithmetic gives the same bits on any number of threads, and the file tells of it", async () => {
  const words = ["train", "sample:letters", "--epochs", "1", "--hidden", "70", "--fast"];
  const [one, other] = await Promise.all([
    json(...words, "--threads", "1", "-o", "fast.safetensors"),
    json(...words, "--threads", "3"),
  ]);
  expect(other.at(-1).parametersSha256).toBe(one.at(-1).parametersSha256);
  expect(one.at(-1).arithmetic).toBe("fast");
  const [kept] = await json("inspect", "fast.safetensors");
  expect(kept.arithmetic).toBe("fast");
  expect((await run("inspect", "fast.safetensors")).stdout).toContain("other bits");
});

test("resume goes on to the same bits as training without a break", async () => {
  const words = ["train", "good.csv", "--hidden", "6,3", "--dropout", "0.2", "--seed", "5"];
  const whole = await shaOf(...words, "--epochs", "9");
  await json(...words, "--epochs", "4", "-o", "part.safetensors");
  const rest = await json(
    ...["train", "good.csv", "--resume", "part.safetensors", "--epochs", "5"],
  );
  expect(rest.at(-1)).toMatchObject({ done: true, epochs: 9 });
  expect(rest.at(-1).parametersSha256).toBe(whole);
});

test("a saved model predicts, is evaluated and inspected", async () => {
  const [trained] = (
    await json("train", "good.csv", "--epochs", "60", "-o", "m.safetensors")
  ).slice(-1);
  expect(trained.validation.accuracy).toBeGreaterThan(0.8);
  const [whole] = await json("inspect", "m.safetensors");
  expect(whole.parametersSha256).toBe(trained.parametersSha256);
  expect(whole.labels).toEqual(["above, truly", "below"]);
  const [metrics] = await json("evaluate", "m.safetensors", "good.csv");
  expect(metrics.rows).toBe(120);
  const { stdout } = await run("predict", "m.safetensors", "good.csv");
  const [head, ...lines] = stdout.trimEnd().split("\n");
  expect(head).toBe('row,prediction,"probability above, truly",probability below');
  const truth = readFileSync(inFolder("good.csv"), "utf8").trimEnd().split("\n").slice(1);
  const right = lines.filter(
    (line, index) => line.includes('"above') === truth[index]?.includes("above"),
  );
  expect(right.length / 120).toBe(metrics.accuracy);
});

test("SIGINT finishes the step, saves a model that can be read, and ends with 130", async () => {
  const words = ["train", "good.csv", "--epochs", "1000000", "--json", "-o", "cut.safetensors"];
  const { child, ended } = start(...words);
  await new Promise((heard) => child.stdout?.once("data", heard));
  const killed = performance.now();
  child.kill("SIGINT");
  const { status, stdout, stderr } = await ended;
  expect(performance.now() - killed).toBeLessThan(3_000);
  expect(status).toBe(130);
  const last = JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "");
  expect(last).toMatchObject({ done: false, interrupted: true, saved: "cut.safetensors" });
  expect(stderr).toMatch(/^chainrule: interrupted .*saved to cut\.safetensors; .*\n$/);
  const [whole] = await json("inspect", "cut.safetensors");
  expect(whole).toMatchObject({ steps: last.steps, parametersSha256: last.parametersSha256 });
  expect(readdirSync(folder).filter((name) => name.includes("tmp"))).toEqual([]);
});

test("bad input: status 1, and one line with the place", async () => {
  const [cell, none, broken, dir] = await Promise.all([
    run("train", "bad.csv", "--json"),
    run("train", "none.csv"),
    run("inspect", "good.csv"),
    run("describe", "."),
  ]);
  expect(cell.status).toBe(1);
  expect(JSON.parse(cell.stdout)).toMatchObject({ error: { file: "bad.csv", line: 122 } });
  expect(cell.stderr).toMatch(/^chainrule: bad\.csv:122: .*oops.*; .*\n$/);
  expect(none).toMatchObject({ status: 1, stdout: "" });
  expect(none.stderr).toBe("chainrule: none.csv: there is no such file; check the path\n");
  expect(dir).toMatchObject({ status: 1, stdout: "" });
  expect(dir.stderr).toMatch(/^chainrule: \.: the folder has no subfolders with PNG or JPEG .*\n$/);
  expect(broken).toMatchObject({ status: 1, stdout: "" });
  expect(broken.stderr).toMatch(/^chainrule: good\.csv: .*\n$/);
});

test("wrong usage: status 2", async () => {
  const { status, stdout, stderr } = await run("train", "good.csv", "--optimizer", "adm");
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toMatch(/^chainrule: --optimizer "adm" is not known; valid: .*adam.*\n$/);
});

test("a problem is solved, and a model's gradients checked", async () => {
  const problem = resolve(import.meta.dirname, "../../fixtures/bad-inputs/good-problem.json");
  const [results] = await json("solve", problem);
  expect(results["grad.layers.0.weight"].shape).toEqual([3, 2]);
  await json("train", "good.csv", "--hidden", "3", "--epochs", "2", "-o", "c.safetensors");
  const [checked] = await json("check", "c.safetensors", "good.csv");
  expect(checked.checked).toBe(13);
  expect(checked.worst).toBeLessThan(1e-6);
});

test("describe tells the lines of cells that are no numbers", async () => {
  const [whole] = await json("describe", "bad.csv");
  expect(whole.rows).toBe(121);
  expect(whole.columns.map(({ type }: { type: string }) => type)).toEqual([
    "number",
    "number",
    "category",
  ]);
  expect(whole.errors).toEqual([{ line: 122, column: "a", text: "oops" }]);
  expect(whole.proposal).toEqual({ target: "side", task: "binary" });
});

test("the samples of the list can be opened", async () => {
  const [list] = await json("samples");
  const names = list.map(({ name }: { name: string }) => name);
  expect(names).toEqual(expect.arrayContaining(["four-points", "xor", "moons", "letters"]));
  const [moons] = await json("describe", "sample:moons");
  expect(moons.rows).toBe(list.find(({ name }: { name: string }) => name === "moons").rows);
});

test("the parameters' hash is over the file's own tensors in the order of their names", async () => {
  const sha = await shaOf("train", "good.csv", "--epochs", "1", "--hidden", "3,2", "-o", "h.st");
  const bytes = readFileSync(inFolder("h.st"));
  const size = Number(bytes.readBigUInt64LE(0));
  const header = JSON.parse(bytes.toString("utf8", 8, 8 + size));
  const hash = createHash("sha256");
  for (const layer of [0, 1, 2]) {
    for (const kind of ["weight", "bias"]) {
      const [from, to] = header[`layers.${layer}.${kind}`].data_offsets;
      hash.update(bytes.subarray(8 + size + from, 8 + size + to));
    }
  }
  expect(hash.digest("hex")).toBe(sha);
});
