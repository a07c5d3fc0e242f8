import { z } from "zod";
// Imported for its side as well: it switches zod to validators that are not compiled.
import { networkSchema } from "../formats/schemas.ts";
import type { Json } from "../json.ts";

/** The format that lesson files name. */
export const lessonFormat = "chainrule-lesson/1";

const LONGEST_TEXT = 20_000;
const name = z
  .string()
  .regex(/^[A-Za-z][\w.-]{0,63}$/, "a name is a letter, then letters, digits, . _ -");
const id = z
  .string()
  .regex(/^[A-Za-z0-9][\w.-]{0,63}$/, "an id is letters, digits, . _ -, at most 64 of them");
const text = z.string().max(LONGEST_TEXT);
const formula = z.string().max(1000);
const row = z.array(z.number()).max(64);
const range = z
  .tuple([z.number(), z.number()])
  .refine(([low, high]) => low < high, "the first end must be less than the second");
/** Of tensors that stand for themselves; gradients between two of them have the square of it. */
const MOST_ELEMENTS = 1024;
const shape = z
  .array(z.int().min(1).max(MOST_ELEMENTS))
  .max(4)
  .refine(
    (lengths) => lengths.reduce((product, length) => product * length, 1) <= MOST_ELEMENTS,
    `a lesson's tensors have at most ${MOST_ELEMENTS} elements`,
  );

/** A number, or numbers of a shape: from, from + step, …, to, each as likely. */
const numbersSchema = z.strictObject({
  shape: shape.default([]),
  from: z.number(),
  to: z.number(),
  step: z.number().positive(),
  /** Values that are not drawn. */
  not: z.array(z.number()).max(16).default([]),
  /** The numbers of seed 0, row-major; left out: they are drawn as well. */
  first: z.array(z.number()).max(4096).optional(),
});

const proseBlocks = [
  z.strictObject({ kind: z.literal("text"), text }),
  z.strictObject({ kind: z.literal("list"), items: z.array(text).min(1).max(50) }),
  z.strictObject({
    kind: z.literal("formula"),
    tex: text,
    number: z.string().max(12).exactOptional(),
  }),
  z.strictObject({ kind: z.literal("code"), language: z.string().max(20).default("python"), text }),
  z.strictObject({ kind: z.literal("erratum"), where: z.string().max(200), text }),
] as const;
const proseSchema = z.discriminatedUnion("kind", proseBlocks);

/** What variables of a formula are drawn from when two formulas are compared. */
const variablesSchema = z.record(
  name,
  z.strictObject({
    shape: shape.default([]),
    from: z.number().default(-2),
    to: z.number().default(2),
    /** Multiples of it only, so that the edges of steps are met; 0: any number. */
    step: z.number().min(0).default(0),
  }),
);

const gradientSchema = z.strictObject({
  formulas: z.array(formula).min(1).max(20),
  by: name,
  /** Two axes of the gradient tensor of which only equal indices are asked for. */
  diagonal: z.tuple([z.int().min(0).max(7), z.int().min(0).max(7)]).exactOptional(),
});

const common = {
  kind: z.literal("question"),
  id,
  prompt: text,
  hint: text,
  derivation: z.array(proseSchema).min(1).max(40),
};

const questionSchema = z.discriminatedUnion("ask", [
  z.strictObject({
    ...common,
    ask: z.enum(["number", "vector", "matrix", "tensor"]),
    answer: z.union(
      [
        z.strictObject({ result: z.string().max(200) }),
        z.strictObject({ shapeOf: z.string().max(200) }),
        z.strictObject({ formula }),
      ],
      { error: 'an answer has one of "result", "shapeOf" and "formula"' },
    ),
    tolerance: z.number().positive().max(1).default(0.005),
  }),
  z.strictObject({
    ...common,
    ask: z.literal("expression"),
    variables: variablesSchema,
    /** Further names the student may use, as formulas of the variables: z = W x + b. */
    defined: z.record(name, formula).default({}),
    /** Indices of the answer's axes, in order: "ij". */
    indices: z
      .string()
      .regex(/^[a-z]{0,4}$/, "indices are small letters")
      .default(""),
    answer: z.union(
      [
        z.strictObject({
          network: name,
          output: z.string().max(40),
          /** Variables that are the network's inputs, in order. */
          inputs: z.array(name).min(1).max(8),
        }),
        z.strictObject({ gradient: gradientSchema }),
        z.strictObject({ formula }),
      ],
      { error: 'an answer has one of "network", "gradient" and "formula"' },
    ),
    /** A right answer as a student might write it. */
    sample: z.string().max(1000),
    tolerance: z.number().positive().max(1).default(1e-4),
  }),
  z.strictObject({
    ...common,
    ask: z.literal("choice"),
    options: z
      .array(z.strictObject({ text, right: z.boolean().default(false) }))
      .min(2)
      .max(12)
      .refine((options) => options.some(({ right }) => right), "one option must be right"),
  }),
  z.strictObject({
    ...common,
    ask: z.literal("network"),
    network: networkSchema,
    /** What its outputs must be. */
    points: z.strictObject({ x: z.array(row).min(1).max(200), y: z.array(row).min(1).max(200) }),
    range,
    sample: z.record(z.string(), z.union([row, z.array(row).max(64)])),
    tolerance: z.number().positive().max(1).default(1e-6),
  }),
  z.strictObject({
    ...common,
    ask: z.literal("architecture"),
    /** The generated data set that the architecture is for. */
    data: z.string().max(40),
  }),
]);

const blockSchema = z.discriminatedUnion("kind", [
  ...proseBlocks,
  z.strictObject({
    kind: z.literal("activations"),
    names: z.array(z.string().max(20)).min(1).max(10),
  }),
  z.strictObject({
    kind: z.literal("bench"),
    problem: name,
    /** Targets that the problem has not, null where a row has none. */
    y: z.array(row.nullable()).max(1000).exactOptional(),
    picture: z.enum(["functions", "points", "region", "none"]).default("none"),
    range: range.default([-2, 2]),
    caption: text.default(""),
  }),
  z.strictObject({ kind: z.literal("graph"), problem: name, caption: text.default("") }),
  z.strictObject({
    kind: z.literal("example"),
    data: z.union(
      [
        z.strictObject({
          sample: z.string().max(40),
          hidden: z
            .array(
              z.strictObject({ units: z.int().min(1).max(512), activation: z.string().max(20) }),
            )
            .max(8),
        }),
        /** A network among the problems: its x and y, and its hidden layers. */
        z.strictObject({ problem: name }),
      ],
      { error: 'an example has "sample" and "hidden", or "problem"' },
    ),
    words: text,
  }),
  questionSchema,
]);

const json: z.ZodType<Json> = z.custom<Json>();

export const lessonSchema = z.strictObject({
  format: z.literal(lessonFormat),
  id,
  title: z.string().min(1).max(200),
  about: text.default(""),
  numbers: z
    .record(name, numbersSchema)
    .refine((numbers) => Object.keys(numbers).length <= 200, "at most 200 sets of numbers")
    .default({}),
  /** `chainrule-problem/1`, in which "$name" stands for drawn numbers. */
  problems: z.record(name, json).default({}),
  sections: z
    .array(
      z.strictObject({
        id,
        title: z.string().min(1).max(200),
        kind: z.enum(["text", "problem"]).default("text"),
        blocks: z.array(blockSchema).max(200),
      }),
    )
    .min(1)
    .max(100),
});

export type LessonFile = z.infer<typeof lessonSchema>;
export type BlockFile = LessonFile["sections"][number]["blocks"][number];
export type QuestionFile = z.infer<typeof questionSchema>;
export type NumbersFile = z.infer<typeof numbersSchema>;
export type VariablesFile = z.infer<typeof variablesSchema>;
export type GradientFile = z.infer<typeof gradientSchema>;
