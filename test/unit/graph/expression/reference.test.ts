import { expect, test } from "vitest";
import tensors from "../../../vectors/gradient-tensors.json" with { type: "json" };
import worked from "../../../vectors/worked-problems.json" with { type: "json" };
import { evaluate, type Given } from "./evaluate.ts";

interface Reference {
  readonly id: string;
  readonly expressions: string[];
  readonly inputs: Record<string, Given>;
  readonly expected: Record<string, Given>;
  readonly tolerance: number;
}

const references = [...tensors.expressions, ...worked.expressions] as unknown as Reference[];

test.each(references)("$id: $expressions", ({ expressions, inputs, expected, tolerance }) => {
  const found = evaluate(expressions, inputs);
  for (const [name, { shape, data }] of Object.entries(expected)) {
    const tensor = name === "value" ? found : found.gradients.get(name.slice("d/d".length));
    expect(tensor?.shape, name).toEqual(shape);
    const scale = Math.max(1, ...data.map(Math.abs));
    for (const [element, wanted] of data.entries()) {
      const difference = Math.abs((tensor?.data[element] ?? Number.NaN) - wanted) / scale;
      expect(difference, `${name}[${element}]`).toBeLessThanOrEqual(tolerance);
    }
  }
});
