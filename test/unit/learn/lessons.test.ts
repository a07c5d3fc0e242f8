import { describe, expect, test } from "vitest";
import type { Lesson, LessonAnswer, LessonQuestion } from "../../../src-worker/learn/contract.ts";
import { learnEngine } from "../../../src-worker/learn/engine.ts";
import { Session } from "../../../src-worker/session/session.ts";
import { lessons } from "./lessons.ts";

const engine = learnEngine(new Session({ open: () => Promise.reject(new Error("no files here")) }));

const questionsOf = ({ sections }: Lesson): LessonQuestion[] =>
  sections.flatMap(({ blocks }) => blocks.filter((block) => block.kind === "question"));

/** The right answer with one thing in it changed. */
function perturbed(answer: LessonAnswer): LessonAnswer {
  switch (answer.kind) {
    case "text": {
      if (!/^[-[\d]/.test(answer.text) || /[a-z]{2}|[a-df-z]/i.test(answer.text)) {
        const changed = answer.text.startsWith("[")
          ? answer.text.replace("[", "[0.1 + ").replace("[0.1 + [", "[[0.1 + ")
          : `${answer.text} + 0.1`;
        return { kind: "text", text: changed };
      }
      // The largest number: the tolerance is relative to it.
      const numbers = [...answer.text.matchAll(/-?[\d.]+(?:e-?\d+)?/g)];
      const most = numbers.reduce((a, b) =>
        Math.abs(Number(b[0])) > Math.abs(Number(a[0])) ? b : a,
      );
      const at = most.index;
      const value = Number(most[0]);
      const other = value + 0.02 * Math.max(1, Math.abs(value));
      return {
        kind: "text",
        text: `${answer.text.slice(0, at)}${other}${answer.text.slice(at + most[0].length)}`,
      };
    }
    case "choice":
      return { kind: "choice", chosen: [(answer.chosen[0] ?? 0) === 0 ? 1 : 0] };
    case "network": {
      const [name = "", values = []] = Object.entries(answer.parameters).at(-1) ?? [];
      const parameters = { ...answer.parameters, [name]: values.map((value) => value + 100) };
      return { kind: "network", parameters };
    }
    case "architecture":
      return { ...answer, network: { ...answer.network, inputs: answer.network.inputs + 1 } };
  }
}

describe.each(lessons)("$name", ({ name, text }) => {
  test.each([0, 1, 2, 7, 4_294_967_295])(
    "seed %i: each model answer is accepted, a changed one not",
    async (seed) => {
      const lesson = await engine.openLesson({ kind: "text", text, name }, seed);
      for (const { id } of questionsOf(lesson)) {
        const { answer } = await engine.modelAnswer(lesson.id, id);
        const verdict = await engine.checkAnswer(lesson.id, id, answer);
        expect(verdict, id).toEqual({ right: true, words: "" });
        const other = await engine.checkAnswer(lesson.id, id, perturbed(answer));
        expect(other.right, `${id}: ${JSON.stringify(perturbed(answer))}`).toBe(false);
        expect(other.words, id).not.toBe("");
      }
      await engine.closeLesson(lesson.id);
    },
  );

  test("every question has an id, a hint and a derivation, and no text has a number left out", async () => {
    const lesson = await engine.openLesson({ kind: "text", text, name }, 0);
    const questions = questionsOf(lesson);
    // The guide asks nothing; the course has lessons full of questions.
    if (!text.includes("using-chainrule")) expect(questions.length).toBeGreaterThan(5);
    for (const { hint, derivation } of questions) {
      expect(hint).not.toBe("");
      expect(derivation.length).toBeGreaterThan(0);
    }
    expect(JSON.stringify(lesson.sections)).not.toMatch(/\{\{[^}]*\/|NaN|undefined/);
  });
});

test("another seed gives other numbers, the same seed the same", async () => {
  const [first] = lessons;
  if (!first) throw new Error("no lessons");
  const open = (seed: number) => engine.openLesson({ kind: "text", ...first }, seed);
  const [a, b, c] = [await open(3), await open(3), await open(4)];
  expect(a.seeded).toBe(true);
  expect(a.sections).toEqual(b.sections);
  expect(a.sections).not.toEqual(c.sections);
});
