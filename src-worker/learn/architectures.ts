import type { Dataset } from "../data/dataset.ts";
import { prepareDataset } from "../data/prepare.ts";
import { findSample } from "../data/samples/index.ts";
import { UserError } from "../errors.ts";
import { validateNetwork } from "../graph/build.ts";
import { losses } from "../graph/losses.ts";
import type { NetworkSpec } from "../graph/network.ts";
import { judge, propose } from "../session/advice.ts";
import { defaults } from "../train/catalogue.ts";
import { RIGHT, wrong } from "./compare.ts";
import type { Verdict } from "./contract.ts";

const prepared = new Map<string, Dataset>();

/** A generated data set, made when it is first asked for. */
function datasetOf(sample: string): Dataset {
  const known = prepared.get(sample);
  if (known) return known;
  const table = findSample(sample).make(0);
  const dataset = prepareDataset(table, {
    targets: [table.target ?? ""],
    features: null,
    task: "auto",
    standardize: true,
    validation: null,
    test: 0,
    missing: "drop",
    seed: 0,
  });
  prepared.set(sample, dataset);
  return dataset;
}

/** Whether an architecture can learn the task, and if not why. */
export function judgeArchitecture(sample: string, network: NetworkSpec, lossName: string): Verdict {
  const loss = losses.find(({ name }) => name === lossName)?.name;
  if (!loss) return wrong(`There is no loss ${lossName}.`);
  try {
    validateNetwork(network);
  } catch (error) {
    if (error instanceof UserError) return wrong(`${sentence(error.message)} ${error.remedy}.`);
    throw error;
  }
  const objections = judge(datasetOf(sample), network, { ...defaults, loss });
  if (objections.length === 0) return RIGHT;
  return wrong(objections.map(({ words }) => sentence(words)).join(" "));
}

const sentence = (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;

/** A sound architecture with what in it is free to choose. */
export function soundArchitecture(sample: string) {
  const { network, training, reasons } = propose(datasetOf(sample), defaults);
  const words = reasons
    .map(
      ({ choice, value, why, free }) => `**${choice}: ${value}**${free ? " (free)" : ""}: ${why}.`,
    )
    .join("\n");
  return { network, loss: training.loss, words };
}
