import type { GradientCheck } from "../../../src-worker/api.ts";
import type { Command } from "../command.ts";
import { openDataFor, openModel } from "../data.ts";
import { concerning } from "../failure.ts";
import {
  checkOptions,
  type DataValues,
  dataOptions,
  declareJson,
  declareOptions,
  type Values,
} from "../options.ts";
import { counted, printable, shortNumber } from "../table.ts";

/** Compares backpropagation with central differences on a model and its data. */
export const check: Command = {
  name: "check",
  about: "compare MODEL's gradients with central differences in float64 on DATA",
  declare(words) {
    words.argument("<MODEL>", "a model file");
    words.argument("<DATA>", "a table in a file, or sample:NAME");
    declareOptions(words, checkOptions);
    declareOptions(words, dataOptions);
    declareJson(words, "print the result as one JSON object");
  },
  async run(surroundings, [path = "", data = ""], options) {
    const { sample, seed = 0, ...values } = options as Values<typeof checkOptions> & DataValues;
    const engine = surroundings.openEngine();
    const state = await openModel(engine, surroundings, path);
    const table = await openDataFor(state, engine, surroundings, data, values);
    const few = state.parameterCount <= ALL_BELOW ? null : SAMPLE;
    const request = { sample: sample ?? few, seed };
    const result = await concerning(data, engine.check(state.id, table.id, request));
    surroundings.stdout.write(options.json ? `${JSON.stringify(result)}\n` : inWords(result));
  },
};

/** Networks with no more parameters are checked whole, larger ones by a sample. */
const ALL_BELOW = 5000;
const SAMPLE = 500;

function inWords(result: GradientCheck): string {
  const { checked, worst, parameter, backpropagation, difference, kinks } = result;
  const lines = [
    `${counted(checked, "parameter")} checked, worst relative error ${shortNumber(worst)}`,
    `at ${printable(parameter)}: ${shortNumber(backpropagation)} by backpropagation, ` +
      `${shortNumber(difference)} by difference`,
  ];
  if (kinks.length > 0) {
    const { parameter: moved, layer, unit, row } = kinks[0] as (typeof kinks)[number];
    lines.push(
      `${counted(kinks.length, "parameter")} left out of the worst: moving ${moved} takes unit ` +
        `${unit} of layer ${layer} over its kink in row ${row}`,
    );
  }
  return `${lines.join("\n")}\n`;
}
