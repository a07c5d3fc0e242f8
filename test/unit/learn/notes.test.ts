import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Lesson, LessonAnswer, Verdict } from "../../../src-worker/learn/contract.ts";
import { learnEngine } from "../../../src-worker/learn/engine.ts";
import { Session } from "../../../src-worker/session/session.ts";
import { lessons } from "./lessons.ts";
import { workedAnswers } from "./worked-answers.ts";

const engine = learnEngine(new Session({ open: () => Promise.reject(new Error("no files here")) }));
const opened: readonly Lesson[] = await Promise.all(
  lessons.map((lesson) => engine.openLesson({ kind: "text", ...lesson }, 0)),
);

/** The lesson that has the question. */
const lessonOf = (question: string): number => {
  const found = opened.find(({ sections }) =>
    sections.some(({ blocks }) =>
      blocks.some((block) => block.kind === "question" && block.id === question),
    ),
  );
  if (!found) throw new Error(`no lesson has the question ${question}`);
  return found.id;
};

const check = (question: string, answer: LessonAnswer): Promise<Verdict> =>
  engine.checkAnswer(lessonOf(question), question, answer);
const typed = (question: string, text: string) => check(question, { kind: "text", text });

test.each([...workedAnswers])(
  "%s: the reference vectors' answer is accepted",
  async (question, text) => {
    expect(await typed(question, text)).toEqual({ right: true, words: "" });
  },
);

test("every problem of the notes is there, and every slip is marked", () => {
  const problems = opened.flatMap(({ sections }) =>
    sections.filter(({ kind }) => kind === "problem").map(({ title }) => title.slice(8, 11)),
  );
  expect(problems).toEqual([
    ...["1.1", "1.2", "1.3", "1.4", "1.5"],
    ...["2.1", "2.2", "2.3", "2.4"],
    ...["3.1", "3.2"],
  ]);
  const errata = opened.flatMap(({ sections }) =>
    sections.flatMap(({ blocks }) => blocks.filter(({ kind }) => kind === "erratum")),
  );
  // Thirteen rows of the list; three of them are one table of problem 1.2.
  expect(errata).toHaveLength(11);
});

test.each([
  // What the notes print as solutions, and other ways to write them.
  ["1.1b", "[x - 1, x - 3]"],
  ["1.1b", "(x − 1, x − 3)"],
  ["1.1c", "[1{x >= 1}, threshold(x - 3)]"],
  ["1.1d", "-1{x>=1} + 2 1{x>=3} + 0.5"],
  ["1.1d", "0.5 1{x<1} - 0.5 1{1<=x<3} + 1.5 1{x>=3}"],
  ["1.1e", "1 - 1{1 <= x < 3}"],
  ["1.3a-u", "[1{x1 >= 0}, 1{x2 >= 0}, 1{x1 + x2 >= 1}]"],
  ["1.3b-y", "1{x1 >= 0} 1{x2 >= 0} 1{x1 + x2 < 1}"],
  ["2.1", "[1, x3, x2; 2x1, 3, 0]"],
  ["2.2a", "-y_i + exp(z_i)/(1 + exp(z_i))"],
  ["2.2a", "sigmoid(z) - y"],
  ["2.2c-w", "x^T d"],
  ["2.3a", "sigmoid(z_i) - sigmoid(z_i)^2"],
  ["2.3b-W", "exp(-z_i)/(1+exp(-z_i))^2 x_j"],
  ["2.4c", "2 sum_i W_ij (z_i - y_i)"],
  ["2.4c", "2 W^T (z - y)"],
  ["3.1-zO", "exp(z_ij)/sum_k exp(z_ik) - r_ij"],
  ["3.1-WO", "d^T u"],
  ["3.1-zH", "g_ij threshold(z_ij)"],
  ["3.2a-y", "Σ_j α_j u_ij"],
  ["3.2b-y", "-2(y_i - ŷ_i)"],
])("%s accepts %s", async (question, text) => {
  expect(await typed(question, text)).toEqual({ right: true, words: "" });
});

test.each([
  // The slips of the notes are wrong answers.
  ["1.2b-zH", "[[-2,-4],[-1,-3],[1,-1],[3,1],[1.5,0.5]]", /9 of 10/],
  ["1.1c", "[1{x > 1}, 1{x > 3}]", /None/],
  ["1.1e", "1{1 <= x < 3}", /another function/],
  ["1.3b-y", "1{x1 >= 0, x2 >= 0, x1 + x2 <= 1}", /another function/],
  ["2.4c", "2 (z_i - y_i) W_ij", /cannot be read|another|shape/i],
  ["3.1-WO", "sum_i d_ik u_ik", /cannot be read|None|of 6/],
  ["3.2b-W", "sum_i d_ij u_ik", /there is no input, definition or function "u"/],
  ["1.1b", "x - 1", /one number; the right one is a list of 2/],
  ["1.1b", "[x - 1", /not closed/],
])("%s does not accept %s", async (question, text, words) => {
  const verdict = await typed(question, text);
  expect(verdict.right).toBe(false);
  expect(verdict.words).toMatch(words);
});

test("1.2: any network that is right on the four points is accepted", async () => {
  const network = (wH: number[], bH: number[], wO: number[], bO: number[]): LessonAnswer => ({
    kind: "network",
    parameters: {
      "layers.0.weight": wH,
      "layers.0.bias": bH,
      "layers.1.weight": wO,
      "layers.1.bias": bO,
    },
  });
  expect((await check("1.2a", network([1, 1], [-2, -4], [1, -2], [-0.5]))).right).toBe(true);
  // Turned round: units that are 1 to the left.
  expect((await check("1.2a", network([-1, 2], [4.5, -5], [3, 3], [-6]))).right).toBe(true);
  const { right, words } = await check("1.2a", network([1, 1], [-2, -4], [1, -1], [0]));
  expect(right).toBe(false);
  expect(words).toBe("At x = 0 the network says 1, but y is 0.");
  const short = check("1.2a", { kind: "network", parameters: {} });
  await expect(short).rejects.toThrow(/layers.0.weight has 0 numbers/);
});

const { questions: sound } = JSON.parse(
  readFileSync(new URL("../../vectors/architecture.json", import.meta.url), "utf8"),
) as {
  questions: readonly {
    readonly id: string;
    readonly inputs: number;
    readonly outputs: number;
    readonly outputActivation: string;
    readonly loss: string;
  }[];
};

test.each(sound)(
  "$id: a sound architecture is accepted whatever its hidden layer, others not",
  async ({ id, inputs, outputs, outputActivation, loss }) => {
    const answer = (changed: Partial<(typeof sound)[number]>, hidden = "relu", units = 16) => {
      const all = { inputs, outputs, outputActivation, loss, ...changed };
      return check(id, {
        kind: "architecture",
        loss: all.loss,
        network: {
          inputs: all.inputs,
          layers: [
            { units, activation: hidden, bias: true },
            { units: all.outputs, activation: all.outputActivation, bias: true },
          ],
        },
      });
    };
    for (const hidden of ["relu", "sigmoid", "tanh"]) {
      expect((await answer({}, hidden, 100)).right).toBe(true);
    }
    for (const changed of [
      { inputs: inputs + 1 },
      { outputs: outputs + 1 },
      { outputActivation: "threshold" },
      { loss: loss === "bce" ? "cce" : "bce" },
    ]) {
      const { right, words } = await answer(changed);
      expect(right, JSON.stringify(changed)).toBe(false);
      expect(words).not.toBe("");
    }
    expect((await answer({}, "threshold")).words).toMatch(/gradient zero/);
  },
);

test("a curve of each activation, with its slope", async () => {
  const { value, slope } = await engine.activationCurve("relu", [-1, 0, 2]);
  expect([value, slope]).toEqual([
    [0, 0, 2],
    [0, 0, 1],
  ]);
  const sigmoid = await engine.activationCurve("sigmoid", [0]);
  expect([...sigmoid.value, ...sigmoid.slope]).toEqual([0.5, 0.25]);
  expect((await engine.activationCurve("leakyRelu", [-1])).slope).toEqual([0.01]);
  await expect(engine.activationCurve("softmax", [0])).rejects.toThrow(/no function of one number/);
});
