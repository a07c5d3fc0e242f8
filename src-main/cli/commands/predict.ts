import type { Engine, PredictionPage } from "../../../src-worker/api.ts";
import type { Command } from "../command.ts";
import { dataFiles, openDataFor, openModel } from "../data.ts";
import { concerning } from "../failure.ts";
import { warnIfPlain } from "../model-words.ts";
import {
  type DataValues,
  dataOptions,
  declareJson,
  declareOptions,
  predictOptions,
  type Values,
} from "../options.ts";
import { checkOutput, writeOutput } from "../output.ts";
import { csvForm, jsonForm } from "../predictions.ts";
import { counted, printable } from "../table.ts";

const PAGE_ROWS = 4096;

/** Writes a model's predictions for a table as CSV, one line a row of the table. */
export const predict: Command = {
  name: "predict",
  about: "write MODEL's predictions for DATA as CSV",
  declare(words) {
    words.argument("<MODEL>", "a model file").argument("<DATA>", "a file, or sample:NAME");
    declareOptions(words, predictOptions);
    declareOptions(words, dataOptions);
    declareJson(words, "print a JSON object a row instead, or with -o one on what was written");
  },
  async run(surroundings, [path = "", data = ""], options) {
    const { output, json, ...values } = options as Values<typeof predictOptions> &
      DataValues & { json?: boolean };
    if (output !== undefined) await checkOutput(output, [path, ...dataFiles(data, values)]);
    const engine = surroundings.openEngine();
    const state = await openModel(engine, surroundings, path);
    warnIfPlain(state, surroundings);
    const table = await openDataFor(state, engine, surroundings, data, values);
    const form = json && output === undefined ? jsonForm(state) : csvForm(state);
    const chunks: string[] = [];
    const write = (text: string) =>
      output === undefined ? surroundings.stdout.write(text) : chunks.push(text);
    write(form.head);
    let next = 0;
    let empty = 0;
    let notes: readonly string[] = [];
    for await (const page of pages(engine, state.id, table.id, data)) {
      const lines: string[] = [];
      page.rows.forEach((row, index) => {
        // A row that could not be predicted keeps its line, so that lines and rows stay in step.
        for (; next < row; next++, empty++) lines.push(form.empty(next));
        lines.push(form.row(page, index));
        next = row + 1;
      });
      write(lines.join(""));
      notes = page.notes ?? [];
    }
    for (; next < table.rows; next++, empty++) write(form.empty(next));
    if (output !== undefined) {
      await writeOutput(output, new TextEncoder().encode(chunks.join("")));
      const told = { written: output, rows: table.rows, empty };
      surroundings.stdout.write(
        json ? `${JSON.stringify(told)}\n` : `${counted(table.rows, "row")} written to ${output}\n`,
      );
    }
    for (const note of notes) surroundings.stderr.write(`chainrule: ${printable(note)}\n`);
    if (empty > 0) {
      const rows = `${counted(empty, "row")} of ${table.rows}`;
      surroundings.stderr.write(`chainrule: ${rows} without prediction: a value is missing\n`);
    }
  },
};

async function* pages(
  engine: Engine,
  model: number,
  table: number,
  data: string,
): AsyncGenerator<PredictionPage> {
  for (let start = 0; ; start += PAGE_ROWS) {
    const page = await concerning(data, engine.predictTable(model, table, start, PAGE_ROWS));
    yield page;
    if (start + PAGE_ROWS >= page.total) return;
  }
}
