import type { ExportEntry, ExportedFile } from "../../../src-worker/api.ts";
import type { Command } from "../command.ts";
import { dataFiles, openDataFor, openModel } from "../data.ts";
import { concerning, UsageError } from "../failure.ts";
import { OPEN_TASK, whileTold } from "../opening.ts";
import { declareJson, declareOptions, type ValueOption, type Values } from "../options.ts";
import { checkFolder, checkOutput, writeFolder, writeOutput } from "../output.ts";
import { counted } from "../table.ts";

const word = (flag: string, value: string, about: string): ValueOption<string> => ({
  flag,
  value,
  about,
  read: (_, text) => text,
});

const exportOptions = {
  to: word("--to", "FORMAT", "onnx, numpy, pytorch, c, javascript or report"),
  output: word("-o, --output", "PATH", "write here: a file, or a folder for pytorch"),
  data: word("--data", "DATA", "the table the model is for, for formats that hold data"),
};

/** Writes a model for other programs. */
export const exportModel: Command = {
  name: "export",
  about: "write MODEL for other programs: --to onnx, numpy, pytorch, c, javascript or report",
  declare(words) {
    words.argument("<MODEL>", "a model file");
    declareOptions(words, exportOptions);
    declareJson(words, "print what was written as one JSON object");
  },
  async run(surroundings, [path = ""], options) {
    const { to, output, data, json } = options as Values<typeof exportOptions> & { json?: boolean };
    const engine = surroundings.openEngine();
    const format = chosen((await engine.catalogue()).exportFormats, to);
    if (output === undefined) throw new UsageError("-o PATH is missing: where to write");
    const inputs = [path, ...(data === undefined ? [] : dataFiles(data))];
    await (format.folder ? checkFolder(output) : checkOutput(output, inputs));
    const state = await openModel(engine, surroundings, path);
    if (data !== undefined) {
      const table = await openDataFor(state, engine, surroundings, data, {});
      await whileTold(surroundings, (show) =>
        concerning(data, engine.attach(state.id, table.id, null, OPEN_TASK, show)),
      );
    }
    const files = await concerning(path, engine.exportModel(state.id, format.name));
    const written = format.folder
      ? await writeFolder(output, files, inputs)
      : await writeSingle(output, files);
    surroundings.stdout.write(
      json
        ? `${JSON.stringify({ written })}\n`
        : `${counted(written.length, "file")} written to ${output}\n`,
    );
  },
};

function chosen(formats: readonly ExportEntry[], to: string | undefined): ExportEntry {
  const found = formats.find(({ name }) => name === to);
  if (found) return found;
  const valid = formats.map(({ name }) => name).join(", ");
  throw new UsageError(
    to === undefined ? `--to is missing; valid: ${valid}` : `--to "${to}"; valid: ${valid}`,
  );
}

async function writeSingle(path: string, files: readonly ExportedFile[]): Promise<string[]> {
  for (const { bytes } of files) await writeOutput(path, bytes);
  return [path];
}
