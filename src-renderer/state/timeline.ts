import type { Draft } from "./edits.svelte.ts";
import type { FormerModel } from "./former.svelte.ts";
import { Runs } from "./runs.svelte.ts";
import type { Work } from "./work.svelte.ts";

/** Ways back: to a draft before an edit, a moment of the training, a run, the model replaced. */
export class Timeline {
  readonly #work: Work;

  constructor(work: Work) {
    this.#work = work;
  }

  /** Takes the last edit back. */
  undo(): Promise<void> {
    return this.#go((present) => this.#work.edits.undo(present));
  }

  /** Makes the edit again that was last taken back. */
  redo(): Promise<void> {
    return this.#go((present) => this.#work.edits.redo(present));
  }

  /** Shows the model as it was at a moment of its training; training goes on from there. */
  lookBack(step: number): Promise<void> {
    const { runs, look, results } = this.#work;
    return this.#work.inTurn(async () => {
      await runs.lookBack(step);
      await look.refresh("rest");
      await results.refresh();
    });
  }

  /** Back from a moment to the model as it is now. */
  async lookForward(): Promise<void> {
    const { runs, look, results } = this.#work;
    runs.lookForward();
    await look.refresh("rest");
    await results.refresh();
  }

  /** Makes a kept run the present model; the present one, if it is trained, is kept instead. */
  openRun(number: number): Promise<void> {
    const { data, training, runs, link, files } = this.#work;
    return this.#work.inTurn(async () => {
      const { table } = data;
      const { model, step } = training;
      if (!table || this.#work.awaitsData) return;
      this.#work.leavePast();
      if (model && step > 0) runs.add(model, Runs.tableKey(table));
      const run = runs.take(number);
      if (!run) return;
      await this.#work.show(await link.engine.modelState(run.model.id));
      files.setEdited(true);
    });
  }

  /** Goes back to the trained model that an edit or other data replaced. */
  takeBack(): Promise<void> {
    return this.#work.inTurn(() => this.#takeBack());
  }

  async #takeBack(): Promise<void> {
    const { former, data, files, link } = this.#work;
    const taken = former.take();
    if (!taken) return;
    const { model, table, source, testTable, subject } = taken;
    if (data.table !== table) {
      this.#work.use(table, source, testTable);
      files.setDocument(null, subject);
    } else {
      data.setTestTable(testTable);
    }
    await this.#work.show(await link.engine.modelState(model.id));
    files.setEdited(true);
  }

  /** Goes over to a draft: to the trained model it was of, where that is still there. */
  #go(next: (present: Draft) => Draft | null): Promise<void> {
    const { former, data, network, training, build, files } = this.#work;
    return this.#work.goOver(async () => {
      const draft = this.#work.awaitsData ? null : next(this.#work.draft);
      if (!draft) return;
      const { held, replaced } = former;
      if (held && replaced && isOf(held, draft)) return this.#takeBack();
      this.#work.leavePast();
      former.hold();
      const { types } = data;
      if (Object.entries(draft.types).some(([name, type]) => types[name] !== type)) {
        await data.retype(draft.types);
      }
      const sameData =
        JSON.stringify(draft.data) === JSON.stringify(data.spec) &&
        draft.testTable === data.testTable;
      data.adopt(draft.data);
      data.setTestTable(draft.testTable);
      network.spec = draft.network;
      training.options = draft.options;
      build.keepHidden = true;
      build.keepOptions = true;
      files.setEdited(true);
      await (sameData ? build.request() : build.dataEdited());
      build.keepHidden = draft.keepHidden;
      build.keepOptions = draft.keepOptions;
    });
  }
}

/** Whether a model was made from a draft. */
function isOf({ model, testTable }: FormerModel, draft: Draft): boolean {
  const { data, network, options } = draft;
  const same = (a: unknown, b: unknown) => inOrder(a) === inOrder(b);
  return (
    testTable === draft.testTable &&
    same(model.network, network) &&
    same(model.datasetSpec, data) &&
    same(model.training, options)
  );
}

/** Plain data as text, in which the order of keys does not show. */
function inOrder(data: unknown): string {
  return JSON.stringify(data, (_, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
