import type { Command } from "../command.ts";
import { openFile } from "../data.ts";
import { declareJson } from "../options.ts";
import { alignTable, printable, shortNumber } from "../table.ts";

/** Works out a problem file: every intermediate, the loss and every gradient. */
export const solve: Command = {
  name: "solve",
  about: "work out PROBLEM.json: every intermediate, the loss and every gradient",
  declare(words) {
    words.argument("<PROBLEM>", "a file in the format chainrule-problem/1");
    declareJson(words, "print all results as one JSON object: name → shape and data");
  },
  async run(surroundings, [path = ""], { json }) {
    const engine = surroundings.openEngine();
    const results = await openFile(surroundings, path, (source, show) =>
      engine.solve(source, "solve", show),
    );
    if (json) {
      surroundings.stdout.write(`${JSON.stringify(results)}\n`);
      return;
    }
    const rows = Object.entries(results).map(([name, { shape, data }]) => [
      printable(name),
      shape.length === 0 ? "scalar" : shape.join(" × "),
      listed(data),
    ]);
    surroundings.stdout.write(alignTable([["name", "shape", "values"], ...rows], false));
  },
};

const LISTED = 8;

function listed(data: readonly number[]): string {
  const shown = data.slice(0, LISTED).map((value) => shortNumber(value));
  return `${shown.join("  ")}${data.length > LISTED ? "  …" : ""}`;
}
