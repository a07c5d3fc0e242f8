import { expect, test } from "vitest";
import type { Diagnosis, Engine, Finding, FindingKind } from "../../../../src-worker/api.ts";
import { engineWith, flowers, modelOf, quiet } from "../../evaluate/engine-with.ts";

type Choices = Parameters<typeof modelOf>[2];

interface Case {
  readonly sample?: string;
  readonly csv?: string;
  readonly choices?: Choices;
  readonly epochs?: number;
}

async function diagnosed({ sample = "moons", csv, choices, epochs = 0 }: Case) {
  const engine: Engine = engineWith(csv === undefined ? {} : { table: csv });
  const model = await modelOf(engine, csv === undefined ? { sample } : { file: "table" }, choices);
  if (epochs > 0) await engine.train(model.id, { epochs }, quiet);
  const before = await engine.saveModel(model.id);
  const diagnosis = await engine.diagnose(model.id);
  // Looking changes nothing: not the parameters, not the optimiser, not the random numbers.
  expect(await engine.saveModel(model.id)).toEqual(before);
  return { engine, id: model.id, diagnosis };
}

const kinds = ({ findings }: Diagnosis) => findings.map(({ kind }) => kind);

function only({ findings }: Diagnosis, kind: FindingKind): Finding {
  const found = findings.find((finding) => finding.kind === kind);
  if (!found) throw new Error(`no ${kind} among ${findings.map((it) => it.kind).join(", ")}`);
  expect(found.evidence.length).toBeGreaterThan(0);
  return found;
}

/** Numbers and classes by a rule; `x` gives the features of a row. */
const table = (rows: number, x: (row: number) => string, header: string) =>
  `${header}\n${Array.from({ length: rows }, (_, row) => x(row)).join("\n")}\n`;

for (const [name, epochs] of [
  ["moons", 0],
  ["moons", 3],
  ["moons", 40],
  ["spiral", 30],
  ["letters", 3],
  ["stock", 30],
  ["triangle", 30],
] as const) {
  test(`a healthy training has no finding: ${name} after ${epochs} epochs`, async () => {
    const { diagnosis } = await diagnosed({ sample: name, epochs });
    expect(kinds(diagnosis)).toEqual([]);
    expect(diagnosis.loss?.after).toBeGreaterThan(0);
  });
}

test("a healthy training of a file has none either, and its figures are told", async () => {
  const { diagnosis } = await diagnosed({ csv: flowers, epochs: 40 });
  expect(kinds(diagnosis)).toEqual([]);
  expect(diagnosis.layers.map(({ layer, activation }) => [layer, activation])).toEqual([
    [0, "relu"],
    [1, "softmax"],
  ]);
  for (const { gradientNorm, weightNorm, updateRatio } of diagnosis.layers) {
    expect(gradientNorm).toBeGreaterThan(0);
    expect(weightNorm).toBeGreaterThan(0);
    expect(updateRatio).toBeGreaterThan(0);
    expect(updateRatio).toBeLessThan(0.1);
  }
});

test("the update is the one that training takes next on the same rows", async () => {
  // All rows in one batch: their order alone differs, which moves the last bits of sums.
  const { engine, id, diagnosis } = await diagnosed({
    csv: flowers,
    epochs: 5,
    choices: { training: { batch: 200, optimizer: { name: "adam", options: {} } } },
  });
  const [before] = await engine.parameters(id);
  await engine.train(id, { steps: 1 }, quiet);
  const [after] = await engine.parameters(id);
  const all = (layer: typeof before) => [...(layer?.weight ?? []), ...(layer?.bias ?? [])];
  const [old, now] = [all(before), all(after)];
  const change = Math.hypot(...now.map((value, at) => value - (old[at] ?? 0)));
  expect(diagnosis.layers[0]?.weightNorm).toBeCloseTo(Math.hypot(...old), 5);
  expect(diagnosis.layers[0]?.updateRatio).toBeCloseTo(change / Math.hypot(...old), 5);
});

test("dead ReLUs: one step that was far too long has killed most units", async () => {
  const { engine, id } = await diagnosed({
    choices: {
      hidden: [{ units: 12, activation: "relu" }],
      training: { learningRate: 30, optimizer: { name: "sgd", options: {} } },
    },
    epochs: 1,
  });
  await engine.adjust(id, { learningRate: 0.01 });
  const diagnosis = await engine.diagnose(id);
  const finding = only(diagnosis, "dead-relu");
  expect(finding).toMatchObject({ layer: 0, remedies: [{ activation: "leakyRelu", layer: 0 }] });
  const dead = diagnosis.layers[0]?.dead ?? 0;
  expect(dead).toBeGreaterThanOrEqual(3);
  expect(finding.title).toContain(`${dead} of 12`);
});

for (const activation of ["sigmoid", "tanh"]) {
  test(`saturated ${activation}: unscaled inputs push it to its ends`, async () => {
    const csv = table(
      120,
      (row) => `${(row % 30) * 40},${((row * 7) % 30) * 30},${row % 30 > 14 ? "b" : "a"}`,
      "x,y,class",
    );
    const { diagnosis } = await diagnosed({
      csv,
      choices: { spec: { standardize: false }, hidden: [{ units: 8, activation }] },
    });
    expect(diagnosis.layers[0]?.saturated).toBeGreaterThan(0.8);
    const finding = only(diagnosis, "saturation");
    expect(finding.remedies.map(({ kind }) => kind)).toContain("standardize");
    expect(finding.words).toContain("flat");
    expect(only(diagnosis, "unscaled").evidence[0]?.value).toBeGreaterThan(100);
  });
}

test("vanishing gradients: eight layers of sigmoids", async () => {
  const hidden = Array.from({ length: 8 }, () => ({ units: 8, activation: "sigmoid" }));
  const { diagnosis } = await diagnosed({ choices: { hidden } });
  const finding = only(diagnosis, "vanishing");
  expect(finding.remedies[0]).toMatchObject({ kind: "activation", activation: "relu" });
  const norms = diagnosis.layers.map(({ gradientNorm }) => gradientNorm);
  expect(norms[0]).toBeLessThan((norms.at(-1) ?? 0) / 1000);
});

test("exploding gradients: weights far too large, layer upon layer", async () => {
  const hidden = Array.from({ length: 6 }, () => ({ units: 16, activation: "relu" }));
  const initializer = { name: "normal", options: { scale: 2 } };
  const { diagnosis } = await diagnosed({ choices: { hidden, training: { initializer } } });
  expect(only(diagnosis, "exploding").remedies).toMatchObject([{ change: { clipNorm: 1 } }]);
  const clipped = await diagnosed({
    choices: { hidden, training: { initializer, clipNorm: 1 } },
  });
  expect(kinds(clipped.diagnosis)).not.toContain("exploding");
});

test("too high a learning rate: a step makes its own rows worse, or training diverges", async () => {
  const high = await diagnosed({
    choices: { training: { learningRate: 3, optimizer: { name: "adam", options: {} } } },
  });
  const finding = only(high.diagnosis, "rate-high");
  expect(finding.remedies).toMatchObject([{ change: { learningRate: 0.3 } }]);
  expect(high.diagnosis.loss?.after).toBeGreaterThan(high.diagnosis.loss?.before ?? Infinity);
  await high.engine.train(high.id, { epochs: 2 }, quiet);
  // Now that it is far off, a step may lead back; the epochs tell.
  const jumped = only(await high.engine.diagnose(high.id), "rate-high");
  const [, epoch, lowest] = jumped.evidence;
  expect(Number(epoch?.value)).toBeGreaterThan(1.5 * Number(lowest?.value));
  await high.engine.adjust(high.id, { learningRate: 0.01 });
  expect(kinds(await high.engine.diagnose(high.id))).not.toContain("rate-high");
  const diverged = await diagnosed({
    sample: "stock",
    choices: { training: { learningRate: 1e6, optimizer: { name: "sgd", options: {} } } },
    epochs: 30,
  });
  expect((await diverged.engine.modelState(diverged.id)).stopped?.kind).toBe("diverged");
  only(diverged.diagnosis, "rate-high");
});

test("too low a learning rate: a far longer step would do", async () => {
  const { diagnosis } = await diagnosed({
    choices: { training: { learningRate: 1e-5, optimizer: { name: "sgd", options: {} } } },
    epochs: 5,
  });
  expect(kinds(diagnosis)).toEqual(["rate-low"]);
  const [remedy] = only(diagnosis, "rate-low").remedies;
  if (remedy?.kind !== "training") throw new Error("the learning rate can be changed");
  expect(remedy.change.learningRate).toBeGreaterThanOrEqual(1e-3);
  expect(remedy.change.learningRate).toBeLessThanOrEqual(1);
});

test("overfitting: few rows, labels of chance, many units", async () => {
  const csv = table(
    60,
    (row) =>
      `${(row * 37) % 61},${(row * 17) % 53},${(row * 29) % 59},${(row * row * 7 + row * 3) % 5 > 1 ? "a" : "b"}`,
    "x,y,z,class",
  );
  const { diagnosis } = await diagnosed({
    csv,
    choices: { hidden: [{ units: 64, activation: "relu" }] },
    epochs: 200,
  });
  const finding = only(diagnosis, "overfitting");
  expect(finding.remedies).toMatchObject([
    { change: { earlyStopping: 10 } },
    { change: { weightDecay: 0.001 } },
  ]);
  const [lowest, , now] = finding.evidence;
  expect(Number(now?.value)).toBeGreaterThan(1.15 * Number(lowest?.value));
});

test("unscaled inputs are named", async () => {
  const csv = table(
    100,
    (row) => `${1000 + row * 10},${(row % 7) / 7},${row > 50 ? "a" : "b"}`,
    "income,share,class",
  );
  const { diagnosis } = await diagnosed({ csv, choices: { spec: { standardize: false } } });
  expect(only(diagnosis, "unscaled")).toMatchObject({
    title: "“income” is not scaled",
    remedies: [{ kind: "standardize" }],
  });
  const scaled = await diagnosed({ csv });
  expect(kinds(scaled.diagnosis)).not.toContain("unscaled");
});

test("imbalance: one class in twenty", async () => {
  const csv = table(
    200,
    (row) => `${(row * 13) % 29},${(row * 7) % 31},${row % 20 === 0 ? "rare" : "usual"}`,
    "x,y,class",
  );
  const { diagnosis } = await diagnosed({ csv });
  const finding = only(diagnosis, "imbalance");
  expect(finding.title).toBe("“rare” is rare");
  expect(finding.evidence.map(({ value }) => value)).toEqual([152, 8, "95 %"]);
});

test("leakage: a feature that says the class in other words", async () => {
  const csv = table(
    100,
    (row) => `${(row * 13) % 29},${row % 3 === 0 ? "ill" : "well"},${row % 3 === 0 ? "yes" : "no"}`,
    "x,diagnosis,class",
  );
  const { diagnosis } = await diagnosed({ csv });
  expect(only(diagnosis, "leakage").remedies).toMatchObject([
    { kind: "ignore", column: "diagnosis" },
  ]);
});

test("the larger the network, the fewer rows are looked at, so that a look stays short", async () => {
  const rowsFor = async (hidden: readonly number[]) => {
    const engine = engineWith();
    const { id } = await modelOf(
      engine,
      { sample: "letters" },
      { hidden: hidden.map((units) => ({ units, activation: "relu" })) },
    );
    const { rows, batch, layers } = await engine.diagnose(id);
    expect(layers).toHaveLength(hidden.length + 1);
    expect(batch).toBeLessThanOrEqual(rows);
    return rows;
  };
  expect(await rowsFor([16])).toBe(256);
  const middle = await rowsFor([64]);
  expect(middle).toBeLessThan(256);
  expect(middle).toBeGreaterThan(8);
  expect(await rowsFor([1024, 512])).toBe(8);
});
