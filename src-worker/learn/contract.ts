/** The part of the worker's contract (src-worker/api.ts) for lessons. Plain data only. */

import type { FileSource } from "../api.ts";
import type { DataSource } from "../data/table.ts";
import type { NetworkSpec } from "../graph/network.ts";
import type { Result } from "../inspect/solve.ts";

/** A `chainrule-lesson/1` file: a text of the program's own, or a file that the user opened. */
export type LessonSource =
  | { readonly kind: "text"; readonly text: string; readonly name: string }
  | FileSource;

/** A lesson with its numbers put in: what the window shows. */
export interface Lesson {
  /** Of this opening; `closeLesson` ends it. */
  readonly id: number;
  /** The lesson's own name, under which progress is kept. */
  readonly key: string;
  readonly title: string;
  readonly about: string;
  /** Whether another seed gives other numbers. */
  readonly seeded: boolean;
  readonly seed: number;
  readonly sections: readonly LessonSection[];
}

/** A heading and what stands below it; problems have questions. */
export interface LessonSection {
  readonly id: string;
  readonly title: string;
  readonly kind: "text" | "problem";
  readonly blocks: readonly LessonBlock[];
}

/**
 * Words on paper. Texts have `$…$` (TeX), `**strong**`, `*emphasis*` and `` `code` ``.
 */
export type ProseBlock =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] }
  /** A TeX formula in a line of its own, with its number in the notes. */
  | { readonly kind: "formula"; readonly tex: string; readonly number?: string }
  | { readonly kind: "code"; readonly language: string; readonly text: string }
  /** Where the printed notes have a slip, and what should be there. */
  | { readonly kind: "erratum"; readonly where: string; readonly text: string };

/** A small network that can be changed, with all its numbers and a picture. */
export interface LessonBench {
  readonly network: NetworkSpec;
  /** Row-major, by name. */
  readonly parameters: Readonly<Record<string, readonly number[]>>;
  /** [rows][inputs]: the samples it is shown at. */
  readonly x: readonly (readonly number[])[];
  /** Targets a row, null where a row has none; null: there are none at all. */
  readonly y: readonly (readonly number[] | null)[] | null;
  /** functions: of x; points: the samples and the decision; region: of the plane. */
  readonly picture: "functions" | "points" | "region" | "none";
  /** Range of each axis of the picture. */
  readonly range: readonly [number, number];
  readonly caption: string;
}

/** A node of a problem's computation graph, with what `solve` gives for it. */
export interface LessonNode {
  readonly name: string;
  /** Its symbol in the notes' letters, in TeX and in plain letters. */
  readonly tex: string;
  readonly text: string;
  readonly kind: "data" | "parameter" | "computed" | "loss";
  readonly inputs: readonly string[];
  /** The value and the gradient of the loss by it in TeX; "": none, or too large to be read. */
  readonly value: string;
  readonly gradient: string;
  readonly shape: readonly number[];
}

/** What the Bench is to show: data, and hidden layers for it. */
export interface BenchExample {
  readonly source: DataSource;
  readonly hidden: readonly { readonly units: number; readonly activation: string }[];
  readonly words: string;
}

export type LessonBlock =
  | ProseBlock
  /** Curves of these activations with a point to move along. */
  | { readonly kind: "activations"; readonly names: readonly string[] }
  | ({ readonly kind: "bench" } & LessonBench)
  | { readonly kind: "graph"; readonly nodes: readonly LessonNode[]; readonly caption: string }
  | ({ readonly kind: "example" } & BenchExample)
  | ({ readonly kind: "question" } & LessonQuestion);

/** A question; its answer stays in the worker. */
export interface LessonQuestion {
  readonly id: string;
  readonly prompt: string;
  readonly ask: AskedFor;
  readonly hint: string;
  readonly derivation: readonly ProseBlock[];
}

/** What the answer is, and what is needed to give it. */
export type AskedFor =
  /** Numbers as text: a number, a list, or a list of lists. */
  | { readonly kind: "number" | "vector" | "matrix" | "tensor" }
  /** A formula in these names, or a list of them. */
  | { readonly kind: "expression"; readonly names: readonly string[] }
  | {
      readonly kind: "choice";
      readonly options: readonly string[];
      /** Whether several may be right. */
      readonly several: boolean;
    }
  /** Parameters of this network. */
  | {
      readonly kind: "network";
      readonly network: NetworkSpec;
      readonly x: readonly (readonly number[])[];
      readonly y: readonly (readonly number[])[];
      readonly range: readonly [number, number];
    }
  /** Inputs, layers and loss for a task. */
  | { readonly kind: "architecture" };

export type LessonAnswer =
  | { readonly kind: "text"; readonly text: string }
  /** Places of the chosen options, from 0. */
  | { readonly kind: "choice"; readonly chosen: readonly number[] }
  | {
      readonly kind: "network";
      readonly parameters: Readonly<Record<string, readonly number[]>>;
    }
  | { readonly kind: "architecture"; readonly network: NetworkSpec; readonly loss: string };

/** What the check of an answer found. */
export interface Verdict {
  readonly right: boolean;
  /** What is wrong, as far as can be said without giving the answer away; "" when right. */
  readonly words: string;
}

/** A right answer, as words and TeX for the reader and as one that `checkAnswer` takes. */
export interface ModelAnswer {
  readonly answer: LessonAnswer;
  /** Text with `$…$`. */
  readonly words: string;
}

/** A network with parameters and rows to work out. */
export interface PassRequest {
  readonly network: NetworkSpec;
  /** Row-major, by name. */
  readonly parameters: Readonly<Record<string, readonly number[]>>;
  /** [rows][inputs]. */
  readonly x: readonly (readonly number[])[];
}

/** An activation g over z, and its slope g′. */
export interface ActivationCurve {
  readonly value: readonly number[];
  readonly slope: readonly number[];
}

export interface LearnEngine {
  /**
   * Reads a lesson, draws its numbers by the seed (0: the author's own), works its problems out,
   * and makes sure that every model answer is accepted.
   * @throws {UserError} naming the place in the file
   */
  openLesson(source: LessonSource, seed: number): Promise<Lesson>;
  closeLesson(lesson: number): Promise<void>;
  checkAnswer(lesson: number, question: string, answer: LessonAnswer): Promise<Verdict>;
  modelAnswer(lesson: number, question: string): Promise<ModelAnswer>;
  /** `layers.K.z`, `layers.K.u` and `output` for each row. */
  forwardPass(request: PassRequest): Promise<Readonly<Record<string, Result>>>;
  activationCurve(name: string, z: readonly number[]): Promise<ActivationCurve>;
}
