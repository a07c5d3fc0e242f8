import { UserError } from "../../../../src-worker/errors.ts";
import { expressionGraph } from "../../../../src-worker/graph/expression/expression.ts";
import { gradientTensors } from "../../../../src-worker/graph/tensors.ts";

export interface Given {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

/** Value and gradient tensors of formulas by all their inputs. */
export function evaluate(lines: readonly string[], inputs: Readonly<Record<string, Given>>) {
  const entries = Object.entries(inputs);
  const shapes = Object.fromEntries(entries.map(([name, { shape }]) => [name, shape]));
  const { graph, value } = expressionGraph(lines, shapes);
  const { value: result, gradients } = gradientTensors(graph, {
    of: value.name,
    by: Object.keys(inputs),
    values: Object.fromEntries(entries.map(([name, { data }]) => [name, data])),
    rows: 1,
  });
  return { shape: result.shape, data: [...result.data], gradients };
}

/** What the formulas are refused with. @throws when they are not, or with another error */
export function refusal(
  lines: readonly string[],
  shapes: Readonly<Record<string, readonly number[]>>,
): UserError {
  try {
    expressionGraph(lines, shapes);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error(`accepted: ${lines.join("; ")}`);
}
