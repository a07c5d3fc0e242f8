import type { Command } from "../command.ts";
import { openDataFor, openModel } from "../data.ts";
import { concerning } from "../failure.ts";
import { confusionTable, metricsJson, metricsLine } from "../metrics.ts";
import { warnIfPlain } from "../model-words.ts";
import { type DataValues, dataOptions, declareJson, declareOptions } from "../options.ts";
import { printable } from "../table.ts";

/** Tells how good a model is on a table. */
export const evaluate: Command = {
  name: "evaluate",
  about: "tell how good MODEL is on DATA",
  declare(words) {
    words.argument("<MODEL>", "a model file").argument("<DATA>", "a file, or sample:NAME");
    declareOptions(words, dataOptions);
    declareJson(words, "print the metrics as one JSON object");
  },
  async run(surroundings, [path = "", data = ""], options) {
    const { json, ...values } = options as DataValues & { json?: boolean };
    const engine = surroundings.openEngine();
    const model = await openModel(engine, surroundings, path);
    warnIfPlain(model, surroundings);
    const table = await openDataFor(model, engine, surroundings, data, values);
    const metrics = await concerning(data, engine.evaluateTable(model.id, table.id));
    if (json) {
      surroundings.stdout.write(`${JSON.stringify(metricsJson(metrics))}\n`);
      return;
    }
    surroundings.stdout.write(`${metricsLine(metrics)}\n`);
    for (const note of metrics.notes ?? []) surroundings.stdout.write(`${printable(note)}\n`);
    if (metrics.kind === "classification") {
      surroundings.stdout.write(`\n${confusionTable(metrics.labels, metrics.confusion)}`);
    }
  },
};
