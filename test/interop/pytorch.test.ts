/** Our PyTorch projects; `apt-get install python3-torch` brings what they need. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { prepareDataset } from "../../src-worker/data/prepare.ts";
import { findSample } from "../../src-worker/data/samples/index.ts";
import { readModel, type WholeModel, writeModel } from "../../src-worker/formats/model.ts";
import { pytorchExport } from "../../src-worker/formats/pytorch/project.ts";
import type { NetworkSpec } from "../../src-worker/graph/network.ts";
import { defaults } from "../../src-worker/train/catalogue.ts";
import type { TrainingOptions } from "../../src-worker/train/options.ts";
import { Predictor } from "../../src-worker/train/predictor.ts";
import { Trainer } from "../../src-worker/train/trainer.ts";
import { usualSpec } from "../unit/data/spec.ts";
import { worstDifference } from "./cells.ts";
import { python } from "./python.ts";

const interpreter = python("torch");
const folders: string[] = [];
const hooks = { progress() {}, now: () => performance.now(), breathe: async () => {} };

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

describe.skipIf(interpreter === null)("PyTorch goes on from our state as we do", () => {
  const options: Record<string, Partial<TrainingOptions>> = {
    sgd: { optimizer: { name: "sgd", options: {} }, weightDecay: 0.01, learningRate: 0.1 },
    momentum: {
      optimizer: { name: "momentum", options: { momentum: 0.8 } },
      schedule: { name: "cosine", options: { epochs: 10 } },
      frozen: [0],
    },
    nesterov: {
      optimizer: { name: "nesterov", options: {} },
      l1: 0.001,
      schedule: { name: "exponential", options: { gamma: 0.9 } },
    },
    rmsprop: {
      optimizer: { name: "rmsprop", options: {} },
      schedule: { name: "warmup", options: { epochs: 6 } },
    },
    adam: {
      optimizer: { name: "adam", options: { beta1: 0.8 } },
      weightDecay: 0.01,
      clipNorm: 0.05,
      schedule: { name: "step", options: { every: 2 } },
    },
    adamw: { optimizer: { name: "adamw", options: {} }, weightDecay: 0.1, reduction: "sum" },
  };

  test.each(Object.keys(options))("%s", async (name) => {
    const { trainer, folder } = await project("moons", "y", { ...options[name], loss: "bce" });
    await trainer.train({ epochs: 3 }, hooks);
    run(folder, [interpreter ?? "", "train.py", "--epochs", "3"]);
    const trained = readFile(folder, "trained");
    const ours = trainer.state();
    expect(worstDifference(trained.parameters, ours.parameters)).toBeLessThan(1e-5);
    expect(trained.history.epochs.map(({ epoch, step }) => ({ epoch, step }))).toEqual(
      trainer.history.epochs.map(({ epoch, step }) => ({ epoch, step })),
    );
    trained.history.epochs.forEach(({ loss, validationLoss }, index) => {
      const point = trainer.history.epochs[index];
      expect(loss).toBeCloseTo(point?.loss ?? Number.NaN, 5);
      expect(validationLoss).toBeCloseTo(point?.validationLoss ?? Number.NaN, 5);
    });
    for (const [slot, values] of Object.entries(ours.slots)) {
      expect(worstDifference(trained.state?.slots[slot], values), slot).toBeLessThan(1e-5);
    }
  });

  test.each([
    ["letters", "cce", 26, "softmax"],
    ["stock", "squared", 1, "identity"],
  ] as const)("on two processes: %s", async (sample, loss, units, activation) => {
    const training = { loss, batch: 512, earlyStopping: 100, learningRate: 0.001 };
    const { trainer, folder, dataset } = await project(sample, null, training, units, activation);
    run(folder, [interpreter ?? "", "verify.py"]);
    const torchrun = [interpreter ?? "", "-m", "torch.distributed.run", "-r", "1", "-t", "1"];
    const twoEpochs = ["train.py", "--epochs", "2", "-o"];
    run(folder, [...torchrun, "--nproc_per_node", "2", ...twoEpochs, "two.safetensors"]);
    run(folder, [interpreter ?? "", ...twoEpochs, "one.safetensors"]);
    const [one, two] = ["one", "two"].map((name) => readFile(folder, name));
    if (!one?.state || !two) throw new Error("no state");
    expect(worstDifference(two.parameters, one.parameters)).toBeLessThan(1e-5);
    // Ours goes on with it, its history continued, and saves what it read to the same bits.
    expect(readModel(writeModel(one), "again")).toEqual(one);
    const { network } = one;
    const further = new Trainer(network, one.training ?? trainer.options, dataset, one.state);
    await further.train({ epochs: 1 }, hooks);
    expect(further.history.epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5]);
    expect(further.history.epochs.at(-1)?.loss).toBeLessThan(one.history.epochs[0]?.loss ?? 0);
  });
});

/** A model after two epochs as a project; by default with all rows in one batch. */
async function project(
  sample: string,
  target: string | null,
  changes: Partial<TrainingOptions>,
  units = 1,
  activation = "sigmoid",
) {
  const table = findSample(sample).make(0);
  const targets = [target ?? table.target ?? table.columns.at(-1)?.name ?? ""];
  const dataset = prepareDataset(table, { ...usualSpec, targets });
  const network: NetworkSpec = {
    inputs: dataset.inputs,
    layers: [
      { units: 6, activation: "tanh", bias: true },
      { units: 5, activation: "gelu", bias: false },
      { units, activation, bias: true },
    ],
  };
  const training: TrainingOptions = { ...defaults, batch: 4096, ...changes };
  const trainer = new Trainer(network, training, dataset);
  await trainer.train({ epochs: 2 }, hooks);
  const model: WholeModel = {
    network,
    preprocessing: dataset.preprocessing,
    training,
    parameters: trainer.parameters(),
    state: trainer.state(),
    history: trainer.history,
  };
  const outputs = (x: Float32Array, rows: number) =>
    new Predictor(network, model.parameters).outputs(x, rows);
  const folder = mkdtempSync(join(tmpdir(), "chainrule-pytorch-"));
  folders.push(folder);
  for (const { name, bytes } of pytorchExport.write({ model, dataset, outputs })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
  return { trainer, folder, dataset };
}

function readFile(folder: string, name: string) {
  // A copy, as the reader takes plain bytes: a Buffer's slice is no copy.
  return readModel(new Uint8Array(readFileSync(join(folder, `${name}.safetensors`))), name);
}

function run(folder: string, [command = "", ...args]: readonly string[]): void {
  const environment = { ...process.env, OMP_NUM_THREADS: "1" };
  const { status, stderr } = spawnSync(command, args, { cwd: folder, env: environment });
  expect(status, String(stderr)).toBe(0);
}
