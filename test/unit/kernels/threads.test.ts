import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { build } from "vite";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { breathe } from "../../../src-worker/breathe.ts";
import { prepareDataset } from "../../../src-worker/data/prepare.ts";
import { findSample } from "../../../src-worker/data/samples/index.ts";
import { UserError } from "../../../src-worker/errors.ts";
import type { NetworkSpec } from "../../../src-worker/graph/network.ts";
import { Random } from "../../../src-worker/kernels/random.ts";
import { Crew, hire, hiredCrew, type Worth } from "../../../src-worker/kernels/threads/crew.ts";
import { divide } from "../../../src-worker/kernels/threads/divide.ts";
import { Stalled } from "../../../src-worker/kernels/threads/stall.ts";
import { canBeFast } from "../../../src-worker/kernels/wasm/machine.ts";
import { CLAIM_AT, JOINED_AT, SESSION_AT } from "../../../src-worker/kernels/wasm/places.ts";
import { nodeCrew } from "../../../src-worker/node-crew.ts";
import { enableRelaxedSimd } from "../../../src-worker/node-relaxed.ts";
import { propose } from "../../../src-worker/session/advice.ts";
import { defaults } from "../../../src-worker/train/catalogue.ts";
import { initialParameters } from "../../../src-worker/train/initialize.ts";
import { NonFinite } from "../../../src-worker/train/nonfinite.ts";
import { Stepper, type StepperOptions } from "../../../src-worker/train/stepper.ts";
import { Trainer } from "../../../src-worker/train/trainer.ts";
import { usualSpec } from "../data/spec.ts";

const folder = mkdtempSync(join(tmpdir(), "chainrule-threads-"));
const thread = pathToFileURL(join(folder, "node-thread.mjs"));
/** Everything is divided that can be, whatever time it takes. */
const always: Worth = {
  call: 0,
  list: 0,
  thread: 1,
  trial: Number.POSITIVE_INFINITY,
  stall: 10_000,
};

beforeAll(async () => {
  enableRelaxedSimd();
  await build({
    configFile: false,
    logLevel: "error",
    build: {
      ssr: resolve(import.meta.dirname, "../../../src-worker/node-thread.ts"),
      outDir: folder,
      rolldownOptions: { output: { entryFileNames: "[name].mjs" } },
    },
  });
});
afterEach(() => hire(null));
afterAll(() => rmSync(folder, { recursive: true }));

interface Training {
  readonly spec: NetworkSpec;
  readonly options: Partial<StepperOptions>;
  readonly rows: number;
  readonly batch: number;
}

function makeStepper({ spec, options, rows, batch }: Training): Stepper {
  const random = new Random(7);
  const outputs = spec.layers.at(-1)?.units ?? 0;
  const numbers = (size: number) => Float32Array.from({ length: size }, () => random.uniform());
  const stepper = new Stepper(
    spec,
    {
      optimizer: { name: "sgd", options: {} },
      weightDecay: 0,
      l1: 0,
      clipNorm: null,
      frozen: [],
      loss: "cce",
      reduction: "mean",
      maxBatch: batch,
      ...options,
    },
    {
      rows,
      x: numbers(rows * spec.inputs),
      y: options.loss === undefined ? [] : numbers(rows * outputs).map(Math.round),
      labels: Int32Array.from({ length: rows }, () => random.below(outputs)),
    },
  );
  const initializer = { name: "glorot", options: {} };
  stepper.reset(initialParameters(spec, { initializer, seed: 1 }));
  return stepper;
}

/** Parameters and losses after bursts, steps in pieces with dropout, and a last partial batch. */
function train(stepper: Stepper, { rows, batch }: Training) {
  const order = Int32Array.from({ length: rows }, (_, index) => (index * 7) % rows);
  const whole = rows - (rows % batch);
  const masks = new Random(3, "dropout");
  const losses: number[] = [];
  for (let epoch = 0; epoch < 3; epoch++) {
    losses.push(...stepper.burst(order.subarray(0, whole), batch, 0.05).sums);
    if (whole < rows) losses.push(...stepper.burst(order.subarray(whole), rows - whole, 0.05).sums);
    const step = stepper.run(order.subarray(0, batch), 0.05, masks);
    for (let next = step.next(); !next.done; next = step.next());
  }
  return { losses, bits: new Int32Array(stepper.parameters().slice().buffer) };
}

const hooks = { progress: () => {}, now: () => performance.now(), breathe };

/** A training with validation on a sample. */
function classes() {
  const table = findSample("moons").make(0);
  const dataset = prepareDataset(table, { targets: [table.target ?? ""], ...usualSpec });
  const { network, training } = propose(dataset, defaults);
  return { dataset, network, options: training };
}

/** The same on so many threads, once all helpers are at their places. */
async function trainOn(threads: number, training: Training) {
  const crew = nodeCrew(threads, { thread, worth: always });
  hire(crew);
  const stepper = makeStepper(training);
  const start = stepper.parameters().slice();
  stepper.take([0], 0.05);
  for (let wait = 0; wait < 1000 && !crew.isComplete; wait++) await setTimeout(5);
  expect(crew.isComplete).toBe(true);
  stepper.reset(start);
  return train(stepper, training);
}

const layers = (activation: string, units: readonly number[], last: string, dropout = 0) =>
  units.map((count, k) => ({
    units: count,
    activation: k === units.length - 1 ? last : activation,
    bias: true,
    ...(dropout > 0 && k < units.length - 1 && { dropout }),
  }));

const adam = { name: "adam", options: {} };
const momentum = { name: "momentum", options: {} };
const trainings: Record<string, Training> = {
  "wide enough": {
    spec: { inputs: 40, layers: layers("relu", [70, 33], "softmax") },
    options: {},
    rows: 150,
    batch: 64,
  },
  "batch 1": {
    spec: { inputs: 3, layers: layers("tanh", [17, 5], "softmax") },
    options: { optimizer: adam },
    rows: 9,
    batch: 1,
  },
  "one output": {
    spec: { inputs: 13, layers: layers("sigmoid", [9, 1], "sigmoid") },
    options: { loss: "bce", optimizer: momentum, clipNorm: 0.1 },
    rows: 50,
    batch: 17,
  },
  "squares, penalties and a frozen layer": {
    spec: { inputs: 7, layers: layers("gelu", [11, 6, 2], "identity") },
    options: { loss: "squared", reduction: "sum", weightDecay: 0.01, l1: 0.001, frozen: [1] },
    rows: 31,
    batch: 10,
  },
  dropout: {
    spec: { inputs: 5, layers: layers("leakyRelu", [24, 12, 4], "softmax", 0.3) },
    options: { optimizer: { name: "rmsprop", options: {} }, counted: true },
    rows: 40,
    batch: 12,
  },
};
for (let width = 1; width <= 17; width++) {
  trainings[`width ${width}`] = {
    spec: { inputs: width, layers: layers("softplus", [width, 18 - width], "softmax") },
    options: { optimizer: { name: "nesterov", options: {} } },
    rows: 23,
    batch: width,
  };
}

describe("bits do not depend on the number of threads", () => {
  it.each(Object.entries(trainings))("%s", async (_, training) => {
    const reference = {
      ...training,
      options: { ...training.options, backend: "reference" },
    } as const;
    const expected = train(makeStepper(reference), reference);
    expect(expected.losses.every(Number.isFinite)).toBe(true);
    expect(train(makeStepper(training), training)).toEqual(expected);
    for (const threads of [2, 3]) expect(await trainOn(threads, training)).toEqual(expected);
  });
});

it.each(["wide enough", "one output", "width 9"])(
  "fast arithmetic depends on no number of threads either: %s",
  async (name) => {
    const exact = trainings[name] as Training;
    const training = { ...exact, options: { ...exact.options, backend: "fast" } } as const;
    expect(canBeFast()).toBe(true);
    const expected = train(makeStepper(training), training);
    for (const threads of [2, 3]) expect(await trainOn(threads, training)).toEqual(expected);
  },
);

it("helpers go where they were called last, and come back", async () => {
  const [one, other] = [trainings["wide enough"], trainings.dropout] as [Training, Training];
  const alone = [one, other].map((training) => train(makeStepper(training), training));
  const crew = nodeCrew(3, { thread, worth: always });
  hire(crew);
  const steppers = [makeStepper(one), makeStepper(other)] as const;
  const start = steppers.map((stepper) => stepper.parameters().slice());
  for (let turn = 0; turn < 30; turn++) {
    steppers[turn % 2 ? 1 : 0].take([turn % 9], 0.01);
    if (turn % 5 === 0) await setTimeout(5);
  }
  const found = steppers.map((stepper, index) => {
    stepper.reset(start[index] as Float32Array);
    return train(stepper, index === 0 ? one : other);
  });
  expect(found).toEqual(alone);
});

it("a number that is not finite halts all threads, which go on after it", async () => {
  const training = trainings["wide enough"] as Training;
  const crew = nodeCrew(2, { thread, worth: always });
  hire(crew);
  const stepper = makeStepper(training);
  const start = stepper.parameters().slice();
  stepper.take([0], 0.05);
  for (let wait = 0; wait < 1000 && !crew.isComplete; wait++) await setTimeout(5);
  // The last one belongs to the second thread.
  stepper.parameters()[start.length - 1] = Number.NaN;
  const order = Int32Array.from({ length: 128 }, (_, index) => index);
  expect(() => stepper.burst(order, 64, 0.05)).toThrow(NonFinite);
  stepper.reset(start);
  const found = train(stepper, training);
  hire(null);
  expect(found).toEqual(train(makeStepper(training), training));
});

it.each([
  [
    "that cannot start",
    () => nodeCrew(2, { thread: new URL("file:///nowhere.mjs"), worth: always }),
  ],
  [
    "that are refused",
    () =>
      new Crew(
        2,
        () => {
          throw new Error("no workers here");
        },
        always,
      ),
  ],
  [
    "that never answer",
    () => new Crew(2, () => ({ post: () => undefined, end: () => undefined }), always),
  ],
])("training goes on without helpers %s", async (_, make) => {
  const training = trainings["batch 1"] as Training;
  const expected = train(makeStepper(training), training);
  const crew = make();
  hire(crew);
  const stepper = makeStepper(training);
  expect(train(stepper, training)).toEqual(expected);
  await setTimeout(50);
  expect(crew.isComplete).toBe(false);
});

/** A helper that claims a part as threads.as.ts does, and then does something else. */
function claimingThread(name: string, then: string): URL {
  const path = join(folder, `${name}.mjs`);
  writeFileSync(
    path,
    `import { parentPort } from "node:worker_threads";
    parentPort.on("message", ({ memory, helper, session }) => {
      const words = new Int32Array(memory.buffer);
      const claim = new BigInt64Array(memory.buffer, ${CLAIM_AT}, 1);
      Atomics.store(words, ${JOINED_AT / 4} + helper, session);
      while (Atomics.load(words, ${SESSION_AT / 4}) === session) {
        const seen = Atomics.load(claim, 0);
        const isPartLeft = (seen & 255n) < ((seen >> 8n) & 255n);
        if (isPartLeft && Atomics.compareExchange(claim, 0, seen, seen - 256n) === seen) { ${then} }
      }
    });`,
  );
  return pathToFileURL(path);
}

describe.each([
  ["dies", "process.exit();"],
  ["hangs", "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);"],
])("a helper that %s in the midst of a part", (name, then) => {
  const impatient = { ...always, stall: 200 };
  const hireClaiming = () => {
    const crew = nodeCrew(2, { thread: claimingThread(name, then), worth: impatient });
    hire(crew);
    return crew;
  };

  it("is noticed, and one thread goes on", async () => {
    const training = trainings["wide enough"] as Training;
    const expected = train(makeStepper(training), training);
    const crew = hireClaiming();
    const stepper = makeStepper(training);
    const batch = Array.from({ length: training.batch }, (_, row) => row);
    const steps = async () => {
      for (let wait = 0; wait < 2000; wait++) {
        // Long enough for the helper to meet them, also where other programs keep the processors busy.
        for (let step = 0; step < 20; step++) stepper.take(batch, 0.05);
        await setTimeout(5);
      }
    };
    await expect(steps()).rejects.toThrow(Stalled);
    expect([crew.isLost, hiredCrew()]).toEqual([true, null]);
    expect(train(makeStepper(training), training)).toEqual(expected);
  });

  it("ends the training in words, and it can be trained on to the same bits", async () => {
    const { dataset, network, options } = classes();
    const alone = new Trainer(network, options, dataset);
    await alone.train({ epochs: 4 }, hooks);
    hireClaiming();
    const trainer = new Trainer(network, options, dataset);
    const epochs = async () => {
      for (let epoch = 0; epoch < 2000; epoch++) {
        trainer.rewind();
        await trainer.train({ epochs: 3 }, hooks);
        await setTimeout(5);
      }
    };
    const failure = await epochs().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UserError);
    expect(failure).toMatchObject({
      message: expect.stringContaining("stopped working; the training is back at step 0"),
      remedy: expect.stringContaining("train on"),
    });
    await trainer.train({ epochs: 4 }, hooks);
    expect(trainer.parameters()).toEqual(alone.parameters());
  });
});

it("every output belongs to one thread, and none is left out", () => {
  const random = new Random(5);
  for (let time = 0; time < 300; time++) {
    const [rows, columns, depth] = [1 + random.below(40), 1 + random.below(40), 3];
    const threads = 2 + random.below(6);
    const args = [0, depth, 1, 9000, depth, 1, 0, columns, rows, columns, depth];
    const written = new Int32Array(rows * columns);
    for (const part of divide("product", args, threads, 0)?.parts ?? []) {
      const [c = 0, cRow = 0, partRows = 0, partColumns = 0] = part.slice(6);
      for (let i = 0; i < partRows; i++) {
        for (let j = 0; j < partColumns; j++)
          written[c + i * cRow + j] = (written[c + i * cRow + j] ?? 0) + 1;
      }
    }
    expect(written.every((times) => times === 1)).toBe(true);
  }
});
