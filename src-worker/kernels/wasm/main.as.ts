// Entry of the compiled kernels: runs lists of encoded calls, each an opcode, the number of words of
// its arguments, and these.
import { beginStep, checkPass, endStep, halted } from "./burst.as";
import { countRight } from "./count.as";
import { dropout, dropoutGradient, forward, gradient } from "./elementwise.as";
import {
  bce,
  cce,
  cceGradient,
  differenceGradient,
  reduceLosses,
  reduceLossesGradient,
  softmax,
  softmaxGradient,
  squared,
} from "./losses.as";
import * as op from "./opcodes";
import { product } from "./product.as";
import { addRows, copy, fill, gatherLabels, gatherRows, repeatRow } from "./rows.as";
import { spread } from "./threads.as";
import { allFinite, clipNorm, moments, rmsprop, sgd, velocity } from "./updates.as";

/** Runs the calls that lie from byte `start` up to byte `end` so many times, or until halted. */
export function run(start: usize, end: usize, times: i32): void {
  for (; times > 0; times--) {
    let from = start;
    while (from < end) {
      const opcode = load<i32>(from);
      const args = from + 8;
      from = args + (<usize>load<i32>(from, 4) << 2);
      call(opcode, args);
      if (opcode >= op.CHECK_PASS && opcode <= op.END_STEP && halted()) return;
    }
  }
}

export function call(opcode: i32, args: usize): void {
  switch (opcode) {
    case op.FILL:
      fill(args);
      break;
    case op.COPY:
      copy(args);
      break;
    case op.GATHER_ROWS:
      gatherRows(args);
      break;
    case op.GATHER_LABELS:
      gatherLabels(args);
      break;
    case op.PRODUCT:
      product(args);
      break;
    case op.REPEAT_ROW:
      repeatRow(args);
      break;
    case op.ADD_ROWS:
      addRows(args);
      break;
    case op.SOFTMAX:
      softmax(args);
      break;
    case op.SOFTMAX_GRADIENT:
      softmaxGradient(args);
      break;
    case op.CCE:
      cce(args);
      break;
    case op.CCE_GRADIENT:
      cceGradient(args);
      break;
    case op.BCE:
      bce(args);
      break;
    case op.SQUARED:
      squared(args);
      break;
    case op.REDUCE_LOSSES:
      reduceLosses(args);
      break;
    case op.REDUCE_LOSSES_GRADIENT:
      reduceLossesGradient(args);
      break;
    case op.DROPOUT:
      dropout(args);
      break;
    case op.DROPOUT_GRADIENT:
      dropoutGradient(args);
      break;
    case op.ALL_FINITE:
      allFinite(args);
      break;
    case op.CLIP_NORM:
      clipNorm(args);
      break;
    case op.SGD:
      sgd(args);
      break;
    case op.RMSPROP:
      rmsprop(args);
      break;
    case op.MOMENTS:
      moments(args);
      break;
    case op.BEGIN_STEP:
      beginStep(args);
      break;
    case op.CHECK_PASS:
      checkPass();
      break;
    case op.END_STEP:
      endStep(args);
      break;
    case op.COUNT_RIGHT:
      countRight(args);
      break;
    case op.SPREAD:
      if (ASC_FEATURE_THREADS) spread(args);
      break;
    case op.BCE_GRADIENT:
      differenceGradient(args, 1);
      break;
    case op.SQUARED_GRADIENT:
      differenceGradient(args, 2);
      break;
    case op.MOMENTUM:
      velocity(args, false);
      break;
    case op.NESTEROV:
      velocity(args, true);
      break;
    case op.ELEMENTWISE + op.EXP:
      forward(op.EXP, args);
      break;
    case op.ELEMENTWISE_GRADIENT + op.EXP:
      gradient(op.EXP, args);
      break;
    case op.ELEMENTWISE + op.GELU:
      forward(op.GELU, args);
      break;
    case op.ELEMENTWISE_GRADIENT + op.GELU:
      gradient(op.GELU, args);
      break;
    case op.ELEMENTWISE + op.IDENTITY:
      forward(op.IDENTITY, args);
      break;
    case op.ELEMENTWISE_GRADIENT + op.IDENTITY:
      gradient(op.IDENTITY, args);
      break;
    case op.ELEMENTWISE + op.LEAKY_RELU:
      forward(op.LEAKY_RELU, args);
      break;
    case op.ELEMENTWISE_GRADIENT + op.LEAKY_RELU:
      gradient(op.LEAKY_RELU, args);
      break;
    case op.ELEMENTWISE + op.RELU:
      forward(op.RELU, args);
      break;
    case op.ELEMENTWISE_GRADIENT + op.RELU:
      gradient(op.RELU, args);
      break;
    case op.ELEMENTWISE + op.SIGMOID:
      forward(op.SIGMOID, args);
      break;
    case op.ELEMENTWISE_GRADIENT + op.SIGMOID:
      gradient(op.SIGMOID, args);
      break;
    case op.ELEMENTWISE + op.SOFTPLUS:
      forward(op.SOFTPLUS, args);
      break;
    case op.ELEMENTWISE_GRADIENT + op.SOFTPLUS:
      gradient(op.SOFTPLUS, args);
      break;
    case op.ELEMENTWISE + op.TANH:
      forward(op.TANH, args);
      break;
    case op.ELEMENTWISE_GRADIENT + op.TANH:
      gradient(op.TANH, args);
      break;
    case op.ELEMENTWISE + op.THRESHOLD:
      forward(op.THRESHOLD, args);
      break;
    case op.ELEMENTWISE_GRADIENT + op.THRESHOLD:
      gradient(op.THRESHOLD, args);
      break;
  }
}
