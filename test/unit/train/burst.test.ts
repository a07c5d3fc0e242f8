import { describe, expect, it } from "vitest";
import type { LossName, NetworkSpec } from "../../../src-worker/graph/network.ts";
import { Random } from "../../../src-worker/kernels/random.ts";
import { initialParameters } from "../../../src-worker/train/initialize.ts";
import { NonFinite } from "../../../src-worker/train/nonfinite.ts";
import { optimizers } from "../../../src-worker/train/optimizers/index.ts";
import { Stepper, type StepperOptions } from "../../../src-worker/train/stepper.ts";

const ROWS = 90;

function makeStepper(
  activation: string,
  loss: LossName,
  options: Partial<StepperOptions> = {},
): Stepper {
  const outputs = loss === "cce" ? 3 : 1;
  const last = { bce: "sigmoid", cce: "softmax", squared: "identity" }[loss];
  const spec: NetworkSpec = {
    inputs: 5,
    layers: [
      { units: 7, activation, bias: true },
      { units: 6, activation, bias: true },
      { units: outputs, activation: last, bias: true },
    ],
  };
  const random = new Random(3, "data");
  const x = Array.from({ length: ROWS * 5 }, () => random.uniform() * 4 - 2);
  const y = Array.from({ length: ROWS }, () => random.below(2));
  const labels = Array.from({ length: ROWS }, () => random.below(3));
  const stepper = new Stepper(
    spec,
    {
      optimizer: { name: "sgd", options: {} },
      weightDecay: 0.001,
      l1: 0.0001,
      clipNorm: 0.5,
      frozen: [],
      loss,
      reduction: "mean",
      maxBatch: 13,
      ...options,
    },
    { rows: ROWS, x, y, labels },
  );
  stepper.reset(initialParameters(spec, { initializer: { name: "glorot", options: {} }, seed: 1 }));
  return stepper;
}

const numbers = (() => {
  const random = new Random(5, "order");
  return Int32Array.from({ length: 13 * 20 }, () => random.below(ROWS));
})();

/** Twenty steps by themselves: parameters and losses. */
function singly(stepper: Stepper) {
  const losses: number[] = [];
  for (let step = 0; step < 20; step++) {
    losses.push(stepper.take(numbers.subarray(step * 13, (step + 1) * 13), 0.01));
  }
  return { losses, parameters: stepper.parameters().slice(), step: stepper.step };
}

function together(stepper: Stepper) {
  const sums = [numbers.subarray(0, 13 * 8), numbers.subarray(13 * 8)].flatMap(
    (part) => stepper.burst(part, 13, 0.01).sums,
  );
  const losses = sums.map((sum) => stepper.batchLoss(sum, 13));
  return { losses, parameters: stepper.parameters().slice(), step: stepper.step };
}

describe("compiled kernels, the reference, single steps and bursts train to the same bits", () => {
  const hidden = ["sigmoid", "tanh", "relu", "leakyRelu", "gelu", "softplus", "identity", "exp"];
  const losses = ["bce", "cce", "squared"] as const;
  const cases = hidden.flatMap((activation, k) =>
    losses.map((loss, l) => {
      const optimizer = optimizers[(k * 3 + l) % optimizers.length]?.name ?? "";
      return { activation, loss, optimizer };
    }),
  );

  it.each(cases)("$activation, $loss, $optimizer", ({ activation, loss, optimizer }) => {
    const options = { optimizer: { name: optimizer, options: {} } };
    const reference = { ...options, backend: "reference" } as const;
    const expected = singly(makeStepper(activation, loss, reference));
    expect(expected.losses.every(Number.isFinite)).toBe(true);
    expect(singly(makeStepper(activation, loss, options))).toEqual(expected);
    expect(together(makeStepper(activation, loss, options))).toEqual(expected);
    expect(together(makeStepper(activation, loss, reference))).toEqual(expected);
  });
});

describe.each(["wasm", "reference"] as const)("a burst that fails, %s", (backend) => {
  it("keeps the steps before a loss that is not finite", () => {
    const make = () => makeStepper("exp", "squared", { backend, clipNorm: null });
    const stepper = make();
    expect(() => stepper.burst(numbers, 13, 40)).toThrow(NonFinite);
    const taken = stepper.step;
    expect(taken).toBeLessThan(20);
    const other = make();
    for (let step = 0; step < taken; step++) {
      other.take(numbers.subarray(step * 13, (step + 1) * 13), 40);
    }
    expect(stepper.parameters()).toEqual(other.parameters());
  });

  it("takes back an update that is not finite", () => {
    const stepper = makeStepper("relu", "squared", { backend, clipNorm: null });
    const before = stepper.parameters().slice();
    expect(() => stepper.burst(numbers, 13, 1e39)).toThrow(NonFinite);
    expect(stepper.step).toBe(0);
    expect(stepper.parameters()).toEqual(before);
  });
});
