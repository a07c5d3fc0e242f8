import type { CrossValidation, Engine, ModelSpec } from "../../src-worker/api.ts";
import type { Surroundings } from "./command.ts";
import { metricsJson } from "./metrics.ts";
import { openingLine } from "./opening.ts";
import { alignTable, shortNumber } from "./table.ts";

/** The name that an interrupt cancels a cross-validation by. */
export const FOLDS_TASK = "folds";

/** Cross-validates and tells how good the folds are, with mean and spread. */
export async function runFolds(
  surroundings: Surroundings,
  engine: Engine,
  spec: ModelSpec,
  folds: number,
  json: boolean,
): Promise<void> {
  const line = openingLine(surroundings);
  let result: CrossValidation;
  try {
    result = await engine.crossValidate(spec, folds, FOLDS_TASK, line.show);
  } finally {
    line.clear();
  }
  surroundings.stdout.write(json ? asJson(result) : inWords(result));
}

function asJson({ folds, summary }: CrossValidation): string {
  const figures = summary.map(({ name, mean, spread }) => [name, { mean, spread }]);
  return `${JSON.stringify({
    folds: folds.map(({ training, epochs, metrics }) => ({
      trainedOn: training,
      epochs,
      ...metricsJson(metrics),
    })),
    summary: Object.fromEntries(figures),
  })}\n`;
}

function inWords({ folds, summary }: CrossValidation): string {
  const names = summary.map(({ name }) => name);
  const values = folds.map(({ metrics }) => {
    const figures = metrics as unknown as Readonly<Record<string, number>>;
    return names.map((name) => shortNumber(figures[name] ?? Number.NaN));
  });
  return alignTable([
    ["fold", "rows", ...names],
    ...folds.map(({ metrics }, fold) => [
      String(fold + 1),
      String(metrics.rows),
      ...(values[fold] ?? []),
    ]),
    ["mean", "", ...summary.map(({ mean }) => shortNumber(mean))],
    ["spread", "", ...summary.map(({ spread }) => shortNumber(spread))],
  ]);
}
