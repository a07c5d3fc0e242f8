import { UserError } from "../errors.ts";
import { findActivation } from "../graph/activations.ts";
import { expressionGraph } from "../graph/expression/expression.ts";
import { gradientTensors } from "../graph/tensors.ts";
import { readWhole } from "../session/bytes.ts";
import { Registry } from "../session/registry.ts";
import type { Session } from "../session/session.ts";
import type { ActivationCurve, LearnEngine, LessonSource } from "./contract.ts";
import { type ReadLesson, readLesson } from "./lesson.ts";
import { forwardPass } from "./networks.ts";

/** Lessons are texts; a guard against the wrong file. */
const LARGEST_LESSON = 4 * 2 ** 20;
const MOST_CURVE_POINTS = 4000;

interface OpenLesson extends ReadLesson {
  readonly id: number;
}

/** The engine's methods to open lessons and check the answers of their exercises. */
export function learnEngine({ host }: Session): LearnEngine {
  const lessons = new Registry<OpenLesson>("lesson");

  const textOf = async (source: LessonSource): Promise<string> => {
    if (source.kind === "text") return source.text;
    const opened = await host.open(source.token);
    if (opened.size > LARGEST_LESSON) {
      throw new UserError(
        `it has ${opened.size} bytes, a lesson at most ${LARGEST_LESSON}`,
        "open a lesson file",
        { file: source.name },
      );
    }
    const bytes = await readWhole(opened, { progress: () => {}, cancelled: () => false });
    return new TextDecoder().decode(bytes);
  };

  const question = (lesson: number, name: string) => {
    const found = lessons.get(lesson).questions.get(name);
    if (!found) throw new UserError(`the lesson has no question ${name}`, "open it again");
    return found;
  };

  return {
    async openLesson(source, seed) {
      const text = await textOf(source);
      const read = readLesson(text, source.name, seed);
      const { id, lesson } = lessons.add((id) => ({ id, ...read }));
      return { id, ...lesson };
    },
    closeLesson: async (lesson) => lessons.remove(lesson),
    checkAnswer: async (lesson, name, answer) => question(lesson, name).check(answer),
    modelAnswer: async (lesson, name) => question(lesson, name).model(),
    forwardPass: async (request) => forwardPass(request),
    activationCurve: async (name, z) => activationCurve(name, z),
  };
}

/** g(z) and g′(z) as the graph's own operations give them, in float64. */
function activationCurve(name: string, z: readonly number[]): ActivationCurve {
  if (findActivation(name).role === "output") {
    throw new UserError(`${name} is no function of one number`, "choose another activation");
  }
  if (z.length === 0 || z.length > MOST_CURVE_POINTS) {
    throw new UserError(`a curve has 1 to ${MOST_CURVE_POINTS} points`);
  }
  // The identity is the variable itself.
  const u = name === "identity" ? "z_i" : `${name}(z_i)`;
  const { graph, value } = expressionGraph([`u_i = ${u}`, "sum_i u_i"], { z: [z.length] });
  const { values, gradients } = gradientTensors(graph, {
    of: value.name,
    by: ["u", "z"],
    values: { z },
    rows: 1,
  });
  return {
    value: Array.from(values.get("u")?.data ?? []),
    slope: Array.from(gradients.get("z")?.data ?? []),
  };
}
