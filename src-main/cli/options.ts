import { Option, type Command as Words } from "commander";
import {
  columnTypes,
  named,
  nameList,
  number,
  oneOf,
  pictureOptions,
  unitList,
  whole,
} from "./numbers.ts";
import { option, type ValueOption, type Values, word } from "./option.ts";
import { preprocessingOptions } from "./preprocessing.ts";

export type { ValueOption, Values } from "./option.ts";

const delimiter = named({ comma: ",", semicolon: ";", tab: "\t", pipe: "|" });
const decimal = named({ point: ".", comma: "," });
const positive = { minimum: 0, maximum: Number.MAX_VALUE, above: true } as const;
const share = { minimum: 0, maximum: 1, below: true } as const;
const penalty = number({ minimum: 0, maximum: Number.MAX_VALUE });

/** How DATA is read, by the name the value has in the program: for every command that takes it. */
export const dataOptions = {
  labels: option("--labels", "FILE", "file with the labels of DATA's rows, as with MNIST", word),
  delimiter: option(
    "--delimiter",
    "D",
    "between the fields of a text file: comma, semicolon, tab, pipe (default: guessed)",
    delimiter,
  ),
  decimal: option("--decimal", "D", "decimal sign: point or comma (default: guessed)", decimal),
  encoding: option(
    "--encoding",
    "E",
    "utf-8, utf-16le, utf-16be, windows-1252 (default: guessed)",
    oneOf(["utf-8", "utf-16le", "utf-16be", "windows-1252"]),
  ),
  header: option(
    "--header",
    "yes|no",
    "whether the first line has the names of the columns (default: guessed)",
    oneOf(["yes", "no"]),
  ),
  quote: option(
    "--quote",
    "Q",
    "around fields with a delimiter inside: double or single (default: guessed)",
    named({ double: '"', single: "'" }),
  ),
  comment: option(
    "--comment",
    "MARK",
    "lines that begin so are passed over: none, #, % or // (default: guessed)",
    named({ none: "", "#": "#", "%": "%", "//": "//" }),
  ),
  pictures: option(
    "--pictures",
    "WxH[:rgb]",
    "of a folder with a subfolder of pictures a class: their size, grey unless :rgb",
    pictureOptions,
  ),
  types: option(
    "--types",
    "COL=T,…",
    "types of columns, where not as guessed: number, category or date",
    columnTypes,
  ),
} as const;

export type DataValues = Values<typeof dataOptions>;

/** The options of `train`, by the name their value has in the program. */
export const trainOptions = {
  target: option("--target", "COL", "column to predict (default: the last)", word),
  features: option("--features", "a,b", "columns to predict from (default: all others)", nameList),
  task: option(
    "--task",
    "T",
    "auto, binary, multiclass, regression",
    oneOf(["auto", "binary", "multiclass", "regression"]),
  ),
  hidden: option("--hidden", "16,16", 'units of the hidden layers, or "none"', unitList),
  activation: option("--activation", "NAME", "activation of the hidden layers", word),
  dropout: option("--dropout", "P", "share of hidden outputs dropped in training", number(share)),
  optimizer: option("--optimizer", "NAME", "for example adam, sgd, momentum:momentum=0.9", word),
  lr: option("--lr", "α", "learning rate", number(positive)),
  momentum: option("--momentum", "μ", "momentum of the optimiser", number(share)),
  weightDecay: option("--weight-decay", "λ", "L2 penalty", penalty),
  l1: option("--l1", "λ", "L1 penalty", penalty),
  clip: option("--clip", "NORM", "largest norm of the gradient", number(positive)),
  schedule: option("--schedule", "NAME", "of the learning rate: name[:option=value,…]", word),
  initializer: option("--initializer", "NAME", "of the weights: name[:option=value,…]", word),
  batch: option("--batch", "N", "rows of a mini-batch", whole(1, 2 ** 31 - 1)),
  epochs: option("--epochs", "N", "epochs to train (default: 100)", whole(1, 2 ** 31 - 1)),
  reduction: option("--reduction", "R", "of the batch loss: mean or sum", oneOf(["mean", "sum"])),
  seed: option(
    "--seed",
    "N",
    "of split, initialisation, order (default: 0)",
    whole(0, 2 ** 32 - 1),
  ),
  threads: option(
    "--threads",
    "N",
    "most threads that compute (default: the processors, up to 8); never changes results",
    whole(1, 64),
  ),
  validation: option("--validation", "S", "share of rows held out to validate", number(share)),
  test: option("--test", "S", "share of rows held out to test", number(share)),
  earlyStopping: option(
    "--early-stopping",
    "N",
    "stop after N epochs without better validation",
    whole(1, 2 ** 31 - 1),
  ),
  standardize: option(
    "--standardize",
    "on|off",
    "scale numeric targets, and numeric columns where --scale does not say how",
    oneOf(["on", "off"]),
  ),
  ...preprocessingOptions,
  folds: option(
    "--folds",
    "K",
    "cross-validate in K folds; with -o a model on all rows follows",
    whole(2, 2 ** 31 - 1),
  ),
  output: option("-o, --output", "FILE", "write the model here", word),
  resume: option("--resume", "MODEL", "train this saved model further", word),
} as const;

/** The options of `predict`. */
export const predictOptions = {
  output: option("-o, --output", "OUT.csv", "write the CSV here (default: standard output)", word),
} as const;

/** The options of `check`. */
export const checkOptions = {
  sample: option(
    "--sample",
    "N",
    "check so many parameters, drawn by --seed (default: all of a small network, 500 of a large one)",
    whole(1, 1_000_000),
  ),
  seed: option("--seed", "N", "which parameters are drawn (default: 0)", whole(0, 2 ** 32 - 1)),
} as const;

export type TrainValues = Values<typeof trainOptions>;

/** Declares options that are read, and refused in our words, while parsing. */
export function declareOptions(
  words: Words,
  specs: Readonly<Record<string, ValueOption<unknown>>>,
): void {
  for (const { flag, value, about, read } of Object.values(specs)) {
    const long = flag.slice(flag.indexOf("--"));
    words.addOption(new Option(`${flag} <${value}>`, about).argParser((text) => read(long, text)));
  }
}

/** The flag that JSON output is asked for with. */
export function declareJson(words: Words, about = "print JSON, one object a line"): void {
  words.option("--json", about);
}
