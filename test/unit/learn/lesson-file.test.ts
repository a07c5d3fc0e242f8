import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { UserError } from "../../../src-worker/errors.ts";
import { learnEngine } from "../../../src-worker/learn/engine.ts";
import { readLesson } from "../../../src-worker/learn/lesson.ts";
import { Session } from "../../../src-worker/session/session.ts";
import { lessons } from "./lessons.ts";

const question = {
  kind: "question",
  id: "sum",
  ask: "vector",
  prompt: "What is $a + b$?",
  answer: { formula: "a + b" },
  hint: "Add the elements.",
  derivation: [{ kind: "formula", tex: "{{a}} + {{b}}" }],
};
const lesson = {
  format: "chainrule-lesson/1",
  id: "sums",
  title: "Sums",
  numbers: {
    a: { shape: [2], from: -5, to: 5, step: 0.5, not: [0], first: [1, 2] },
    b: { shape: [2], from: -5, to: 5, step: 0.5, not: [0] },
  },
  sections: [{ id: "one", title: "One", kind: "problem", blocks: [question] }],
};
const file = (changes: object) => JSON.stringify({ ...lesson, ...changes });
const withQuestion = (changes: object) =>
  file({ sections: [{ id: "one", title: "One", blocks: [{ ...question, ...changes }] }] });

test("a teacher's lesson: numbers by the seed, in texts and answers alike", () => {
  const { questions, lesson: read } = readLesson(file({}), "sums.json", 5);
  const model = questions.get("sum")?.model().answer;
  expect(model && questions.get("sum")?.check(model)).toEqual({ right: true, words: "" });
  const [block] = read.sections[0]?.blocks ?? [];
  const [formula] = block?.kind === "question" ? block.derivation : [];
  expect(formula).toMatchObject({ tex: expect.stringMatching(/^\\begin\{bmatrix\}.*\+ \\begin/) });
  expect(readLesson(file({}), "sums.json", 0).questions.get("sum")?.model().words).not.toBe(
    readLesson(file({}), "sums.json", 5).questions.get("sum")?.model().words,
  );
});

test("drawn numbers keep to their range, and each student gets others", () => {
  const seen = new Set<string>();
  for (let seed = 1; seed <= 50; seed++) {
    const { lesson: read } = readLesson(file({ about: "{{a[0]}};{{a[1]}}" }), "sums.json", seed);
    for (const text of read.about.split(";")) {
      const value = Number(text);
      expect(Math.abs(value)).toBeLessThanOrEqual(5);
      expect(value % 0.5).toBeCloseTo(0);
      expect(value).not.toBe(0);
    }
    seen.add(read.about);
  }
  expect(seen.size).toBeGreaterThan(30);
});

test.each([
  ["no JSON", "{", /JSON is broken.*line 1/, undefined],
  ["another format", file({ format: "chainrule-lesson/2" }), /this program reads/, "format"],
  ["an unknown field", file({ code: "alert(1)" }), /"the lesson" is wrong/, "the lesson"],
  [
    "an unknown block",
    file({ sections: [{ id: "a", title: "A", blocks: [{ kind: "script", text: "x" }] }] }),
    /sections\.0\.blocks\.0/,
    "sections.0.blocks.0.kind",
  ],
  [
    "a key twice",
    '{"format":"chainrule-lesson/1","format":"chainrule-lesson/1"}',
    /appears twice/,
    undefined,
  ],
  ["no hint", withQuestion({ hint: undefined }), /hint/, "sections.0.blocks.0.hint"],
  [
    "a number nobody declared",
    withQuestion({ prompt: "{{c}}" }),
    /there is no "c" in the lesson/,
    "sections.0.blocks.0",
  ],
  [
    "a formula that cannot be read",
    withQuestion({ answer: { formula: "a +" } }),
    /expected a number/,
    "sections.0.blocks.0",
  ],
  [
    "a result that is not there",
    withQuestion({ answer: { result: "p/loss" } }),
    /there is no "p\/loss"/,
    "sections.0.blocks.0",
  ],
  [
    "a range with nothing in it",
    file({ numbers: { a: { from: 1, to: 0, step: 1 } } }),
    /no number left to draw/,
    "numbers.a",
  ],
  [
    "a problem with a fault",
    file({ problems: { p: { format: "chainrule-problem/1", x: [] } } }),
    /problems\.p/,
    "problems.p.network",
  ],
  [
    "a problem with an unknown number",
    file({ problems: { p: "$c" } }),
    /there are no numbers "\$c"/,
    "problems.p",
  ],
  [
    "first of another shape",
    file({ numbers: { a: { shape: [2], from: 0, to: 1, step: 1, first: [1] } } }),
    /has 1 numbers/,
    "numbers.a",
  ],
  [
    "too many sets of numbers",
    file({
      numbers: Object.fromEntries(
        Array.from({ length: 201 }, (_, index) => [`n${index}`, { from: 0, to: 1, step: 1 }]),
      ),
    }),
    /at most 200 sets of numbers/,
    "numbers",
  ],
  [
    "a section twice",
    file({
      sections: [
        { id: "a", title: "A", blocks: [] },
        { id: "a", title: "A", blocks: [] },
      ],
    }),
    /another section/,
    "sections.1",
  ],
  [
    "a question twice",
    file({ sections: [{ id: "a", title: "A", blocks: [question, question] }] }),
    /another question/,
    "sections.0.blocks.1",
  ],
  [
    "a model answer that is wrong",
    withQuestion({
      ask: "expression",
      variables: { x: {} },
      answer: { formula: "x^2" },
      sample: "x^3",
    }),
    /model answer of "sum" is not accepted: This is another function/,
    "sections.0.blocks.0",
  ],
  [
    "a tensor too large to be differentiated",
    file({ numbers: { a: { shape: [64, 64], from: 0, to: 1, step: 1 } } }),
    /at most 1024 elements/,
    "numbers.a.shape",
  ],
  [
    "far too many numbers",
    file({ numbers: { a: { from: 0, to: 1e9, step: 1 } } }),
    /steps/,
    "numbers.a",
  ],
] as const)("refused with its place: %s", (_, text, words, name) => {
  try {
    readLesson(text, "mine.json", 1);
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    const { message, place } = error as UserError;
    expect(message).toMatch(words);
    expect(place).toMatchObject(
      name === undefined ? { file: "mine.json", line: 1 } : { file: "mine.json", name },
    );
    return;
  }
  expect.unreachable("it was read");
});

test("the example of the format's description is a lesson", () => {
  const path = new URL("../../../src-renderer/lessons/README.md", import.meta.url);
  const [, example = ""] = /```json\n([\s\S]*?)```/.exec(readFileSync(path, "utf8")) ?? [];
  for (const seed of [0, 1, 99]) {
    expect([...readLesson(example, "README.md", seed).questions.keys()]).toEqual(["u"]);
  }
});

test("targets of a bench must fit its rows", () => {
  const problem = {
    format: "chainrule-problem/1",
    network: { inputs: 1, layers: [{ units: 1, activation: "threshold", bias: false }] },
    x: [[1], [-1]],
    params: { "layers.0.weight": [[1]] },
  };
  const bench = (y: unknown) =>
    file({
      problems: { p: problem },
      sections: [{ id: "a", title: "A", blocks: [{ kind: "bench", problem: "p", y }] }],
    });
  const { lesson: read } = readLesson(bench([[1], null]), "mine.json", 0);
  expect(read.sections[0]?.blocks[0]).toMatchObject({ x: [[1], [-1]], y: [[1], null] });
  expect(() => readLesson(bench([[1]]), "mine.json", 0)).toThrow(/y has 1 rows, the problem 2/);
});

test("a problem's rows as a table for the Bench", () => {
  const problem = {
    format: "chainrule-problem/1",
    title: "Three classes",
    network: {
      inputs: 2,
      layers: [
        { units: 4, activation: "relu", bias: true },
        { units: 3, activation: "softmax", bias: true },
      ],
    },
    loss: "cce",
    x: [
      [1, 2],
      [0.5, -1],
    ],
    labels: [2, 0],
    params: {
      "layers.0.weight": [
        [1, 0],
        [0, 1],
        [1, 1],
        [1, -1],
      ],
      "layers.0.bias": [0, 0, 0, 0],
      "layers.1.weight": [
        [1, 0, 0, 0],
        [0, 1, 0, 0],
        [0, 0, 1, 0],
      ],
      "layers.1.bias": [0, 0, 0],
    },
  };
  const block = { kind: "example", data: { problem: "p" }, words: "Train it:" };
  const text = file({
    problems: { p: problem },
    sections: [{ id: "a", title: "A", blocks: [block] }],
  });
  expect(readLesson(text, "mine.json", 0).lesson.sections[0]?.blocks[0]).toEqual({
    kind: "example",
    words: "Train it:",
    hidden: [{ units: 4, activation: "relu" }],
    source: {
      kind: "text",
      name: "Three classes",
      text: "x1\tx2\tclass\n1\t2\tclass 2\n0.5\t-1\tclass 0\n",
    },
  });
  const forward = { ...problem, loss: null, labels: undefined };
  const without = file({
    problems: { p: forward },
    sections: [{ id: "a", title: "A", blocks: [block] }],
  });
  expect(() => readLesson(without, "mine.json", 0)).toThrow(/no targets to train on/);
});

test("damaged lesson files end in words, whatever is cut off or changed", () => {
  const [{ text } = { text: "" }] = lessons;
  let state = 7;
  const draw = (count: number) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % count;
  };
  for (let trial = 0; trial < 60; trial++) {
    const at = draw(text.length);
    const damaged =
      trial % 2 === 0
        ? text.slice(0, at)
        : `${text.slice(0, at)}${'{}[]",:0-$'.charAt(draw(10))}${text.slice(at + 1)}`;
    try {
      readLesson(damaged, "damaged.json", 0);
    } catch (error) {
      expect(error, `trial ${trial}`).toBeInstanceOf(UserError);
    }
  }
});

test("a file is opened by its token; a far too large one is refused unread", async () => {
  const bytes = new TextEncoder().encode(file({}));
  const engine = learnEngine(
    new Session({
      open: async (token) => ({
        stream: new Blob([bytes]).stream(),
        size: token === "large" ? 2 ** 30 : bytes.length,
      }),
    }),
  );
  const read = await engine.openLesson({ kind: "file", token: "t", name: "sums.json" }, 0);
  expect(read.title).toBe("Sums");
  await engine.closeLesson(read.id);
  await expect(engine.modelAnswer(read.id, "sum")).rejects.toThrow(/no longer open/);
  const large = engine.openLesson({ kind: "file", token: "large", name: "sums.json" }, 0);
  await expect(large).rejects.toThrow(/a lesson at most/);
});
