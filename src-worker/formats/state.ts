import { z } from "zod";
import type { NetworkSpec } from "../graph/network.ts";
import type { RandomState } from "../kernels/random.ts";
import type { History } from "../train/history.ts";
import type { TrainingState } from "../train/state.ts";
import { joinParameters, splitParameters } from "./layers.ts";
import type { Tensor } from "./safetensors.ts";
import { lossSchema } from "./schemas.ts";

const count = z.int().min(0);
const amount = z.number().min(0);
const word = z
  .int()
  .min(0)
  .lt(2 ** 32);
const randomSchema = z
  .tuple([word, word, word, word])
  .refine(
    (words) => words.some((word) => word !== 0),
    "must not be all zero",
  ) satisfies z.ZodType<RandomState>;

/** Training state without its arrays, which are tensors, and without the model's own history. */
export const packedStateSchema = z.object({
  slots: z.array(z.string().regex(/^\w+$/)),
  step: count,
  epoch: count,
  rows: z.int().min(1),
  position: count,
  batch: z.int().min(1),
  shuffle: randomSchema,
  dropout: randomSchema,
  epochLoss: lossSchema,
  epochRight: amount,
  batchLoss: lossSchema,
  best: z.object({ loss: lossSchema, epoch: count }).nullable(),
  recorder: z.object({
    stepStride: z.int().min(1),
    epochStride: z.int().min(1),
    pendingSum: lossSchema,
    pendingCount: count,
  }),
  fast: z.literal(true).exactOptional(),
  seconds: amount,
  stopped: z
    .object({ kind: z.enum(["finished", "early", "diverged"]), words: z.string() })
    .nullable(),
});

export type PackedState = z.infer<typeof packedStateSchema>;

/**
 * Puts the state's arrays among `tensors`, as `optimizer.<slot>.layers.K.weight` … and
 * `best.layers.K.weight` …, and returns the rest for JSON. Parameters and history are the model's.
 */
export function packState(
  network: NetworkSpec,
  state: TrainingState,
  tensors: Map<string, Tensor>,
): PackedState {
  const { parameters, slots, best, recorder, ...rest } = state;
  const { history, ...strides } = recorder;
  const add = (values: Float32Array, prefix: string) => {
    for (const [name, tensor] of splitParameters(network, values, prefix))
      tensors.set(name, tensor);
  };
  for (const [slot, values] of Object.entries(slots)) add(values, `optimizer.${slot}.`);
  if (best) add(best.parameters, "best.");
  return {
    ...rest,
    shuffle: [...rest.shuffle],
    dropout: [...rest.dropout],
    slots: Object.keys(slots),
    best: best && { loss: best.loss, epoch: best.epoch },
    recorder: strides,
  };
}

/**
 * The state that `packState` was given.
 *
 * @param tensors loses the state's tensors
 * @throws {UserError} naming a tensor that is absent or of the wrong shape
 */
export function unpackState(
  network: NetworkSpec,
  packed: PackedState,
  model: { readonly parameters: Float32Array; readonly history: History },
  tensors: Map<string, Tensor>,
  file: string,
): TrainingState {
  const { slots, best, recorder, ...rest } = packed;
  const take = (prefix: string) => joinParameters(network, tensors, file, prefix);
  return {
    ...rest,
    parameters: model.parameters.slice(),
    slots: Object.fromEntries(slots.map((slot) => [slot, take(`optimizer.${slot}.`)])),
    best: best && { ...best, parameters: take("best.") },
    recorder: { ...recorder, history: model.history },
  };
}
