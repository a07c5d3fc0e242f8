import { findSample } from "../data/samples/index.ts";
import { UserError } from "../errors.ts";
import type { Result } from "../inspect/solve.ts";
import { judgeArchitecture, soundArchitecture } from "./architectures.ts";
import { compareFormulas, compareNumbers, RIGHT, wrong } from "./compare.ts";
import type { AskedFor, LessonAnswer, ModelAnswer, Verdict } from "./contract.ts";
import { flatParameters, forwardPass, judgeNetwork } from "./networks.ts";
import { nested } from "./numbers.ts";
import { fillIn, texOf } from "./numbers-in-text.ts";
import { drawPoints, gradientsAt, type Point, type Shapes, shapesOf, valuesAt } from "./points.ts";
import type { SolvedProblem } from "./references.ts";
import type { QuestionFile } from "./schema.ts";
import { typedValues } from "./typed-values.ts";

/** What a lesson's questions may draw on. */
export interface Grounds {
  readonly numbers: ReadonlyMap<string, Result>;
  readonly problems: ReadonlyMap<string, SolvedProblem>;
  find(reference: string): Result;
}

/** A question with its right answer. */
export interface Question {
  readonly ask: AskedFor;
  check(answer: LessonAnswer): Verdict;
  model(): ModelAnswer;
}

type Of<Ask extends QuestionFile["ask"]> = Extract<QuestionFile, { ask: Ask }>;
type ValueFile = Exclude<
  QuestionFile,
  Of<"expression"> | Of<"choice"> | Of<"network"> | Of<"architecture">
>;

/** @throws {UserError} when its right answer cannot be worked out */
export function makeQuestion(file: QuestionFile, grounds: Grounds): Question {
  switch (file.ask) {
    case "expression":
      return expressionQuestion(file, grounds);
    case "choice":
      return choiceQuestion(file);
    case "network":
      return networkQuestion(file);
    case "architecture":
      return architectureQuestion(file);
    default:
      return valueQuestion(file, grounds);
  }
}

function valueQuestion(file: ValueFile, grounds: Grounds): Question {
  const expected = expectedValue(file.answer, grounds);
  const text = JSON.stringify(nested({ ...expected, data: expected.data.map(short) }));
  return {
    ask: { kind: file.ask },
    check: (answer) =>
      textual(answer, (typed) => {
        const rule = { numeric: true, indices: "", shape: expected.shape };
        const [given] = typedValues(typed, {}, [{}], rule);
        return compareNumbers(given as Result, expected, file.tolerance);
      }),
    model: () => ({ answer: { kind: "text", text }, words: `$${texOf(expected)}$` }),
  };
}

/** Seven digits, what float32 holds: more would only look exact. */
const short = (value: number) => Number(value.toPrecision(7));

function expectedValue(answer: ValueFile["answer"], { numbers, find }: Grounds): Result {
  if ("result" in answer) return find(answer.result);
  if ("shapeOf" in answer) {
    const { shape } = find(answer.shapeOf);
    return { shape: [shape.length], data: shape };
  }
  const shapes = Object.fromEntries([...numbers].map(([name, { shape }]) => [name, shape]));
  const point = Object.fromEntries([...numbers].map(([name, { data }]) => [name, data]));
  return valuesAt([answer.formula], shapes, [point])[0] as Result;
}

function expressionQuestion(file: Of<"expression">, grounds: Grounds): Question {
  const { variables, defined, indices, tolerance } = file;
  // Of a drawn −1, x + -1 is what comes of x + {{b}}.
  const sample = fillIn(file.sample, grounds.find).replaceAll("+ -", "- ");
  const shapes = shapesOf(variables);
  const points = drawPoints(variables);
  const named = withDefinitions(defined, shapes, points);
  const expected = expectedFormula(file.answer, shapes, points, grounds);
  const shape = expected[0]?.shape ?? [];
  if (indices.length > 0 && indices.length !== shape.length) {
    throw new UserError(
      `the indices "${indices}" are ${indices.length}, but the answer has the shape [${shape.join(", ")}]`,
      "give one an axis",
      { name: "indices" },
    );
  }
  return {
    ask: { kind: "expression", names: Object.keys(named.shapes) },
    check: (answer) =>
      textual(answer, (typed) => {
        const rule = { numeric: false, indices, shape };
        return compareFormulas(
          typedValues(typed, named.shapes, named.points, rule),
          expected,
          tolerance,
        );
      }),
    model: () => ({ answer: { kind: "text", text: sample }, words: `\`${sample}\`` }),
  };
}

/** The variables and what is defined by them, as variables of their own. */
function withDefinitions(
  defined: Readonly<Record<string, string>>,
  shapes: Shapes,
  points: readonly Point[],
): { shapes: Shapes; points: readonly Point[] } {
  let named = { shapes, points };
  for (const [name, formula] of Object.entries(defined)) {
    const values = valuesAt([formula], named.shapes, named.points);
    named = {
      shapes: { ...named.shapes, [name]: values[0]?.shape ?? [] },
      points: named.points.map((point, at) => ({ ...point, [name]: values[at]?.data ?? [] })),
    };
  }
  return named;
}

function expectedFormula(
  answer: Of<"expression">["answer"],
  shapes: Shapes,
  points: readonly Point[],
  { problems }: Grounds,
): readonly Result[] {
  if ("gradient" in answer) return gradientsAt(answer.gradient, shapes, points);
  if ("formula" in answer) return valuesAt([answer.formula], shapes, points);
  const problem = problems.get(answer.network)?.problem;
  if (problem?.kind !== "network") {
    throw new UserError(
      `${answer.network} is no network of the lesson`,
      "name one of its problems",
      {
        name: "answer.network",
      },
    );
  }
  const { network, parameters } = problem;
  const results = forwardPass({
    network,
    parameters: Object.fromEntries([...parameters].map(([name, data]) => [name, Array.from(data)])),
    x: points.map((point) => answer.inputs.flatMap((input) => point[input] ?? [])),
  });
  const output = results[answer.output];
  if (!output) {
    throw new UserError(
      `the network has no ${answer.output}`,
      `there are ${Object.keys(results).join(", ")}`,
      { name: "answer.output" },
    );
  }
  const columns = output.shape[1] ?? 1;
  return points.map((_, at) => ({
    shape: columns === 1 ? [] : [columns],
    data: output.data.slice(at * columns, (at + 1) * columns),
  }));
}

function choiceQuestion({ options }: Of<"choice">): Question {
  const right = options.flatMap((option, place) => (option.right ? [place] : []));
  return {
    ask: {
      kind: "choice",
      options: options.map(({ text }) => text),
      several: right.length > 1,
    },
    check(answer) {
      if (answer.kind !== "choice") return wrong("Choose an answer.");
      if (answer.chosen.length === 0) return wrong("Nothing is chosen yet.");
      const chosen = [...new Set(answer.chosen)].sort((a, b) => a - b);
      if (chosen.join() === right.join()) return RIGHT;
      return wrong(
        right.length > 1 ? "Not all of these, or not these alone." : "It is another one.",
      );
    },
    model: () => ({
      answer: { kind: "choice", chosen: right },
      words: right.map((place) => options[place]?.text ?? "").join("; "),
    }),
  };
}

function networkQuestion({ network, points, range, sample, tolerance }: Of<"network">): Question {
  if (points.x.length !== points.y.length) {
    throw new UserError(
      `there are ${points.x.length} rows of x and ${points.y.length} of y`,
      "give each point its y",
      { name: "points" },
    );
  }
  const parameters = flatParameters(sample);
  return {
    ask: { kind: "network", network, x: points.x, y: points.y, range },
    check: (answer) =>
      answer.kind === "network"
        ? judgeNetwork(network, answer.parameters, points, tolerance)
        : wrong("Set the weights of the network."),
    model: () => ({
      answer: { kind: "network", parameters },
      words: Object.entries(sample)
        .map(([name, values]) => `${nameInTex(name)} $= ${texOf(tensorOf(values))}$`)
        .join(", "),
    }),
  };
}

function tensorOf(values: readonly number[] | readonly (readonly number[])[]): Result {
  const rows = values as readonly (readonly number[])[];
  const columns = Array.isArray(rows[0]) ? rows[0].length : null;
  return {
    shape: columns === null ? [values.length] : [values.length, columns],
    data: rows.flat() as readonly number[],
  };
}

/** `layers.0.weight` as in the notes: W of the layer 1. */
const nameInTex = (name: string) =>
  name.replace(/^layers\.(\d+)\.(weight|bias)$/, (_, layer: string, kind: string) => {
    return `$${kind === "weight" ? "W" : "b"}^{${Number(layer) + 1}}$`;
  });

function architectureQuestion({ data }: Of<"architecture">): Question {
  findSample(data);
  return {
    ask: { kind: "architecture" },
    check: (answer) =>
      answer.kind === "architecture"
        ? judgeArchitecture(data, answer.network, answer.loss)
        : wrong("Choose the layers."),
    model() {
      const { network, loss, words } = soundArchitecture(data);
      return { answer: { kind: "architecture", network, loss }, words };
    },
  };
}

/** Checks typed text; what cannot be read is a wrong answer that says why. */
function textual(answer: LessonAnswer, check: (text: string) => Verdict): Verdict {
  if (answer.kind !== "text") return wrong("Type an answer.");
  try {
    return check(answer.text);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { message, remedy } = error;
    return wrong(`This cannot be read: ${message}${remedy ? `; ${remedy}` : ""}.`);
  }
}
