import fc from "fast-check";
import { expect, test } from "vitest";
import { writeJavaScript } from "../../../src-worker/formats/javascript/module.ts";
import type { WholeModel } from "../../../src-worker/formats/model.ts";
import { cellsFor, predictionsOf, worstDifference } from "../../interop/cells.ts";
import { wholeModels } from "./models.ts";

type Cell = number | string | Date | null;

interface Module {
  predict(row: Readonly<Record<string, Cell>>): { outputs: Float32Array; label: string | null };
}

const load = (text: string): Promise<Module> =>
  import(/* @vite-ignore */ `data:text/javascript;base64,${Buffer.from(text).toString("base64")}`);

test("a module predicts as we do, whatever the activations, losses and preprocessing", async () => {
  const cases = fc.sample(fc.tuple(wholeModels, fc.nat()), { numRuns: 200, seed: 2 });
  for (const [model, seed] of cases) {
    const { rows, columns, table } = cellsFor(model, seed);
    const module = await load(writeJavaScript(model));
    const found: number[] = [];
    for (let row = 0; row < rows; row++) {
      const cells = [...columns].map(([name, list]) => [name, asCell(model, name, list[row])]);
      found.push(...module.predict(Object.fromEntries(cells)).outputs);
    }
    const difference = worstDifference(found, predictionsOf(model, table));
    expect(difference, JSON.stringify(model)).toBeLessThan(1e-5);
  }
});

/** A missing cell is null; a date is one of the three things it may be. */
function asCell(
  { preprocessing }: WholeModel,
  name: string,
  cell: number | string | undefined,
): Cell {
  if (cell === undefined || cell === "" || Number.isNaN(cell)) return null;
  const isDate = preprocessing.features.some(
    ({ column, type }) => column === name && type === "date",
  );
  if (!isDate) return cell;
  const ms = Number(cell);
  return [ms, new Date(ms), new Date(ms).toISOString().replace("Z", "").replace("T", " ")][
    Math.abs(ms) % 3
  ] as Cell;
}

test("the text is ASCII but for its comments, and cannot end a script element", () => {
  fc.assert(
    fc.property(wholeModels, (model) => {
      const text = writeJavaScript(model);
      const constants = text.slice(0, text.indexOf("const { fround }"));
      expect(constants).toMatch(/^[\n -~]*$/);
      expect(constants).not.toContain("<");
    }),
    { numRuns: 50 },
  );
});

test("a missing cell that the model cannot fill is refused by its column's name", async () => {
  const [model] = fc
    .sample(wholeModels, { numRuns: 300, seed: 4 })
    .filter(({ preprocessing }) => preprocessing.features[0]?.fill === null);
  if (!model) throw new Error("no model");
  const { predict } = await load(writeJavaScript(model));
  expect(() => predict({})).toThrow(/has no value/);
});
