/** ONNX files of PyTorch's own exporter in our importer. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readOnnx } from "../../src-worker/formats/onnx/read.ts";
import { defaults } from "../../src-worker/train/catalogue.ts";
import { Predictor } from "../../src-worker/train/predictor.ts";
import { worstDifference } from "./cells.ts";
import { python } from "./python.ts";

const activations = {
  relu: "nn.ReLU()",
  sigmoid: "nn.Sigmoid()",
  tanh: "nn.Tanh()",
  leakyRelu: "nn.LeakyReLU()",
  gelu: "nn.GELU()",
  softplus: "nn.Softplus()",
  identity: "nn.Identity()",
};
const ROWS = 5;

const script = `
import json, sys, torch
from torch import nn
torch.manual_seed(0)
for name, activation in {${Object.entries(activations).map(([name, code]) => `"${name}": ${code}`)}}.items():
    net = nn.Sequential(nn.Flatten(), nn.Linear(3, 4), activation, nn.Dropout(0.1), nn.Linear(4, 3, bias=False), nn.Softmax(dim=1)).eval()
    x = torch.randn(${ROWS}, 3)
    torch.onnx.export(net, x, f"{sys.argv[1]}/{name}.onnx", opset_version=13, dynamic_axes={"x": {0: "n"}}, input_names=["x"])
    with open(f"{sys.argv[1]}/{name}.json", "w") as file:
        json.dump({"x": x.flatten().tolist(), "u": net(x).flatten().tolist()}, file)
`;

const interpreter = python("torch");

test.skipIf(interpreter === null)("PyTorch's files predict here as there", () => {
  const folder = mkdtempSync(join(tmpdir(), "chainrule-onnx-"));
  try {
    const { status, stderr } = spawnSync(interpreter ?? "", ["-c", script, folder]);
    expect(status, String(stderr)).toBe(0);
    for (const name of Object.keys(activations)) {
      const bytes = new Uint8Array(readFileSync(join(folder, `${name}.onnx`)));
      const { network, parameters } = readOnnx(bytes, name, defaults);
      expect(network.layers.map(({ activation }) => activation)).toEqual([name, "softmax"]);
      const { x, u } = JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8"));
      const ours = new Predictor(network, parameters).outputs(Float32Array.from(x), ROWS);
      expect(worstDifference(u, ours), name).toBeLessThan(1e-5);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
