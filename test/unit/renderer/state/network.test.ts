import { expect, test } from "vitest";
import { NetworkState } from "../../../../src-renderer/state/network.svelte.ts";
import type { Proposal } from "../../../../src-worker/api.ts";
import { defaults } from "../../../../src-worker/train/catalogue.ts";

const proposal = (inputs: number, outputs: number, activation: string): Proposal => ({
  network: {
    inputs,
    layers: [
      { units: 8, activation: "relu", bias: true },
      { units: outputs, activation, bias: true },
    ],
  },
  training: defaults,
  reasons: [],
});

function proposed(): NetworkState {
  const network = new NetworkState();
  network.fit(proposal(2, 1, "sigmoid"), false);
  return network;
}

test("counts parameters: (2 + 1)·8 + (8 + 1)·1", () => {
  const network = proposed();
  expect(network.parameterCount).toBe(33);
  network.setBias(0, false);
  expect(network.parameterCount).toBe(25);
});

test("a layer is added before the output, like the last hidden one", () => {
  const network = proposed();
  network.setUnits(0, 5);
  network.addLayer();
  expect(network.sizes).toEqual([2, 5, 5, 1]);
  expect(network.spec?.layers.at(-1)?.activation).toBe("sigmoid");
});

test("hidden layers are removed, the output layer never", () => {
  const network = proposed();
  expect(network.removeLayer(1)).toBe(false);
  expect(network.removeLayer(0)).toBe(true);
  expect(network.removeLayer(0)).toBe(false);
  expect(network.sizes).toEqual([2, 1]);
});

test("units outside 1 … 4096 are not taken over", () => {
  const network = proposed();
  for (const units of [0, -3, 5000, Number.NaN]) network.setUnits(0, units);
  expect(network.sizes).toEqual([2, 8, 1]);
});

test("other data changes inputs and output, and keeps the user's hidden layers", () => {
  const network = proposed();
  network.setUnits(0, 3);
  network.fit(proposal(4, 3, "softmax"), true);
  expect(network.sizes).toEqual([4, 3, 3]);
  expect(network.spec?.layers.at(-1)?.activation).toBe("softmax");
});
