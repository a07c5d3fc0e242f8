import * as op from "./opcodes.ts";

interface Code {
  readonly opcode: number;
  /** Which argument is a float32; the others are whole numbers. */
  readonly float?: number;
}

const elementwise: Readonly<Record<string, number>> = {
  threshold: op.THRESHOLD,
  sigmoid: op.SIGMOID,
  relu: op.RELU,
  tanh: op.TANH,
  leakyRelu: op.LEAKY_RELU,
  identity: op.IDENTITY,
  gelu: op.GELU,
  softplus: op.SOFTPLUS,
  exp: op.EXP,
};

/** What is compiled, by the names of the reference kernels. */
const codes: ReadonlyMap<string, Code> = new Map<string, Code>([
  ["fill", { opcode: op.FILL, float: 1 }],
  ["copy", { opcode: op.COPY }],
  ["gatherRows", { opcode: op.GATHER_ROWS }],
  ["gatherLabels", { opcode: op.GATHER_LABELS }],
  ["product", { opcode: op.PRODUCT }],
  ["repeatRow", { opcode: op.REPEAT_ROW }],
  ["addRows", { opcode: op.ADD_ROWS }],
  ["softmax", { opcode: op.SOFTMAX }],
  ["softmax.gradient", { opcode: op.SOFTMAX_GRADIENT }],
  ["cce", { opcode: op.CCE }],
  ["cce.gradient", { opcode: op.CCE_GRADIENT }],
  ["bce", { opcode: op.BCE }],
  ["bce.gradient", { opcode: op.BCE_GRADIENT }],
  ["squared", { opcode: op.SQUARED }],
  ["squared.gradient", { opcode: op.SQUARED_GRADIENT }],
  ["reduceLosses", { opcode: op.REDUCE_LOSSES }],
  ["reduceLosses.gradient", { opcode: op.REDUCE_LOSSES_GRADIENT }],
  ["dropout", { opcode: op.DROPOUT, float: 5 }],
  ["dropout.gradient", { opcode: op.DROPOUT_GRADIENT, float: 5 }],
  ["allFinite", { opcode: op.ALL_FINITE }],
  ["clipNorm", { opcode: op.CLIP_NORM }],
  ["update.sgd", { opcode: op.SGD }],
  ["update.momentum", { opcode: op.MOMENTUM }],
  ["update.nesterov", { opcode: op.NESTEROV }],
  ["update.rmsprop", { opcode: op.RMSPROP }],
  ["update.adam", { opcode: op.MOMENTS }],
  ["update.adamw", { opcode: op.MOMENTS }],
  ["beginStep", { opcode: op.BEGIN_STEP }],
  ["checkPass", { opcode: op.CHECK_PASS }],
  ["endStep", { opcode: op.END_STEP }],
  ["countRight", { opcode: op.COUNT_RIGHT }],
  ...Object.entries(elementwise).flatMap(([name, number]): [string, Code][] => [
    [name, { opcode: op.ELEMENTWISE + number }],
    [`${name}.gradient`, { opcode: op.ELEMENTWISE_GRADIENT + number }],
  ]),
]);

/** Names of all compiled kernels. */
export const compiledNames: readonly string[] = [...codes.keys()];

/** The words of a call as `run` of main.as.ts reads them; null: the kernel is not compiled. */
export function encode(kernel: string, args: readonly number[]): Int32Array | null {
  const code = codes.get(kernel);
  if (code === undefined) return null;
  const words = new Int32Array(2 + args.length);
  words.set([code.opcode, args.length, ...args]);
  if (code.float !== undefined) {
    new Float32Array(words.buffer)[2 + code.float] = args[code.float] as number;
  }
  return words;
}
