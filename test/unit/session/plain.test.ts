import { expect, test } from "vitest";
import { createEngine } from "../../../src-worker/engine.ts";
import { UserError } from "../../../src-worker/errors.ts";
import { type Tensor, writeSafetensors } from "../../../src-worker/formats/safetensors.ts";

/** Two layers, 2 → 2 → K, as another program's file of tensors alone. */
function fileOf(outputs: number): Uint8Array {
  const tensor = (shape: number[], from: number): Tensor => ({
    dtype: "F32",
    shape,
    data: Float32Array.from(
      { length: shape.reduce((product, length) => product * length, 1) },
      (_, at) => (at % 2 === 0 ? 1 : -1) * (from + at / 4),
    ),
  });
  return writeSafetensors(
    new Map([
      ["0.weight", tensor([2, 2], 0.5)],
      ["0.bias", tensor([2], 0.25)],
      ["1.weight", tensor([outputs, 2], 1)],
      ["1.bias", tensor([outputs], 0)],
    ]),
    {},
  );
}

const rows = "x1,x2,y\n1,2,0\n-1,0.5,1\n0,0,1\n2,-1,0\n";

async function opened(outputs: number) {
  const files: Record<string, Uint8Array> = {
    model: fileOf(outputs),
    table: new TextEncoder().encode(rows),
  };
  const engine = createEngine({
    async open(token) {
      const bytes = files[token];
      if (!bytes) throw new UserError("there is no such file");
      return { stream: new Blob([Uint8Array.from(bytes)]).stream(), size: bytes.length };
    },
  });
  const source = { kind: "file", token: "model", name: "m.safetensors" } as const;
  const model = await engine.openModel(source, "open", () => {});
  const data = { kind: "file", token: "table", name: "t.csv" } as const;
  const table = await engine.openTable(data, "open", () => {});
  return { engine, model, table };
}

test("a file of tensors alone gets the activations that are said", async () => {
  const { engine, model, table } = await opened(1);
  expect(model).toMatchObject({ plain: true, task: "regression", targetNames: ["y1"] });
  const linear = await engine.predictTable(model.id, table.id, 0, 4);
  const known = await engine.setActivations(model.id, ["relu", "sigmoid"]);
  expect(known).toMatchObject({
    plain: false,
    task: "binary",
    targetNames: ["y"],
    labels: ["0", "1"],
    training: { loss: "bce" },
  });
  expect(known.network.layers.map(({ activation }) => activation)).toEqual(["relu", "sigmoid"]);
  const page = await engine.predictTable(model.id, table.id, 0, 4);
  expect(page.outputs).not.toEqual(linear.outputs);
  // z of the first row: W⁰ = (0.5 −0.75; 1 −1.25), b⁰ = (0.25 −0.5) → ReLU(−0.75, −2) = 0; b¹ = 0.
  expect(page.outputs[0]).toBe(0.5);
  const { dataset } = await engine.attach(model.id, table.id);
  expect(dataset).not.toBeNull();
});

test("softmax means as many classes as outputs", async () => {
  const { engine, model } = await opened(3);
  const known = await engine.setActivations(model.id, ["tanh", "softmax"]);
  expect(known).toMatchObject({
    task: "multiclass",
    labels: ["0", "1", "2"],
    training: { loss: "cce" },
  });
});

test("what there is not, or is known already, is refused", async () => {
  const { engine, model } = await opened(1);
  await expect(engine.setActivations(model.id, ["relu"])).rejects.toThrow("layer 2 cannot");
  await expect(engine.setActivations(model.id, ["softmax", "identity"])).rejects.toThrow("layer 1");
  await expect(engine.setActivations(model.id, ["hat", "identity"])).rejects.toThrow("“hat”");
  await engine.setActivations(model.id, ["relu", "identity"]);
  await expect(engine.setActivations(model.id, ["tanh", "identity"])).rejects.toThrow("are known");
});
