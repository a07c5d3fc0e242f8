import { UserError } from "../errors.ts";
import { expressionGraph } from "../graph/expression/expression.ts";
import { readLines } from "../graph/expression/lines.ts";
import { plainName } from "../graph/expression/names.ts";
import { lineTex } from "../graph/expression/tex.ts";
import type { GraphNode } from "../graph/graph.ts";
import { findOperation } from "../graph/operations.ts";
import { Program } from "../graph/program.ts";
import { float64 } from "../kernels/elementary.ts";
import type {
  LabAnswer,
  LabInputText,
  LabNode,
  LabProblem,
  LabRequest,
  LabResult,
  LabTensor,
} from "./contract.ts";
import { derive } from "./derive.ts";
import { isSymbol } from "./names.ts";
import { Symbols } from "./symbols.ts";
import { readValue } from "./values.ts";

/** Works typed formulas out as far as they can be read. Never throws a UserError. */
export function answer(request: LabRequest): LabAnswer {
  const { inputs, problem: wrongInput } = readInputs(request.inputs);
  const lines = readable(request.lines, request.inputs);
  if (wrongInput) return { inputs, lines, problem: wrongInput, result: null };
  try {
    const given = request.inputs.map(({ name }, place) => {
      return [name.trim(), inputs[place] as LabTensor] as const;
    });
    return { inputs, lines, problem: null, result: work(request, given) };
  } catch (error) {
    return { inputs, lines, problem: problemOf(error), result: null };
  }
}

/** The inputs' tensors, and the first that cannot be read. */
function readInputs(texts: readonly LabInputText[]) {
  let problem: LabProblem | null = null;
  const taken = new Set<string>();
  const inputs = texts.map(({ name, text }) => {
    try {
      if (!isSymbol(name.trim())) {
        throw new UserError("this is no name", "write a letter, and letters or digits after it");
      }
      if (taken.has(name.trim())) {
        throw new UserError("there is another input of this name", "choose another name");
      }
      taken.add(name.trim());
      return readValue(text);
    } catch (error) {
      const own = problemOf(error);
      problem ??= { ...own, input: name };
      return null;
    }
  });
  return { inputs, problem: problem as LabProblem | null };
}

/** @throws what is no UserError */
function problemOf(error: unknown): LabProblem {
  if (!(error instanceof UserError)) throw error;
  const { message, remedy, place } = error;
  return {
    // The place is shown beside it.
    what: message.replace(/ \(line \d+, column \d+\)$/, ""),
    remedy,
    line: place.line ?? null,
    column: place.column ?? null,
    input: null,
    unknown: place.line !== undefined && place.name !== undefined ? place.name : null,
  };
}

/** Each line in TeX, as far as it can be read by itself. */
function readable(lines: readonly string[], inputs: readonly LabInputText[]) {
  const names = inputs.map(({ name }) => name.trim()).filter((name) => isSymbol(name));
  const others = lines.flatMap((line) => /^\s*([^\s=_^(]+)[^=]*=/.exec(line)?.[1] ?? []);
  const tex = (texts: readonly string[], known: readonly string[]) => {
    try {
      return readLines(texts, known).map((line) => [line.number, lineTex(line)] as const);
    } catch (error) {
      if (error instanceof UserError) return null;
      throw error;
    }
  };
  const together = new Map(tex(lines, names) ?? []);
  return lines.map((line, place) => {
    const whole = together.get(place + 1);
    if (whole !== undefined || together.size > 0) return whole ?? null;
    const own = /^\s*([^\s=_^(]+)/.exec(line)?.[1] ?? "";
    const known = new Map([...names, ...others].map((name) => [plainName(name), name]));
    if (line.includes("=")) known.delete(plainName(own));
    return tex([line], [...known.values()])?.[0]?.[1] ?? null;
  });
}

/** @throws {UserError} when the formulas do not fit, or there would be too much to work out */
function work(request: LabRequest, given: readonly (readonly [string, LabTensor])[]): LabResult {
  const shapes = Object.fromEntries(given.map(([name, { shape }]) => [name, shape]));
  const formulas = expressionGraph(request.lines, shapes);
  const { graph, value } = formulas;
  const program = new Program(
    { ...graph, loss: undefined },
    { maxRows: 1, arithmetic: float64, gradients: "none" },
  );
  for (const [name, { data }] of given) program.setData(name, data, 1);
  for (const { run } of program.forward(1)) run();
  const values = new Map(
    graph.nodes.map(({ name }) => {
      const { shape, data } = program.value(name, 1);
      return [name, { shape, data: data as Float64Array }] as const;
    }),
  );
  const symbols = new Symbols(formulas);
  return {
    nodes: describe(graph.nodes, symbols, values),
    value: value.name,
    names: symbols.variables.map(({ name }) => name),
    derivative: derive(request, formulas, symbols, values),
  };
}

function describe(
  nodes: readonly GraphNode[],
  symbols: Symbols,
  values: ReadonlyMap<string, LabTensor>,
): LabNode[] {
  const symbol = (node: GraphNode) => symbols.tex(node);
  return nodes.map((node) => ({
    name: node.name,
    tex: symbol(node),
    kind: node.kind === "computed" ? "computed" : "data",
    operation: node.operation,
    inputs: node.inputs.map(({ index }) => index),
    formula: node.kind === "computed" ? findOperation(node.operation).tex(node, symbol) : "",
    named: symbols.isNamed(node),
    value: values.get(node.name) as LabTensor,
  }));
}
