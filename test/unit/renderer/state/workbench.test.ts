import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Bridge, KeptPart, OpenedFile, SaveRequest } from "../../../../src-main/ipc.ts";
import { DEFAULT_SETTINGS } from "../../../../src-main/settings.ts";
import { describeVariation, planTrials } from "../../../../src-renderer/drawing/search-plan.ts";
import type { EngineLink } from "../../../../src-renderer/state/engine.svelte.ts";
import { EvaluateState } from "../../../../src-renderer/state/evaluate.svelte.ts";
import { Workbench } from "../../../../src-renderer/state/workbench.svelte.ts";
import type { Engine } from "../../../../src-worker/api.ts";
import { createEngine } from "../../../../src-worker/engine.ts";
import { UserError } from "../../../../src-worker/errors.ts";

const files = new Map<string, Uint8Array>();
/** Files that are not to be had before these promises. */
const slow = new Map<string, Promise<void>>();

/** The real engine, reading the files above. */
function start(): Engine {
  return createEngine({
    async open(token) {
      await slow.get(token);
      const bytes = files.get(token);
      if (!bytes) throw new UserError("the file can no longer be read", "open it again");
      return { stream: new Blob([new Uint8Array(bytes)]).stream(), size: bytes.length };
    },
  });
}

function link(): EngineLink {
  return {
    engine: start(),
    dead: false,
    silent: false,
    generation: 0,
    wait() {},
    restart() {
      Object.assign(this, { engine: start(), generation: this.generation + 1 });
    },
  };
}

const opened = (name: string, kind: OpenedFile["kind"]): OpenedFile => ({
  token: name,
  name,
  size: files.get(name)?.length ?? 0,
  kind,
});

function addCsv(name: string, text: string): OpenedFile {
  files.set(name, new TextEncoder().encode(text));
  return opened(name, "data");
}

/** Two clouds that a line tells apart. */
const clouds = Array.from({ length: 60 }, (_, row) => {
  const right = row % 2 === 1;
  return `${(right ? 2 : -2) + (row % 7) / 7},${(row % 5) / 5},${right ? "yes" : "no"}`;
});
const csv = `a,b,answer\n${clouds.join("\n")}\n`;

let workbench: Workbench;
let saved: SaveRequest[];
let released: string[];
let next: OpenedFile | null;

beforeEach(async () => {
  saved = [];
  released = [];
  next = null;
  slow.clear();
  for (const name of ["kept.chainrule", "kept.safetensors"]) files.delete(name);
  const bridge = {
    openFile: async () => next,
    recentFiles: async () => [],
    lostWork: async () => [],
    keepWork: async ({ part, bytes }: { part: KeptPart; bytes: Uint8Array }) => {
      files.set(part === "table" ? "kept.chainrule" : "kept.safetensors", bytes);
      return null;
    },
    adoptWork: async () => null,
    recoverWork: async () => ({
      id: "kept",
      table: files.has("kept.chainrule") ? opened("kept.chainrule", "project") : null,
      model: files.has("kept.safetensors") ? opened("kept.safetensors", "model") : null,
      title: "clouds.csv",
    }),
    settings: async () => DEFAULT_SETTINGS,
    setEdited: vi.fn(async () => null),
    setTitle: async () => null,
    releaseFile: async (token: string) => {
      released.push(token);
      return null;
    },
    saveFile: async (request: SaveRequest) => {
      saved.push(request);
      files.set(request.name, request.bytes);
      return opened(request.name, request.name.endsWith(".chainrule") ? "project" : "model");
    },
  } as unknown as Bridge;
  workbench = new Workbench(link(), bridge);
  await workbench.start();
});

async function openCsv(): Promise<void> {
  next = addCsv("clouds.csv", csv);
  await workbench.askFor("data");
}

describe("the bench", () => {
  test("trains what is opened, when training is asked for while it takes its place", async () => {
    const opening = openCsv();
    await vi.waitFor(() => expect(workbench.data.table?.name).toBe("clouds.csv"));
    const training = workbench.train({ epochs: 1 });
    await Promise.all([opening, training]);
    expect(workbench.training.epoch).toBe(1);
    expect(workbench.training.model?.network.inputs).toBe(2);
    expect(workbench.training.model?.datasetSpec.targets).toEqual(["answer"]);
    expect(workbench.notices.list).toEqual([]);
  });

  test("starts with a sample, a proposed network and its weights", () => {
    const { data, network, training, look, notices } = workbench;
    expect(notices.list).toEqual([]);
    expect(data.table?.name).toBe("moons");
    expect(network.sizes).toEqual([2, 8, 1]);
    expect(training.model?.step).toBe(0);
    expect(look.parameters?.[0]?.weight.length).toBe(16);
    expect(look.map?.points.length).toBeGreaterThan(0);
  });

  test("opens a table, trains by steps, epochs and until paused, and rewinds to the same start", async () => {
    await openCsv();
    const { training, results, files, look } = workbench;
    expect(workbench.data.targets.map(({ name }) => name)).toEqual(["answer"]);
    const start = look.parameters?.[0]?.weight.join();
    await workbench.train({ steps: 1 });
    expect(training.step).toBe(1);
    await workbench.train({ epochs: 1 });
    expect(training.epoch).toBe(1);
    await workbench.editTraining({ epochs: 60 });
    expect(training.step).toBeGreaterThan(1);
    await workbench.playPause();
    expect(training.finished).toBe(true);
    expect(results.part).toBe("validation");
    expect(results.metrics).toMatchObject({ kind: "classification", accuracy: 1 });
    expect(results.page?.actual).toHaveLength(12);
    expect(files.edited).toBe(true);
    await workbench.rewind();
    expect(training.step).toBe(0);
    expect(look.parameters?.[0]?.weight.join()).toBe(start);
  });

  test("an edit of the network makes a new model; an impossible one is objected to in words", async () => {
    const first = workbench.training.model?.id;
    await workbench.addLayer();
    expect(workbench.training.model?.network.layers).toHaveLength(3);
    expect(workbench.training.model?.id).not.toBe(first);
    await workbench.editNetwork(() => workbench.network.setActivation(2, "threshold"));
    expect(workbench.training.model).toBeNull();
    expect(workbench.network.blocked?.words).toContain("gradient zero");
    await workbench.editNetwork(() => workbench.network.setActivation(2, "sigmoid"));
    expect(workbench.network.blocked).toBeNull();
    expect(workbench.training.model).not.toBeNull();
  });

  test("a frozen layer stays the same layer when others come and go", async () => {
    await workbench.editTraining({ frozen: [1] });
    await workbench.addLayer();
    expect(workbench.training.model?.training.frozen).toEqual([2]);
    await workbench.removeLayer(0);
    expect(workbench.training.model?.training.frozen).toEqual([1]);
    expect(workbench.notices.list).toEqual([]);
  });

  test("another target changes task, outputs and loss, and keeps the user's layers", async () => {
    await openCsv();
    await workbench.editNetwork(() => workbench.network.setUnits(0, 5));
    await workbench.editData(() => workbench.data.setTarget("a"));
    expect(workbench.data.dataset?.task).toBe("regression");
    expect(workbench.training.options?.loss).toBe("squared");
    expect(workbench.network.sizes).toEqual([3, 5, 1]);
    expect(workbench.notices.list).toEqual([]);
  });

  test("a saved model, opened again, waits for its data and then predicts the same", async () => {
    await openCsv();
    await workbench.train({ epochs: 3 });
    const before = workbench.results.page?.outputs.join();
    await workbench.save(false);
    expect(saved).toHaveLength(1);
    expect(workbench.files.edited).toBe(false);

    const other = new Workbench(link(), {
      recentFiles: async () => [],
      lostWork: async () => [],
      settings: async () => DEFAULT_SETTINGS,
      setEdited: async () => null,
      setTitle: async () => null,
      releaseFile: async () => null,
    } as unknown as Bridge);
    await other.start();
    await other.openFile(opened(saved[0]?.name ?? "", "model"));
    expect(other.awaitsData).toBe(true);
    expect(other.network.sizes).toEqual(workbench.network.sizes);
    await other.openFile(addCsv("clouds.csv", csv));
    expect(other.notices.list).toEqual([]);
    expect(other.awaitsData).toBe(false);
    expect(other.training.epoch).toBe(3);
    expect(other.results.page?.outputs.join()).toBe(before);
    await other.train({ epochs: 1 });
    expect(other.training.epoch).toBe(4);
  });

  test("what is saved while something else is opened is of one document, and so is its name", async () => {
    await openCsv();
    await workbench.train({ epochs: 1 });
    await workbench.saveProject();
    const project = opened("clouds.chainrule", "project");
    await workbench.openSource({ kind: "sample", name: "xor" });
    const { engine } = workbench.link;
    const { prepare } = engine;
    // In the midst of the way from one model to the other.
    let late: Promise<void> = Promise.resolve();
    vi.spyOn(engine, "prepare").mockImplementationOnce(async (spec) => {
      late = workbench.save(false);
      await new Promise((resolve) => setTimeout(resolve, 20));
      return prepare(spec);
    });
    await workbench.openFile(project);
    await late;
    expect(saved.at(-1)?.token).toBe("clouds.chainrule");
    await workbench.openSource({ kind: "sample", name: "xor" });
    await workbench.openFile(project);
    expect(workbench.notices.list).toEqual([]);
    expect(workbench.training.epoch).toBe(1);
  });

  test("a number column read as a category becomes one input a value", async () => {
    await openCsv();
    const inputs = workbench.network.sizes[0] as number;
    await workbench.retype("b", "category");
    expect(workbench.notices.list).toEqual([]);
    expect(workbench.data.table?.columns[1]?.type).toBe("category");
    expect(workbench.network.sizes[0]).toBe(inputs + 4);
  });

  test("of things opened one after the other the last one stays, however slow the others are", async () => {
    await openCsv();
    await workbench.train({ epochs: 2 });
    await workbench.saveProject();
    await workbench.save(true);
    const project = opened("clouds.chainrule", "project");
    const { data, files, training, notices, link } = workbench;
    const closed = vi.spyOn(link.engine, "closeTable");
    const makeSlow = (name: string) => {
      let arrive = () => {};
      slow.set(name, new Promise((resolve) => (arrive = resolve)));
      return () => arrive();
    };

    // A slow table, then a project.
    const other = addCsv("slow.csv", "x,y\n1,2\n3,4\n");
    let arrive = makeSlow("slow.csv");
    let late = workbench.openFile(other);
    await workbench.openFile(project);
    arrive();
    await late;
    expect(data.table?.name).toBe("clouds.csv");
    expect(files.title).toBe("clouds.chainrule");
    expect(training.epoch).toBe(2);
    expect(released).toContain("slow.csv");
    expect(closed).not.toHaveBeenCalledWith(data.table?.id);

    // A slow project and a slow model, then a sample.
    arrive = makeSlow("clouds.safetensors");
    late = workbench.openFile(opened("clouds.safetensors", "model"));
    await workbench.openSource({ kind: "sample", name: "xor" });
    arrive();
    await late;
    expect(workbench.awaitsData).toBe(false);
    expect(training.model?.dataset).toBe(data.dataset?.id);

    // While a project is being gone over to, another is opened.
    const both = [
      workbench.openFile(project),
      workbench.openSource({ kind: "sample", name: "xor" }),
    ];
    await Promise.all(both);
    expect(data.table?.name).toBe("xor");
    expect(training.model?.dataset).toBe(data.dataset?.id);
    expect(workbench.tasks.running).toEqual([]);
    expect(notices.list).toEqual([]);
  });

  test("files that are no longer used are given back", async () => {
    await openCsv();
    await workbench.openSource({ kind: "sample", name: "xor" });
    expect(released).toEqual(["clouds.csv"]);
  });

  test("a broken file is told in words and leaves what was open", async () => {
    const table = workbench.data.table?.id;
    next = addCsv("empty.csv", "");
    await workbench.askFor("data");
    expect(workbench.notices.list).toMatchObject([{ kind: "error" }]);
    expect(workbench.notices.list[0]?.where).toContain("empty.csv");
    expect(workbench.data.table?.id).toBe(table);
    expect(workbench.training.model).not.toBeNull();
  });

  test("data that does not fit the waiting model is refused by the column's name", async () => {
    await openCsv();
    await workbench.save(false);
    await workbench.openFile(opened(saved[0]?.name ?? "", "model"));
    await workbench.openFile(addCsv("other.csv", "a,c\n1,2\n3,4\n"));
    expect(workbench.awaitsData).toBe(true);
    expect(JSON.stringify(workbench.notices.list)).toMatch(/“b”|“answer”/);
    await workbench.attachOpenTable();
    expect(workbench.awaitsData).toBe(false);
  });

  test("a trained model replaced by an edit can be taken back until the next training", async () => {
    await openCsv();
    await workbench.train({ epochs: 2 });
    const { training, network, former } = workbench;
    const { id } = training.model ?? {};
    const weights = workbench.look.parameters?.[0]?.weight.join();
    await workbench.editNetwork(() => network.setUnits(0, 3));
    await workbench.editData(() => workbench.data.setTarget("a"));
    expect(former.replaced).toBe(true);
    expect(training.step).toBe(0);
    await workbench.takeBack();
    expect(workbench.notices.list).toEqual([]);
    expect(former.replaced).toBe(false);
    expect([training.model?.id, training.epoch]).toEqual([id, 2]);
    expect(network.sizes).toEqual(training.model ? [2, 8, 1] : []);
    expect(workbench.data.targets.map(({ name }) => name)).toEqual(["answer"]);
    expect(workbench.look.parameters?.[0]?.weight.join()).toBe(weights);
    await workbench.editNetwork(() => network.setUnits(0, 3));
    await workbench.train({ steps: 1 });
    expect(former.held).toBeNull();
  });

  test("a trained, unsaved model comes back with its table after another was opened", async () => {
    await openCsv();
    await workbench.train({ epochs: 2 });
    const page = workbench.results.page?.outputs.join();
    await workbench.openSource({ kind: "sample", name: "xor" });
    expect(released).toEqual([]);
    await workbench.takeBack();
    expect(workbench.data.table?.name).toBe("clouds.csv");
    expect(workbench.results.page?.outputs.join()).toBe(page);
    expect(workbench.files.edited).toBe(true);
    await workbench.train({ epochs: 1 });
    expect(workbench.training.epoch).toBe(3);
    expect(workbench.notices.list).toEqual([]);
  });

  test("an edit that changes nothing leaves the trained model", async () => {
    await workbench.train({ steps: 2 });
    await workbench.editNetwork(() => workbench.network.setUnits(0, 0));
    expect(workbench.training.step).toBe(2);
  });

  test("quick edits one after the other all count", async () => {
    const first = workbench.editTraining({ seed: 5 });
    await Promise.resolve();
    await Promise.all([first, workbench.editTraining({ batch: 7 }), workbench.addLayer()]);
    expect(workbench.training.model?.training).toMatchObject({ seed: 5, batch: 7 });
    expect(workbench.training.options).toEqual(workbench.training.model?.training);
    await openCsv();
    await Promise.all([workbench.retype("a", "category"), workbench.retype("b", "category")]);
    const types = workbench.data.table?.columns.map(({ type }) => type);
    expect(types).toEqual(["category", "category", "category"]);
  });

  test("training asked for right after an edit is said to start at once", async () => {
    const edit = workbench.addLayer();
    const trained = workbench.train({ steps: 1 });
    expect(workbench.training.starting).toBe(true);
    await Promise.all([edit, trained]);
    expect(workbench.training.starting).toBe(false);
    expect(workbench.training.step).toBe(1);
  });

  test("a choice of data that cannot be used is told, and is silent again once it can", async () => {
    await openCsv();
    await workbench.setRole("answer", "ignored");
    expect(workbench.data.dataset).toBeNull();
    expect(workbench.notices.list).toMatchObject([{ kind: "error" }]);
    await workbench.setRole("answer", "target");
    expect(workbench.notices.list).toEqual([]);
    expect(workbench.training.model).not.toBeNull();
  });

  test("row numbers are ignored at first, and can be a feature", async () => {
    const lines = clouds.map((line, row) => `${row + 1},${line}`);
    next = addCsv("numbered.csv", `id,a,b,answer\n${lines.join("\n")}\n`);
    await workbench.askFor("data");
    const { data } = workbench;
    expect(data.roles).toEqual({ id: "ignored", a: "feature", b: "feature", answer: "target" });
    expect(data.dataset?.inputNames).toEqual(["a", "b"]);
    await workbench.setRole("id", "feature");
    expect(data.dataset?.inputNames).toEqual(["id", "a", "b"]);
  });

  test("every edit is undone and made again, a trained model comes back as it was", async () => {
    await openCsv();
    const { edits, network, training, data } = workbench;
    expect(edits.canUndo).toBe(false);
    await workbench.train({ epochs: 2 });
    const trained = training.model?.id;
    await workbench.addLayer();
    await workbench.editTraining({ l1: 0.5 });
    await workbench.retype("b", "category");
    await workbench.setRole("a", "ignored");
    const last = { spec: network.spec, inputs: data.dataset?.inputNames };
    expect(training.model?.training.l1).toBe(0.5);

    await workbench.undo();
    expect(data.roles.a).toBe("feature");
    await workbench.undo();
    expect(data.types.b).toBe("number");
    expect(network.spec?.inputs).toBe(2);
    await workbench.undo();
    expect(training.options?.l1).toBe(0);
    expect(network.spec?.layers).toHaveLength(3);
    await workbench.undo();
    expect(training.model?.id).toBe(trained);
    expect(training.step).toBe(4);
    expect(edits.canUndo).toBe(false);

    for (let edit = 0; edit < 4; edit++) await workbench.redo();
    expect({ spec: network.spec, inputs: data.dataset?.inputNames }).toEqual(last);
    expect(training.model?.training.l1).toBe(0.5);
    expect(edits.canRedo).toBe(false);
    await workbench.undo();
    await workbench.addLayer();
    expect(edits.canRedo).toBe(false);
    expect(workbench.notices.list).toEqual([]);
  });

  test("undone several times at once and edited at once after it, all counts in that order", async () => {
    await openCsv();
    const { edits, network, training } = workbench;
    await workbench.addLayer();
    await workbench.editTraining({ l1: 0.5 });
    await workbench.addLayer();
    const { spec } = network;
    const undone = [workbench.undo(), workbench.undo()];
    const edited = workbench.editTraining({ epochs: 7 });
    const last = workbench.editTraining({ epochs: 8 });
    await Promise.all([...undone, edited, last]);
    expect(network.spec?.layers).toHaveLength(3);
    expect(training.options).toMatchObject({ l1: 0, epochs: 8 });
    expect(training.model?.training).toMatchObject({ l1: 0, epochs: 8 });
    while (edits.canUndo) await workbench.undo();
    expect(network.spec?.layers).toHaveLength(2);
    const redone = [workbench.redo(), workbench.redo()];
    await Promise.all(redone);
    expect(training.options).toMatchObject({ epochs: 8 });
    expect(spec?.layers).toHaveLength(4);
  });

  test("a test file comes and goes with undo and redo, and is closed with its data", async () => {
    await openCsv();
    const { data, former, link, notices } = workbench;
    const closed = vi.spyOn(link.engine, "closeTable");
    next = addCsv("held-out.csv", `a,b,answer\n${clouds.slice(0, 10).join("\n")}\n`);
    await workbench.askForTestTable();
    const held = data.testTable;
    expect(data.dataset?.rows.test).toBe(10);
    await workbench.train({ epochs: 1 });
    const trained = workbench.training.model?.id;
    await workbench.editData(() => data.setTestTable(null));
    expect(data.dataset?.rows.test).toBe(0);
    await workbench.undo();
    expect(data.testTable).toBe(held);
    expect(workbench.training.model?.id).toBe(trained);
    expect(data.dataset?.rows.test).toBe(10);
    await workbench.undo();
    expect(data.dataset?.rows.test).toBe(0);
    await workbench.redo();
    expect(data.dataset?.rows.test).toBe(10);
    expect(closed).not.toHaveBeenCalledWith(held?.id);

    // A trained model of another table is taken back with its test file.
    await workbench.train({ epochs: 1 });
    await workbench.openSource({ kind: "sample", name: "xor" });
    expect(former.replaced).toBe(true);
    await workbench.takeBack();
    expect(data.dataset?.rows.test).toBe(10);
    await workbench.save(false);
    await workbench.openSource({ kind: "sample", name: "xor" });
    expect(closed).toHaveBeenCalledWith(held?.id);
    expect(notices.list).toEqual([]);
  });

  test("a model that waits for its data is asked for no test file, and keeps none open", async () => {
    await openCsv();
    await workbench.save(false);
    const { link, data, notices } = workbench;
    const closed = vi.spyOn(link.engine, "closeTable");
    const model = opened(saved[0]?.name ?? "", "model");
    next = addCsv("held-out.csv", `a,b,answer\n${clouds.slice(0, 10).join("\n")}\n`);
    let arrive = () => {};
    slow.set("held-out.csv", new Promise((resolve) => (arrive = resolve)));
    const asked = workbench.askForTestTable();
    await vi.waitFor(() => expect(workbench.tasks.running).toHaveLength(1));
    await workbench.openFile(model);
    arrive();
    await asked;
    expect(closed).toHaveBeenCalledTimes(1);
    expect(data.testTable).toBeNull();
    await workbench.askForTestTable();
    expect(closed).toHaveBeenCalledTimes(1);
    expect(notices.list).toEqual([]);
  });

  test("after a restart nothing is left of what the old worker held", async () => {
    await openCsv();
    const evaluate = new EvaluateState(workbench);
    const { runs, training, search, crossValidation, data, edits } = workbench;
    await workbench.train({ epochs: 2 });
    await workbench.addLayer();
    await workbench.train({ epochs: 2 });
    const [run] = runs.list;
    if (run) await evaluate.addRun(run);
    await workbench.crossValidate();
    expect(evaluate.rivals).toHaveLength(1);
    const { subject } = evaluate;
    const options = training.model?.training;

    await workbench.restart();
    expect(data.table?.name).toBe("clouds.csv");
    await workbench.editTraining({ ...options });
    await workbench.train({ epochs: 2 });
    // Numbers begin anew: the same ones mean something else now.
    expect(evaluate.subject).not.toBe(subject);
    expect(evaluate.rivals).toEqual([]);
    expect([runs.list, search.findings, crossValidation.result]).toEqual([[], [], null]);
    expect(edits.canRedo).toBe(false);
    expect(workbench.notices.list).toEqual([]);
  });

  test("a restart brings the kept work back: parameters, runs and the trained model replaced", async () => {
    await openCsv();
    const { runs, training, results, keeper, files: own } = workbench;
    await workbench.train({ epochs: 1 });
    await workbench.addLayer();
    await workbench.train({ epochs: 2 });
    runs.remark(1, "one layer");
    await workbench.addLayer();
    await workbench.undo();
    const outputs = results.page?.outputs.join();
    await workbench.addLayer();
    await keeper.look();
    await workbench.restart();
    expect(training.epoch).toBe(0);
    expect(workbench.network.spec?.layers).toHaveLength(4);
    expect(own.edited).toBe(true);
    expect(runs.list.map(({ model, note }) => [model.epoch, note])).toEqual([
      [1, "one layer"],
      [2, ""],
    ]);
    await workbench.openRun(runs.list.at(-1)?.number ?? 0);
    expect(results.page?.outputs.join()).toBe(outputs);
    expect(workbench.notices.list).toEqual([]);
  });

  test("a project brings back the table and the trained model on it, and is saved again", async () => {
    await openCsv();
    await workbench.train({ epochs: 3 });
    const before = workbench.results.page?.outputs.join();
    await workbench.addLayer();
    await workbench.train({ epochs: 1 });
    workbench.runs.remark(1, "before the layer");
    await workbench.openRun(1);
    await workbench.saveProject();
    expect(saved[0]).toMatchObject({ name: "clouds.chainrule", token: null });
    expect(workbench.files.edited).toBe(false);
    await workbench.openSource({ kind: "sample", name: "moons" });
    const project = opened("clouds.chainrule", "project");
    await workbench.openFile(project);
    expect(workbench.data.table?.rows).toBe(60);
    expect(workbench.training.epoch).toBe(3);
    expect(workbench.results.page?.outputs.join()).toBe(before);
    expect(workbench.files.title).toBe("clouds.chainrule");
    const run = workbench.runs.list.at(-1);
    expect(run?.model.epoch).toBe(1);
    // Saved elsewhere, the table's own file is still there to be read again.
    await workbench.save(true);
    await workbench.retype("b", "category");
    await workbench.undo();
    await workbench.openFile({ ...project, name: "clouds.chainrule" });
    await workbench.train({ epochs: 1 });
    await workbench.save(false);
    expect(saved.at(-1)).toMatchObject({ name: "clouds.chainrule", token: "clouds.chainrule" });
    expect(workbench.notices.list).toEqual([]);
  });

  test("a training replaced by another becomes a run, which opens again as it was", async () => {
    await openCsv();
    const { runs, training } = workbench;
    await workbench.train({ epochs: 3 });
    const first = { id: training.model?.id, outputs: workbench.results.page?.outputs.join() };
    await workbench.addLayer();
    expect(runs.list).toEqual([]);
    await workbench.train({ epochs: 2 });
    expect(runs.list.map(({ model }) => model.epoch)).toEqual([3]);
    runs.remark(1, "one layer");
    const second = workbench.network.spec?.layers.length;
    await workbench.openRun(1);
    expect(training.model?.id).toBe(first.id);
    expect(workbench.results.page?.outputs.join()).toBe(first.outputs);
    expect(workbench.network.spec?.layers.length).toBe((second ?? 0) - 1);
    expect(runs.list.map(({ number, model }) => [number, model.epoch])).toEqual([[2, 2]]);
    // Trained on other data, it can be looked at but not opened.
    await workbench.openSource({ kind: "sample", name: "moons" });
    expect(runs.list).toHaveLength(1);
    runs.remove(2);
    expect(runs.list).toEqual([]);
    expect(workbench.notices.list).toEqual([]);
  });

  test("looking back changes nothing; training from there branches off", async () => {
    await openCsv();
    const { runs, training } = workbench;
    await workbench.train({ epochs: 4 });
    const now = training.model?.id;
    expect(runs.moments.map(({ epoch }) => epoch)).toEqual([0, 1, 2, 3, 4]);
    await workbench.lookBack(runs.moments[1]?.step ?? 0);
    expect(training.epoch).toBe(1);
    await workbench.lookBack(runs.moments[2]?.step ?? 0);
    expect(training.epoch).toBe(2);
    await workbench.lookForward();
    expect(training.model?.id).toBe(now);
    expect(training.epoch).toBe(4);

    await workbench.lookBack(runs.moments[2]?.step ?? 0);
    await workbench.editTraining({ learningRate: 0.2 });
    await workbench.train({ epochs: 1 });
    expect(training.epoch).toBe(3);
    expect(runs.list.map(({ model }) => [model.id, model.epoch])).toEqual([[now, 4]]);
    expect(runs.origin).toBeNull();
    expect(runs.moments.at(-1)?.epoch).toBe(3);
    // An edit while looking back does not lose the training that is looked at.
    await workbench.lookBack(0);
    await workbench.addLayer();
    expect(runs.list).toHaveLength(2);
    // The new model has no moments yet, and those of the old one are not its own.
    expect(runs.moments.every(({ step }) => step <= training.step)).toBe(true);
    expect(workbench.notices.list).toEqual([]);
  });

  test("many settings are tried one after the other, each becomes a run; stopping keeps what is done", async () => {
    await openCsv();
    const { runs, search, training, network } = workbench;
    const present = training.model?.id;
    const { spec } = network;
    const { options } = training;
    if (!spec || !options) throw new Error("there is no network");
    const trials = planTrials(spec, options, {
      hidden: [[2], [3]],
      activations: [],
      optimizers: ["sgd"],
      learningRates: [],
      batches: [],
      seeds: 2,
    });
    await workbench.tryMany(trials, 2);
    expect(runs.list.map(({ model }) => model.epoch)).toEqual([2, 2, 2, 2]);
    expect(
      search.findings.map(({ variation, done, total }) => [
        describeVariation(variation),
        done,
        total,
      ]),
    ).toEqual([
      ["2 · sgd", 2, 2],
      ["3 · sgd", 2, 2],
    ]);
    const [first] = search.findings;
    const losses = runs.list
      .slice(0, 2)
      .map(({ model }) => model.history.epochs.at(-1)?.validationLoss ?? 0);
    expect(first?.loss.mean).toBeCloseTo(((losses[0] ?? 0) + (losses[1] ?? 0)) / 2, 12);
    expect(training.model?.id).toBe(present);

    // Other data are no reason to stop: they go on with those that they began with.
    // So many epochs that they are still under way when those are open.
    const going = workbench.tryMany(trials, 20_000);
    await vi.waitFor(() => expect(search.running).toBe(true), { interval: 1 });
    await workbench.setRole("a", "ignored");
    await workbench.openSource({ kind: "sample", name: "xor" });
    expect(search.running).toBe(true);
    await going;
    expect(search.done).toBe(4);
    expect(runs.list.map(({ model }) => model.inputNames)).toEqual(
      Array.from({ length: 8 }, () => ["a", "b"]),
    );
    await openCsv();

    const stopped = workbench.tryMany(trials, 100_000);
    await vi.waitFor(() => expect(search.running).toBe(true));
    await search.cancel();
    await stopped;
    expect(search.running).toBe(false);
    expect(runs.list).toHaveLength(8);
    expect(workbench.notices.list).toEqual([]);
  });

  test("an opened model shows no map of the one before, and errors end with what succeeds", async () => {
    await workbench.save(false);
    workbench.notices.fail({ what: "broken", remedy: "try again" });
    await workbench.openFile(opened(saved[0]?.name ?? "", "model"));
    expect(workbench.look.map).toBeNull();
    expect(workbench.notices.list).toEqual([]);
  });
});
