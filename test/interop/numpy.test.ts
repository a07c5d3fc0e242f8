/** Our NumPy scripts in Python; `apt-get install python3-numpy` brings it (PYTHON names another). */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { WholeModel } from "../../src-worker/formats/model.ts";
import { writeNumpy } from "../../src-worker/formats/numpy/script.ts";
import { wholeModels } from "../unit/formats/models.ts";
import { cellsFor, predictionsOf, worstDifference } from "./cells.ts";
import { python } from "./python.ts";

const MODELS = 300;

/** Runs every script on its cells and prints its predictions, a line of JSON each. */
const runner = `
import importlib.util, json, sys
for number in range(${MODELS}):
    spec = importlib.util.spec_from_file_location("model", f"{sys.argv[1]}/{number}.py")
    model = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(model)
    with open(f"{sys.argv[1]}/{number}.json") as file:
        columns = json.load(file)
    outputs = model.predict(columns)
    assert outputs.dtype == "float32", outputs.dtype
    print(json.dumps([float(value).hex() for value in outputs.ravel()]))
`;

test.skipIf(python("numpy") === null)("NumPy predicts as we do", () => {
  const folder = mkdtempSync(join(tmpdir(), "chainrule-numpy-"));
  try {
    const cases = fc.sample(fc.tuple(wholeModels, fc.nat()), { numRuns: MODELS, seed: 1 });
    const tables = cases.map(([model, seed], number) => {
      const { columns, table } = cellsFor(model, seed);
      // Cells as a CSV file has them, where a missing one is empty.
      const texts = [...columns].map(([name, cells]) => [
        name,
        cellTexts(cells, isDate(model, name)),
      ]);
      writeFileSync(join(folder, `${number}.py`), writeNumpy(model));
      writeFileSync(join(folder, `${number}.json`), JSON.stringify(Object.fromEntries(texts)));
      return table;
    });
    const interpreter = python("numpy") ?? "";
    const { stdout, stderr, status } = spawnSync(interpreter, [
      "-W",
      "ignore",
      "-c",
      runner,
      folder,
    ]);
    expect(status, String(stderr)).toBe(0);
    const lines = String(stdout).trim().split("\n");
    expect(lines).toHaveLength(MODELS);
    cases.forEach(([model], number) => {
      const outputs = (JSON.parse(lines[number] ?? "[]") as string[]).map(fromHex);
      const difference = worstDifference(outputs, predictionsOf(model, tables[number] as never));
      expect(difference, JSON.stringify(model)).toBeLessThan(1e-5);
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

function isDate({ preprocessing }: WholeModel, name: string): boolean {
  return preprocessing.features.some(({ column, type }) => column === name && type === "date");
}

function cellTexts(cells: readonly (number | string)[], dates: boolean): string[] {
  return cells.map((cell) => {
    if (Number.isNaN(cell)) return "";
    return dates ? new Date(Number(cell)).toISOString().replace("Z", "") : String(cell);
  });
}

/** Python's float.hex: "-0x1.8p+1", "inf", "nan". */
function fromHex(text: string): number {
  const match = /^(-?)0x([01])\.?([0-9a-f]*)p([+-]\d+)$/.exec(text);
  if (!match)
    return { inf: Number.POSITIVE_INFINITY, "-inf": Number.NEGATIVE_INFINITY }[text] ?? Number.NaN;
  const [, sign, whole = "", digits = "", exponent = ""] = match;
  const mantissa = Number.parseInt(whole + digits, 16) / 16 ** digits.length;
  return (sign === "-" ? -1 : 1) * mantissa * 2 ** Number(exponent);
}
