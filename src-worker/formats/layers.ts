import { UserError } from "../errors.ts";
import { parameterCount, parameterNames } from "../graph/build.ts";
import type { LayerSpec, NetworkSpec } from "../graph/network.ts";
import { quoted } from "../json.ts";
import type { Tensor } from "./safetensors.ts";

/**
 * Cuts a vector of all parameters (or of one number for each, such as a momentum) into a tensor a
 * parameter: `layers.0.weight`, `layers.0.bias`, …, with `prefix` before each name.
 */
export function splitParameters(
  network: NetworkSpec,
  values: Float32Array,
  prefix = "",
): Map<string, Tensor> {
  const tensors = new Map<string, Tensor>();
  let offset = 0;
  for (const { name, shape } of parameterNames(network)) {
    const size = shape.reduce((product, dimension) => product * dimension, 1);
    const data = values.subarray(offset, offset + size);
    tensors.set(prefix + name, { dtype: "F32", shape, data });
    offset += size;
  }
  return tensors;
}

/**
 * Takes the tensors of `splitParameters` out of `tensors` and joins them to one vector.
 *
 * @throws {UserError} naming a tensor that is absent or has another shape or element format
 */
export function joinParameters(
  network: NetworkSpec,
  tensors: Map<string, Tensor>,
  file: string,
  prefix = "",
): Float32Array {
  const values = new Float32Array(parameterCount(network));
  let offset = 0;
  for (const { name, shape } of parameterNames(network)) {
    const full = prefix + name;
    const tensor = tensors.get(full);
    if (!tensor) throw refusal(full, "is absent", file);
    if (tensor.shape.join() !== shape.join()) {
      throw refusal(full, `has the shape [${tensor.shape}], its layer needs [${shape}]`, file);
    }
    if (!(tensor.data instanceof Float32Array)) {
      throw refusal(full, `has the dtype ${tensor.dtype}, a model has F32`, file);
    }
    values.set(tensor.data, offset);
    offset += tensor.data.length;
    tensors.delete(full);
  }
  return values;
}

/**
 * Finds the fully connected network in tensors that say nothing about one: every `NAME.weight`
 * [outputs, inputs], with `NAME.bias` [outputs] where there is one, is a layer; layers follow one
 * another in the order of the numbers in their names. What lies between them is not in the file,
 * so that every activation is "identity".
 *
 * @returns the network, and its parameters in the order of `parameterNames`
 * @throws {UserError} naming the tensor that does not fit
 */
export function inferNetwork(
  tensors: ReadonlyMap<string, Tensor>,
  file: string,
): { network: NetworkSpec; parameters: Float32Array } {
  const order = new Intl.Collator("en", { numeric: true });
  const left = new Map(tensors);
  const layers: LayerSpec[] = [];
  const vectors: Float32Array[] = [];
  let inputs = 0;
  let width = 0;
  for (const name of [...tensors.keys()].sort(order.compare)) {
    if (!name.endsWith("weight")) continue;
    const { shape } = take(name);
    const [units = 0, columns = 0] = shape;
    if (shape.length !== 2 || units === 0 || columns === 0) {
      throw refusal(name, `has the shape [${shape}]; a linear layer's is [outputs, inputs]`, file);
    }
    if (layers.length === 0) inputs = columns;
    else if (columns !== width) {
      const before = `the layer before it has ${width} outputs`;
      throw refusal(name, `takes ${columns} inputs, but ${before}`, file);
    }
    width = units;
    const biasName = `${name.slice(0, -"weight".length)}bias`;
    const bias = left.has(biasName);
    if (bias) {
      const { shape } = take(biasName);
      if (shape.join() !== `${units}`) {
        throw refusal(biasName, `has the shape [${shape}], its layer needs [${units}]`, file);
      }
    }
    layers.push({ units, activation: "identity", bias });
  }
  const other = left.keys().next().value;
  if (other !== undefined) {
    throw refusal(other, "is neither weight nor bias of a linear layer", file);
  }
  if (layers.length === 0) {
    throw new UserError("the file has no tensors", "choose a file with a model", { file });
  }
  const parameters = new Float32Array(vectors.reduce((total, { length }) => total + length, 0));
  let offset = 0;
  for (const vector of vectors) {
    parameters.set(vector, offset);
    offset += vector.length;
  }
  return { network: { inputs, layers }, parameters };

  function take(name: string): Tensor {
    const tensor = left.get(name) as Tensor;
    left.delete(name);
    vectors.push(toFloat32(name, tensor, file));
    return tensor;
  }
}

function toFloat32(name: string, { data, dtype }: Tensor, file: string): Float32Array {
  if (data instanceof Float32Array) return data;
  if (!(data instanceof Float64Array)) {
    throw refusal(name, `has the dtype ${dtype}; parameters are F32, F64, F16 or BF16`, file);
  }
  const rounded = Float32Array.from(data);
  const index = rounded.findIndex((value) => !Number.isFinite(value));
  if (index >= 0) throw refusal(name, `element ${index} is too large for float32`, file);
  return rounded;
}

function refusal(name: string, what: string, file: string): UserError {
  const remedy = "open a file with the linear layers of a fully connected network only";
  return new UserError(`tensor ${quoted(name)} ${what}`, remedy, { file, name });
}
