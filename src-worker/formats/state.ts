import { z } from "zod";
import { UserError } from "../errors.ts";
import { parameterCount } from "../graph/build.ts";
import type { NetworkSpec } from "../graph/network.ts";
import { quoted } from "./json.ts";
import { joinParameters, splitParameters } from "./layers.ts";
import type { Tensor } from "./safetensors.ts";

/** A number, text or list of the training state, as JSON with references to tensors. */
export type Packed =
  | null
  | boolean
  | number
  | string
  | readonly Packed[]
  | { readonly [key: string]: Packed };

export const packedSchema: z.ZodType<Packed> = z.lazy(() =>
  z.union([
    z.null(),
    z.boolean(),
    z.number(),
    z.string(),
    z.array(packedSchema),
    z.record(z.string(), packedSchema),
  ]),
);

/**
 * Training state as JSON. What JSON cannot hold stands as an object of one key: `$tensors` a
 * prefix, the names of one tensor a parameter being prefix + `layers.K.weight` …; `$tensor` the
 * name of one tensor of any length; `$number` "NaN", "Infinity" or "-Infinity".
 *
 * @param prefixOf where a value with one number a parameter belongs, by its path in the state
 * @param tensors gets the state's arrays
 */
export function packState(
  network: NetworkSpec,
  state: object,
  tensors: Map<string, Tensor>,
): Packed {
  const size = parameterCount(network);
  const pack = (value: unknown, path: readonly string[]): Packed => {
    if (value === null || typeof value === "boolean" || typeof value === "string") return value;
    if (typeof value === "number") {
      return Number.isFinite(value) ? value : { $number: String(value) };
    }
    if (value instanceof Float32Array && value.length === size) {
      const prefix = `${path.join(".")}.`;
      for (const [name, tensor] of splitParameters(network, value, prefix)) {
        tensors.set(name, tensor);
      }
      return { $tensors: prefix };
    }
    const dtype = dtypeOf(value);
    if (dtype) {
      const name = `state.${path.join(".")}`;
      const data = value as Float32Array;
      tensors.set(name, { dtype, shape: [data.length], data });
      return { $tensor: name };
    }
    if (Array.isArray(value)) return value.map((item, index) => pack(item, [...path, `${index}`]));
    const fields = Object.entries(value as object).filter(([, field]) => field !== undefined);
    return Object.fromEntries(fields.map(([key, field]) => [key, pack(field, [...path, key])]));
  };
  return pack(state, []);
}

/**
 * The state that `packState` was given.
 *
 * @param tensors loses the state's arrays
 * @throws {UserError} naming a tensor that is absent or of the wrong shape
 */
export function unpackState(
  network: NetworkSpec,
  packed: Packed,
  tensors: Map<string, Tensor>,
  file: string,
): unknown {
  const unpack = (value: Packed): unknown => {
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map(unpack);
    const { $tensors, $tensor, $number } = value as Record<string, Packed>;
    if (typeof $number === "string") return Number($number);
    if (typeof $tensors === "string") return joinParameters(network, tensors, file, $tensors);
    if (typeof $tensor === "string") {
      const tensor = tensors.get($tensor);
      if (!tensor)
        throw new UserError(`tensor ${quoted($tensor)} is absent`, "", { file, name: $tensor });
      tensors.delete($tensor);
      return tensor.data;
    }
    return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, unpack(field)]));
  };
  return unpack(packed);
}

function dtypeOf(value: unknown): Tensor["dtype"] | null {
  if (value instanceof Float32Array) return "F32";
  if (value instanceof Float64Array) return "F64";
  if (value instanceof Int32Array) return "I32";
  if (value instanceof Uint32Array) return "U32";
  return null;
}
