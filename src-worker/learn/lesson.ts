import { UserError } from "../errors.ts";
import { issueWords } from "../formats/schemas.ts";
import { parseProblem } from "../inspect/problem.ts";
import type { Result } from "../inspect/solve.ts";
import { type Json, JsonError, parseJson, quoted } from "../json.ts";
import type { BenchExample, Lesson, LessonBlock, ProseBlock } from "./contract.ts";
import { problemExample, sampleExample } from "./examples.ts";
import { graphNodes } from "./graph-nodes.ts";
import { drawNumbers, withNumbers } from "./numbers.ts";
import { fillIn, numpyOf } from "./numbers-in-text.ts";
import { type Grounds, makeQuestion, type Question } from "./question.ts";
import { dereference, type SolvedProblem, solved } from "./references.ts";
import { type BlockFile, type LessonFile, lessonFormat, lessonSchema } from "./schema.ts";

/** A lesson as the window gets it, but for its number, and the answers, which stay here. */
export interface ReadLesson {
  readonly lesson: Omit<Lesson, "id">;
  readonly questions: ReadonlyMap<string, Question>;
}

/**
 * Reads a lesson file (`chainrule-lesson/1`): see src-renderer/lessons/README.md. Its texts get
 * their numbers, its problems are worked out, and each model answer is tried.
 *
 * @param file its name, for messages
 * @throws {UserError} naming the place in the file
 */
export function readLesson(text: string, file: string, seed: number): ReadLesson {
  const { id, title, about, numbers: specs, problems: given, sections } = parse(text, file);
  const within = <T>(name: string, work: () => T): T => {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const inner = error.place.name;
      const path = !inner || inner.startsWith(name) ? (inner ?? name) : `${name}.${inner}`;
      throw new UserError(
        `"${path}": ${error.message}`,
        error.remedy || "correct the lesson file",
        {
          file,
          name: path,
        },
      );
    }
  };

  const numbers = within("numbers", () => drawNumbers(id, specs, seed));
  const problems = new Map<string, SolvedProblem>();
  for (const [name, json] of Object.entries(given)) {
    within(`problems.${name}`, () => {
      const fields = withNumbers(json, numbers);
      problems.set(name, solved(parseProblem(JSON.stringify(fields), file)));
    });
  }
  const grounds: Grounds = {
    numbers,
    problems,
    find: (reference) => dereference(reference, numbers, problems),
  };
  const questions = new Map<string, Question>();
  const named = new Set<string>();
  return {
    lesson: {
      key: id,
      title,
      about: within("about", () => fillIn(about, grounds.find)),
      seeded: numbers.size > 0,
      seed,
      sections: sections.map((section, place) => {
        const path = `sections.${place}`;
        if (named.has(section.id)) {
          const words = `there is another section ${quoted(section.id)}`;
          throw new UserError(`"${path}": ${words}`, "choose another id", { file, name: path });
        }
        named.add(section.id);
        return {
          id: section.id,
          title: section.title,
          kind: section.kind,
          blocks: section.blocks.map((block, at) =>
            within(`${path}.blocks.${at}`, () => makeBlock(block, grounds, questions)),
          ),
        };
      }),
    },
    questions,
  };
}

function parse(text: string, file: string): LessonFile {
  let json: Json;
  try {
    json = parseJson(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    throw new UserError(`the JSON is broken: ${error.message}`, "correct it there", {
      file,
      line: error.line,
    });
  }
  const version = typeof json === "object" && json !== null && "format" in json && json.format;
  if (version !== lessonFormat) {
    const found = typeof version === "string" ? `the format ${quoted(version)}` : "no format";
    throw new UserError(
      `it names ${found}; this program reads "${lessonFormat}"`,
      "open a lesson",
      {
        file,
        name: "format",
      },
    );
  }
  const result = lessonSchema.safeParse(json);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const name = issue?.path.map(String).join(".") || "the lesson";
  throw new UserError(`${quoted(name)} is wrong: ${issueWords(issue)}`, "correct the lesson file", {
    file,
    name,
  });
}

function makeBlock(
  block: BlockFile,
  grounds: Grounds,
  questions: Map<string, Question>,
): LessonBlock {
  const fill: Fill = (text, written) => fillIn(text, grounds.find, written);
  switch (block.kind) {
    case "activations":
      return block;
    case "example":
      return { kind: "example", ...exampleOf(block, fill(block.words), grounds) };
    case "bench":
      return { ...block, ...benchOf(block, grounds), caption: fill(block.caption) };
    case "graph": {
      const { problem, values } = networkOf(block.problem, grounds);
      return { kind: "graph", nodes: graphNodes(problem, values), caption: fill(block.caption) };
    }
    case "question": {
      const { id, prompt, hint, derivation } = block;
      if (questions.has(id)) {
        throw new UserError(`there is another question ${quoted(id)}`, "choose another id");
      }
      const question = makeQuestion(block, grounds);
      if (block.ask !== "architecture") tryModelAnswer(id, question);
      questions.set(id, question);
      return {
        kind: "question",
        id,
        prompt: fill(prompt),
        ask: question.ask,
        hint: fill(hint),
        derivation: derivation.map((part) => filledProse(part, fill)),
      };
    }
    default:
      return filledProse(block, fill);
  }
}

/** Not of an architecture, whose data set takes a while to make: what is proposed is sound. */
function tryModelAnswer(id: string, question: Question): void {
  const { right, words } = question.check(question.model().answer);
  if (!right) throw new UserError(`the model answer of ${quoted(id)} is not accepted: ${words}`);
}

type Fill = (text: string, written?: (result: Result) => string) => string;

function filledProse(block: ProseBlock, fill: Fill): ProseBlock {
  switch (block.kind) {
    case "list":
      return { ...block, items: block.items.map((item) => fill(item)) };
    case "formula":
      return { ...block, tex: fill(block.tex) };
    case "code":
      return { ...block, text: fill(block.text, numpyOf) };
    default:
      return { ...block, text: fill(block.text) };
  }
}

function exampleOf(
  { data }: Extract<BlockFile, { kind: "example" }>,
  words: string,
  grounds: Grounds,
): BenchExample {
  if ("sample" in data) return sampleExample(data.sample, data.hidden, words);
  return problemExample(networkOf(data.problem, grounds).problem, words);
}

function networkOf(name: string, { problems }: Grounds) {
  const found = problems.get(name);
  if (found?.problem.kind !== "network") {
    throw new UserError(`${quoted(name)} is no network among the lesson's problems`);
  }
  return { problem: found.problem, values: found.values };
}

function benchOf(block: Extract<BlockFile, { kind: "bench" }>, grounds: Grounds) {
  const found = networkOf(block.problem, grounds).problem;
  const { network, parameters, rows, x, target, loss } = found;
  if (block.y && block.y.length !== rows) {
    throw new UserError(`y has ${block.y.length} rows, the problem ${rows}`, "make them fit");
  }
  const table = (values: ArrayLike<number>) =>
    Array.from({ length: rows }, (_, row) => {
      const columns = values.length / rows;
      return Array.from(values).slice(row * columns, (row + 1) * columns);
    });
  return {
    network,
    parameters: Object.fromEntries(
      [...parameters].map(([key, values]) => [key, Array.from(values)]),
    ),
    x: table(x),
    // Class labels are no outputs; of the losses of numbers, y are.
    y: block.y ?? (target && loss !== "cce" ? table(target) : null),
  };
}
