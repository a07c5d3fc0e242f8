import type { Command } from "../command.ts";
import { declareJson } from "../options.ts";
import { alignTable } from "../table.ts";

/** Lists the generated data sets. */
export const samples: Command = {
  name: "samples",
  about: "list the generated data sets",
  declare(words) {
    declareJson(words, "print the list as one line of JSON");
  },
  async run({ openEngine, stdout }, _args, { json }) {
    const { samples: list } = await openEngine().catalogue();
    if (json) {
      stdout.write(`${JSON.stringify(list)}\n`);
      return;
    }
    const rows = list.map((entry) => [
      `sample:${entry.name}`,
      String(entry.rows),
      String(entry.columns),
      entry.task,
      entry.about,
    ]);
    stdout.write(alignTable([["name", "rows", "columns", "task", "about"], ...rows]));
  },
};
