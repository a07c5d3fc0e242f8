import type { Surroundings } from "../../../src-main/cli/command.ts";
import type {
  Catalogue,
  Engine,
  History,
  ModelSpec,
  ModelState,
  TableSummary,
} from "../../../src-worker/api.ts";
import { preprocessingCatalogue } from "../../../src-worker/data/defaults.ts";
import { defaults } from "../../../src-worker/train/catalogue.ts";
import { usualSpec } from "../data/spec.ts";

const entry = (name: string, ...options: string[]) => ({
  name,
  label: name,
  about: `about ${name}`,
  options: options.map((option) => ({
    name: option,
    label: option,
    default: 0.9,
    minimum: 0,
    maximum: 1,
  })),
});

export const catalogue: Catalogue = {
  activations: [
    { ...entry("relu"), role: "hidden" },
    { ...entry("sigmoid"), role: "both" },
    { ...entry("softmax"), role: "output" },
  ],
  losses: [],
  optimizers: [entry("adam", "beta1"), entry("sgd", "momentum")],
  schedules: [entry("constant"), entry("step", "factor")],
  initializers: [entry("glorot")],
  samples: [
    { name: "moons", label: "Moons", about: "two arcs", rows: 4, columns: 3, task: "binary" },
  ],
  exportFormats: [],
  preprocessing: preprocessingCatalogue,
  defaults,
};

const column = (name: string) => ({
  name,
  type: "number" as const,
  missing: 0,
  minimum: 0,
  maximum: 1,
  mean: 0.5,
  standardDeviation: 0.25,
  median: 0.5,
  histogram: [],
  categories: [],
  categoryCount: 0,
  whole: false,
  badCells: [],
  badCellCount: 0,
});

export const table: TableSummary = {
  id: 1,
  name: "moons",
  rows: 4,
  columns: [column("x"), column("y"), column("class")],
  reading: null,
  proposal: { target: "class", task: "binary" },
  picture: null,
  notes: [],
  hints: [],
  bytes: 0,
};

const history = (epochs: number): History => ({
  epochs: Array.from({ length: epochs }, (_, index) => ({
    epoch: index + 1,
    step: 2 * (index + 1),
    loss: 1 / (index + 1),
    accuracy: 0.5,
    validationLoss: 2 / (index + 1),
    validationAccuracy: 0.25,
    learningRate: 0.01,
  })),
  steps: [],
});

export const model: ModelState = {
  id: 7,
  network: {
    inputs: 2,
    layers: [
      { units: 4, activation: "relu", bias: true },
      { units: 1, activation: "sigmoid", bias: true },
    ],
  },
  training: { ...defaults, epochs: 3 },
  task: "binary",
  inputNames: ["x", "y"],
  targetNames: ["class"],
  labels: ["no", "yes, really"],
  columnTypes: { x: "number", y: "number", class: "category" },
  datasetSpec: {
    targets: ["class"],
    ...usualSpec,
  },
  dataset: 2,
  step: 6,
  epoch: 3,
  parameterCount: 17,
  history: history(3),
  stopped: null,
  plain: false,
  arithmetic: "exact",
};

/** What the commands asked of the fake. */
export interface Asked {
  spec: ModelSpec | null;
  paused: number;
  prepared: Parameters<Engine["prepare"]>[0] | null;
}

/** An engine that computes nothing: it answers at once with fixed figures. */
export function fakeEngine(changes: Partial<Engine> = {}): { engine: Engine; asked: Asked } {
  const asked: Asked = { spec: null, paused: 0, prepared: null };
  const metrics = {
    kind: "classification" as const,
    rows: 4,
    loss: 0.25,
    accuracy: 0.75,
    confusion: [
      [2, 0],
      [1, 1],
    ],
    labels: model.labels as readonly string[],
  };
  const engine: Partial<Engine> = {
    catalogue: async () => catalogue,
    cancel: async () => {},
    openTable: async () => table,
    closeTable: async () => {},
    openModel: async () => model,
    prepare: async (spec) => {
      asked.prepared = spec;
      return {
        id: 2,
        table: 1,
        spec,
        task: "binary",
        inputNames: ["x", "y"],
        targetNames: ["class"],
        labels: model.labels,
        rows: { training: 4, validation: 0, test: 0 },
        dropped: 2,
        ignored: [{ column: "id", why: "a value a row" }],
        notes: [],
        hints: [],
        balance: null,
      };
    },
    propose: async () => ({ network: model.network, training: defaults, reasons: [] }),
    createModel: async (spec) => {
      asked.spec = spec;
      return { ...model, ...spec, step: 0, epoch: 0, history: { epochs: [], steps: [] } };
    },
    judge: async () => [{ severity: "warning", layer: 0, words: "the rate is high" }],
    modelState: async () => model,
    pause: async () => {
      asked.paused++;
    },
    train: async (_, __, progress) => {
      for (const epochs of [1, 1, 2, 3]) {
        progress({
          model: 7,
          step: 2 * epochs,
          epoch: epochs,
          stepsPerEpoch: 2,
          batchLoss: 1,
          history: history(epochs),
          samplesPerSecond: 100,
          seconds: epochs,
          secondsLeft: 3 - epochs,
        });
      }
      return model;
    },
    evaluate: async () => metrics,
    evaluateTable: async () => metrics,
    predictTable: async (_, __, start) => ({
      start,
      total: 3,
      rows: [0, 1, 3],
      outputs: new Float32Array([0.25, 0.9, 0.1]),
      predicted: [["no"], ["yes, really"], ["no"]],
      actual: null,
    }),
    parameters: async () => [
      { weight: new Float32Array([3, 4, 0, 0, 0, 0, 0, 0]), bias: new Float32Array(4) },
      { weight: new Float32Array(4), bias: new Float32Array(1) },
    ],
    parametersSha256: async () => "ab".repeat(32),
    saveModel: async () => new Uint8Array([1, 2, 3]),
    ...changes,
  };
  return { engine: engine as Engine, asked };
}

/** A terminal that keeps what is printed, and an interrupt that a test can raise. */
export function surroundings(engine: Engine, terminal: { columns: number } | null = null) {
  const printed = { stdout: "", stderr: "" };
  const handlers: (() => void)[] = [];
  let time = 0;
  const surroundings: Surroundings = {
    stdout: {
      write: (text) => {
        printed.stdout += text;
      },
      isTTY: terminal !== null,
      columns: terminal?.columns,
    },
    stderr: {
      write: (text) => {
        printed.stderr += text;
      },
    },
    env: { NO_COLOR: "1" },
    now: () => (time += 1000),
    openEngine: () => engine,
    onInterrupt: (callback) => {
      handlers.push(callback);
    },
  };
  const interrupt = () => {
    for (const handler of handlers) handler();
  };
  return { surroundings, printed, interrupt };
}
