import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parameterNames } from "../../../src-worker/graph/build.ts";
import type { LossName, NetworkSpec, Reduction } from "../../../src-worker/graph/network.ts";
import { schedules } from "../../../src-worker/train/catalogue.ts";
import { resolve } from "../../../src-worker/train/choice.ts";
import type { Choice } from "../../../src-worker/train/options.ts";
import { Stepper } from "../../../src-worker/train/stepper.ts";

/** Options as PyTorch calls them. */
interface ReferenceOptimizer {
  readonly name: string;
  readonly lr: number;
  readonly momentum?: number;
  readonly nesterov?: boolean;
  readonly betas?: readonly [number, number];
  readonly alpha?: number;
  readonly eps?: number;
  readonly weight_decay?: number;
}

interface Case {
  readonly problem: {
    readonly title: string;
    readonly network: NetworkSpec;
    readonly loss: LossName;
    readonly reduction: Reduction;
    readonly x: readonly (readonly number[])[];
    readonly y?: readonly (readonly number[])[];
    readonly labels?: readonly number[];
    readonly params: Readonly<Record<string, readonly number[] | readonly (readonly number[])[]>>;
    readonly training?: {
      readonly optimizer: ReferenceOptimizer;
      readonly schedule: (Readonly<Record<string, number>> & { readonly name: string }) | null;
      readonly stepsPerEpoch: number;
      readonly batches: readonly (readonly number[])[];
    };
  };
  readonly expected: Readonly<Record<string, { readonly data: readonly number[] }>>;
  readonly tolerance: number;
}

const cases = ["trajectories", "training-steps"].flatMap((file) => {
  const url = new URL(`../../vectors/${file}.json`, import.meta.url);
  return (JSON.parse(readFileSync(url, "utf8")) as { cases: Case[] }).cases;
});

function optimizerChoice(given: ReferenceOptimizer): Choice {
  const { name, momentum, nesterov, betas, alpha, eps } = given;
  if (name === "sgd" && momentum !== undefined) {
    return { name: nesterov ? "nesterov" : "momentum", options: { momentum } };
  }
  const options: Record<string, number> = {};
  if (betas) [options.beta1, options.beta2] = betas;
  if (alpha !== undefined) options.alpha = alpha;
  if (eps !== undefined) options.eps = eps;
  return { name, options };
}

function expectClose(name: string, actual: ArrayLike<number>, { expected, tolerance }: Case) {
  const reference = expected[name]?.data ?? [];
  expect(actual.length, name).toBe(reference.length);
  const scale = Math.max(1, ...reference.map(Math.abs));
  const worst = Math.max(...reference.map((value, i) => Math.abs(value - (actual[i] as number))));
  expect(worst, name).toBeLessThanOrEqual(tolerance * scale);
}

for (const reference of cases) {
  const { problem } = reference;
  const { training, network } = problem;
  if (!training) continue;

  test(`${problem.title}: losses and final parameters of the reference`, () => {
    const { name: schedule = "constant", ...scheduleOptions } = training.schedule ?? {};
    const { entry, options } = resolve(
      schedules,
      { name: schedule, options: scheduleOptions as Record<string, number> },
      "schedule",
    );
    const stepper = new Stepper(
      network,
      {
        loss: problem.loss,
        reduction: problem.reduction,
        optimizer: optimizerChoice(training.optimizer),
        weightDecay: training.optimizer.weight_decay ?? 0,
        l1: 0,
        clipNorm: null,
        frozen: [],
        maxBatch: Math.max(...training.batches.map((batch) => batch.length)),
      },
      {
        rows: problem.x.length,
        x: problem.x.flat(),
        y: problem.y?.flat() ?? [],
        labels: problem.labels ?? [],
      },
    );
    for (const { name } of parameterNames(network)) {
      stepper.program.setData(name, (problem.params[name] ?? []).flat(), 1);
    }
    const losses = training.batches.map((batch, step) => {
      const epoch = Math.floor(step / training.stepsPerEpoch);
      return stepper.take(batch, entry.rate(training.optimizer.lr, epoch, options));
    });
    expectClose("training.losses", losses, reference);
    for (const { name } of parameterNames(network)) {
      expectClose(`final.${name}`, stepper.program.value(name, 1).data, reference);
    }
  });
}

test("every case that trains is run", () => {
  expect(cases.filter(({ problem }) => problem.training).length).toBe(26);
});
