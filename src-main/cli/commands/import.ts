import type { Command } from "../command.ts";
import { openFile } from "../data.ts";
import { declareJson, declareOptions, type ValueOption, type Values } from "../options.ts";
import { checkOutput, writeOutput } from "../output.ts";
import { modelText } from "./inspect.ts";

const output: ValueOption<string> = {
  flag: "-o, --output",
  value: "MODEL",
  about: "write the model here (default: nowhere)",
  read: (_, text) => text,
};
const importOptions = { output };

/** Reads a model of another program. */
export const importModel: Command = {
  name: "import",
  about: "read a network from FILE.onnx, show it, and write it as a model with -o",
  declare(words) {
    words.argument("<FILE>", "an ONNX file with a fully connected network");
    declareOptions(words, importOptions);
    declareJson(words, "print the whole as one JSON object");
  },
  async run(surroundings, [path = ""], options) {
    const { output, json } = options as Values<typeof importOptions> & { json?: boolean };
    if (output !== undefined) await checkOutput(output, [path]);
    const engine = surroundings.openEngine();
    const state = await openFile(surroundings, path, (source, show) =>
      engine.importModel(source, "open", show),
    );
    if (output !== undefined) await writeOutput(output, await engine.saveModel(state.id));
    surroundings.stdout.write(await modelText(engine, state, path, json === true));
  },
};
