import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { expressionGraph } from "../../../src-worker/graph/expression/expression.ts";
import { answer } from "../../../src-worker/lab/answer.ts";
import type {
  LabAnswer,
  LabDerivative,
  LabRequest,
  LabTensor,
} from "../../../src-worker/lab/contract.ts";
import { Entries } from "../../../src-worker/lab/entries.ts";
import { presets } from "../../../src-worker/lab/presets.ts";
import { formulaValue } from "./formula-value.ts";

interface Given {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

interface Case {
  readonly id: string;
  readonly expressions: readonly string[];
  readonly inputs: Readonly<Record<string, Given>>;
  readonly expected: Readonly<Record<string, Given>>;
  readonly tolerance: number;
}

const folder = join(import.meta.dirname, "../../vectors");
const cases = ["worked-problems.json", "gradient-tensors.json"].flatMap(
  (file) => JSON.parse(readFileSync(join(folder, file), "utf8")).expressions as Case[],
);

/** As one would type it. */
function textOf({ shape, data }: Given): string {
  if (shape.length < 2) return data.join(", ") + (shape.length === 1 ? "," : "");
  const width = shape.slice(1).reduce((product, length) => product * length, 1);
  const rows = Array.from({ length: shape[0] as number }, (_, row) => {
    return data.slice(row * width, (row + 1) * width).join(", ");
  });
  return `${rows.join("; ")};`;
}

function ask(lines: readonly string[], inputs: Readonly<Record<string, string>>, wish = {}) {
  const texts = Object.entries(inputs).map(([name, text]) => ({ name, text }));
  return answer({ lines, inputs: texts, of: null, by: null, through: null, ...wish });
}

function derivativeOf(answered: LabAnswer): LabDerivative {
  expect(answered.problem).toBeNull();
  const { derivative } = answered.result ?? {};
  if (!derivative) throw new Error("there is no derivative");
  return derivative;
}

function expectNear(found: LabTensor, expected: Given, tolerance: number): void {
  expect(found.shape).toEqual(expected.shape);
  const scale = Math.max(1, ...expected.data.map(Math.abs));
  for (const [place, wanted] of expected.data.entries()) {
    const difference = Math.abs((found.data[place] as number) - wanted);
    expect(difference).toBeLessThanOrEqual(tolerance * scale);
  }
}

/** Every entry's formula comes to the entry's number. */
function expectFormulas(
  { lines, inputs }: Pick<LabRequest, "lines" | "inputs">,
  answered: LabAnswer,
) {
  const { nodes, names } = answered.result as NonNullable<LabAnswer["result"]>;
  const derivative = derivativeOf(answered);
  const shapes = Object.fromEntries(
    inputs.map(({ name }, place) => [name, (answered.inputs[place] as LabTensor).shape]),
  );
  const { graph } = expressionGraph(lines, shapes);
  const find = (name: string) => graph.nodes.find((node) => node.name === name);
  const named = names
    .flatMap((name) => find(name) ?? [])
    .filter(({ name }) => /^\p{L}+$/u.test(name));
  const [y, x] = [find(derivative.of), find(derivative.by)];
  if (!x || !y) throw new Error("the nodes are not there");
  const formulas = new Entries(graph, named).derivative(y, x) ?? [];
  expect(derivative.entries).toHaveLength(formulas.length);
  let shown = 0;
  for (const [place, formula] of formulas.entries()) {
    expect(derivative.entries[place] === null).toBe(formula.kind === "long");
    if (formula.kind === "long") continue;
    shown += 1;
    const value = formulaValue(formula, (name, element) => {
      return nodes.find((node) => node.name === name)?.value.data[element] ?? Number.NaN;
    });
    const wanted = derivative.tensor.data[place] as number;
    expect(Math.abs(value - wanted)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(wanted)));
  }
  return shown;
}

describe("the course's reference tensors", () => {
  test.each(cases)("$id", ({ expressions, inputs, expected, tolerance }) => {
    const texts = Object.fromEntries(
      Object.entries(inputs).map(([name, it]) => [name, textOf(it)]),
    );
    for (const [name, tensor] of Object.entries(expected)) {
      if (name === "value") {
        const { result } = ask(expressions, texts);
        const node = result?.nodes.find((one) => one.name === result.value);
        expectNear(node?.value as LabTensor, tensor, tolerance);
        continue;
      }
      const by = name.slice("d/d".length);
      const answered = ask(expressions, texts, { by });
      const derivative = derivativeOf(answered);
      expect(derivative.by).toBe(by);
      expectNear(derivative.tensor, tensor, tolerance);
      expect(derivative.check.agrees).toBe(true);
      expectNear(derivative.check.difference, tensor, 1e-4);
      const list = Object.entries(texts).map(([own, text]) => ({ name: own, text }));
      expectFormulas({ lines: expressions, inputs: list }, answered);
      for (const through of derivative.between) {
        const { chain } = derivativeOf(ask(expressions, texts, { by, through }));
        expect(chain?.through).toBe(through);
        expect(chain?.worst).toBeLessThan(1e-12);
        expectNear(chain?.product as LabTensor, tensor, tolerance);
      }
    }
  });
});

describe("presets", () => {
  test.each(presets)("$name", (preset) => {
    const answered = answer(preset);
    const derivative = derivativeOf(answered);
    expect(answered.lines.every((line) => line !== null)).toBe(true);
    expect(derivative.of).toBe(preset.of ?? answered.result?.value);
    expect(derivative.by).toBe(preset.by);
    expect(derivative.check.agrees).toBe(true);
    expect(derivative.check.kinks).toEqual([]);
    expect(derivative.chain?.through ?? null).toBe(preset.through);
    expect(derivative.chain?.worst ?? 0).toBeLessThan(1e-12);
    expect(expectFormulas(preset, answered)).toBeGreaterThan(0);
  });

  test("there are those of the course, by name", () => {
    expect(presets.map(({ name }) => name)).toEqual([
      "2.1",
      "2.2",
      "2.3",
      "2.4",
      "3.2",
      "softmax",
      "batch-normalisation",
    ]);
  });
});

test("the Jacobian of problem 2.1 is printed as the notes print it", () => {
  const { entries } = derivativeOf(ask(["x1 + x2*x3", "x1^2 + 3*x2"], { x: "1, 2, 3" }));
  expect(entries).toEqual(["1", "x_{3}", "x_{2}", "2\\,x_{1}", "3", "0"]);
});

test("a chain through one of two paths says what goes past it", () => {
  const { chain, tensor } = derivativeOf(
    ask(["u = x^2", "y = u x"], { x: "3" }, { of: "y", by: "x", through: "u" }),
  );
  expect(chain?.left.tensor.data[0]).toBe(3);
  expect(chain?.right.tensor.data[0]).toBe(6);
  expect(chain?.product.data[0]).toBe(18);
  expect(chain?.around?.data[0]).toBe(9);
  expect(tensor.data[0]).toBe(27);
  expect(chain?.worst).toBe(0);
});

describe("the check beside backpropagation", () => {
  test("warns of a kink and leaves it out", () => {
    const { check } = derivativeOf(ask(["y_i = max(0, x_i)"], { x: "0, 1, -1" }));
    expect(check.kinks).toEqual([{ element: 0, node: "y" }]);
    expect(check.agrees).toBe(true);
    expect(check.difference.data[0]).toBeCloseTo(0.5);
    expect(check.difference.data[4]).toBeCloseTo(1);
  });

  test.each([
    ["|x_i|", [0]],
    ["max(x_i, 2 x_i)", [0]],
    ["min(x_i, 1)", [1]],
  ])("%s has one too", (formula, elements) => {
    const { check } = derivativeOf(ask([`y_i = ${formula}`], { x: "0, 1, -1" }));
    expect(check.kinks.map(({ element }) => element)).toEqual(elements);
  });

  test("a variable in between is moved by itself", () => {
    const { check, tensor } = derivativeOf(
      ask(["u = x^2", "y = u x"], { x: "3" }, { of: "y", by: "u" }),
    );
    expect(tensor.data[0]).toBe(3);
    expect(check.difference.data[0]).toBeCloseTo(3, 8);
  });
});

describe("what cannot be read", () => {
  test("is told with its place and a name that could be an input", () => {
    const { problem, result } = ask(["z = W x + q"], { W: "1, 2; 3, 4", x: "1, 2" });
    expect(result).toBeNull();
    expect(problem).toMatchObject({ line: 1, column: 11, unknown: "q", input: null });
    expect(problem?.what).toBe('there is no input, definition or function "q"');
    // Not z itself, which is what the line is to define.
    expect(problem?.remedy).toMatch(/^the names are W, x; the functions are /);
  });

  test("leaves the other inputs and lines readable", () => {
    const { inputs, lines, problem } = ask(["z = W x", "u = z +"], { W: "1, 2; 3", x: "1, 2" });
    expect(problem).toMatchObject({ input: "W", line: null });
    expect(inputs[0]).toBeNull();
    expect(inputs[1]?.shape).toEqual([2]);
    expect(lines).toEqual(["z = W \\, x", null]);
  });

  test("shapes that do not fit are told with their line", () => {
    const { problem, inputs } = ask(["z = W x", "L = ||z||^2"], { W: "1, 2; 3, 4", x: "1, 2, 3" });
    expect(problem?.line).toBe(1);
    expect(inputs.every((input) => input !== null)).toBe(true);
  });

  test("two inputs of one name are told of", () => {
    const inputs = [
      { name: "z", text: "1, 2; 3, 4" },
      { name: "z", text: "1" },
    ];
    const wish = { of: null, by: null, through: null };
    const { problem } = answer({ lines: ["z"], inputs, ...wish });
    expect(problem).toMatchObject({ input: "z", what: "there is another input of this name" });
  });

  test("numbers that are not finite are shown, not refused", () => {
    const { result, problem } = ask(["y = ln(x)"], { x: "-1" });
    expect(problem).toBeNull();
    expect(result?.nodes.at(-1)?.value.data[0]).toBeNaN();
    expect(result?.derivative?.check.agrees).toBe(false);
  });

  test("too many derivatives are refused in words", () => {
    const long = Array.from({ length: 300 }, () => "1").join(", ");
    const { problem } = ask(["Y = x x^T"], { x: long });
    expect(problem?.what).toContain("too many");
  });
});
