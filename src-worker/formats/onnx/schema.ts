/** Field numbers and codes of onnx.proto3 (https://github.com/onnx/onnx), those in use here. */

export const modelFields = {
  irVersion: 1,
  producerName: 2,
  graph: 7,
  opsetImport: 8,
  metadata: 14,
  functions: 25,
} as const;
export const opsetFields = { domain: 1, version: 2 } as const;
export const pairFields = { key: 1, value: 2 } as const;
export const graphFields = { node: 1, name: 2, initializer: 5, input: 11, output: 12 } as const;
export const nodeFields = {
  input: 1,
  output: 2,
  name: 3,
  opType: 4,
  attribute: 5,
  domain: 7,
} as const;
export const attributeFields = {
  name: 1,
  f: 2,
  i: 3,
  s: 4,
  t: 5,
  floats: 7,
  ints: 8,
  strings: 9,
  type: 20,
} as const;
export const tensorFields = {
  dims: 1,
  dataType: 2,
  floatData: 4,
  int32Data: 5,
  stringData: 6,
  int64Data: 7,
  name: 8,
  rawData: 9,
  doubleData: 10,
  externalData: 13,
  dataLocation: 14,
} as const;
export const valueFields = { name: 1, type: 2 } as const;
export const typeFields = { tensorType: 1 } as const;
export const tensorTypeFields = { elemType: 1, shape: 2 } as const;
export const shapeFields = { dim: 1 } as const;
export const dimensionFields = { value: 1, parameter: 2 } as const;

/** Element types of TensorProto. */
export const elementTypes = { float: 1, int64: 7, string: 8, double: 11 } as const;
/** AttributeProto.type. */
export const attributeTypes = { float: 1, int: 2, ints: 7, strings: 8 } as const;

/** Domain of the operators for text. */
export const mlDomain = "ai.onnx.ml";
