import type { NetworkSpec } from "../../src-worker/graph/network.ts";
import type { BackendName } from "../../src-worker/kernels/backend.ts";
import { Random } from "../../src-worker/kernels/random.ts";
import { hire } from "../../src-worker/kernels/threads/crew.ts";
import { nodeCrew } from "../../src-worker/node-crew.ts";
import { BURST } from "../../src-worker/train/burst.ts";
import { initialParameters } from "../../src-worker/train/initialize.ts";
import { Stepper } from "../../src-worker/train/stepper.ts";
import { type Case, multiplyAdds } from "./cases.ts";
import { measurePeak } from "./peak.ts";

export { canBeFast } from "../../src-worker/kernels/wasm/machine.ts";
export { enableRelaxedSimd } from "../../src-worker/node-relaxed.ts";
export { cases } from "./cases.ts";

/** A way to train. */
export interface Way {
  readonly backend: BackendName;
  readonly threads: number;
}

export interface Measurement extends Way {
  readonly case: string;
  readonly microsecondsPerStep: number;
  readonly steps: number;
  /** Multiply-adds of one step's products. */
  readonly multiplyAdds: number;
  /** Multiply-adds a second at most, in registers, of the same arithmetic: the median of what was
   *  measured on the way. */
  readonly peak: number;
  /** Share of the peak that the products reach: the median over slices, each beside its peaks. */
  readonly ofPeak: number;
}

/** Time between two looks at the peak, milliseconds. */
const SLICE = 30;

/** One training, and what was measured of it so far. */
interface Runner extends Way {
  /** Steps between two looks at the clock. */
  readonly perTime: number;
  train(steps: number): void;
  /** Milliseconds a step of each slice, and its share of the peak beside it. */
  readonly times: number[];
  readonly shares: number[];
  readonly peaks: number[];
  steps: number;
}

/**
 * Trains on shuffled batches of random data, each way for about so long. Times are medians over
 * slices, which take turns, as others may be using the computer.
 */
export function measure(one: Case, seconds: number, ways: readonly Way[]): Measurement[] {
  const work = multiplyAdds(one);
  const runners = ways.map((way) => makeRunner(one, way));
  const end = performance.now() + seconds * 1000 * ways.length;
  for (let round = 0; round < 3 || performance.now() < end; round++) {
    for (const runner of runners) {
      const before = measurePeak(runner.backend);
      const start = performance.now();
      let taken = 0;
      do {
        runner.train(runner.perTime);
        taken += runner.perTime;
      } while (performance.now() - start < SLICE);
      const time = (performance.now() - start) / taken;
      const after = measurePeak(runner.backend);
      runner.peaks.push(before, after);
      runner.times.push(time);
      runner.shares.push((work * 1000) / time / ((before + after) / 2));
      runner.steps += taken;
    }
  }
  return runners.map((runner) => ({
    case: one.name,
    backend: runner.backend,
    threads: runner.threads,
    microsecondsPerStep: median(runner.times) * 1000,
    steps: runner.steps,
    multiplyAdds: work,
    peak: median(runner.peaks),
    ofPeak: median(runner.shares),
  }));
}

function makeRunner(one: Case, { backend, threads }: Way): Runner {
  hire(threads > 1 ? nodeCrew(threads) : null);
  const { stepper, order, batch } = prepare(one, backend);
  let at = 0;
  const train = (steps: number) => {
    if (at + steps * batch > order.length) at = 0;
    stepper.burst(order.subarray(at, at + steps * batch), batch, 1e-3);
    at += steps * batch;
  };
  // The compiler optimises, and helpers start, while the code runs.
  const stepTime = fastest(() => train(1), 20);
  const perTime = Math.max(1, Math.min(BURST, Math.floor(SLICE / stepTime)));
  return { backend, threads, perTime, train, times: [], shares: [], peaks: [], steps: 0 };
}

function prepare({ layers, batch, loss, activation }: Case, backend: BackendName) {
  const [inputs = 0, ...units] = layers;
  const outputs = units.at(-1) ?? 0;
  const last = { bce: "sigmoid", cce: "softmax", squared: "identity" }[loss];
  const spec: NetworkSpec = {
    inputs,
    layers: units.map((count, k) => ({
      units: count,
      activation: k === units.length - 1 ? last : activation,
      bias: true,
    })),
  };
  const random = new Random(1, "bench");
  const rows = batch * 16;
  const numbers = (size: number) => Float32Array.from({ length: size }, () => random.uniform());
  const labels = Int32Array.from({ length: rows }, () => random.below(outputs));
  const y = numbers(rows * (loss === "cce" ? 0 : outputs)).map((value) =>
    loss === "bce" ? Math.round(value) : value,
  );
  const stepper = new Stepper(
    spec,
    {
      optimizer: { name: "sgd", options: {} },
      weightDecay: 0,
      l1: 0,
      clipNorm: null,
      frozen: [],
      loss,
      reduction: "mean",
      maxBatch: batch,
      backend,
    },
    { rows, x: numbers(rows * inputs), y, labels },
  );
  const initializer = { name: "glorot", options: {} };
  stepper.reset(initialParameters(spec, { initializer, seed: 0 }));
  const order = new Int32Array(rows * 3);
  for (let epoch = 0; epoch < 3; epoch++) {
    const part = order.subarray(epoch * rows, (epoch + 1) * rows);
    part.forEach((_, i) => {
      part[i] = i;
    });
    random.shuffle(part);
  }
  return { stepper, order, batch };
}

/** Milliseconds of the fastest of `times` runs. */
function fastest(run: () => void, times: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let time = 0; time < times; time++) {
    const start = performance.now();
    run();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] as number;
}
