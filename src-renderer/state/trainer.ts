import type { Trial } from "../drawing/search-plan.ts";
import { Runs } from "./runs.svelte.ts";
import type { Work } from "./work.svelte.ts";

/** Trains the present model, and others beside it. */
export class Trainer {
  readonly #work: Work;

  constructor(work: Work) {
    this.#work = work;
  }

  playPause(): Promise<void> {
    const { training } = this.#work;
    return training.running ? training.pause() : this.train({});
  }

  async train(until: { steps?: number; epochs?: number }): Promise<void> {
    const { training, build, results, files, look, runs, notices } = this.#work;
    training.starting = true;
    try {
      await build.settled();
    } finally {
      training.starting = false;
    }
    if (!training.model || this.#work.awaitsData || training.running) return;
    await this.#keepFormer();
    this.#work.leavePast();
    this.#work.edits.separate();
    results.clear();
    const run = training.run(until);
    files.setEdited(true);
    look.follow().catch((error) => notices.report(error));
    try {
      await run;
    } finally {
      await look.refresh("rest");
      await results.refresh();
      await runs.findMoments();
    }
  }

  async rewind(): Promise<void> {
    const { training, runs, look, results } = this.#work;
    await training.rewind();
    await runs.findMoments();
    await look.refresh("rest");
    await results.refresh();
  }

  /** Trains many models on the open data, which become runs; the present one stays. */
  async tryMany(trials: readonly Trial[], epochs: number): Promise<void> {
    const { build, training, data, search, runs } = this.#work;
    await build.settled();
    await training.pause();
    const { table, dataset } = data;
    if (!table || !dataset || search.running) return;
    const key = Runs.tableKey(table);
    // They go on with the data they began with, whatever is edited meanwhile.
    const release = data.hold(dataset);
    try {
      await search.run(dataset.id, trials, epochs, (model) => runs.add(model, key));
    } finally {
      release();
    }
  }

  /** Trains the network once a fold, beside the model that is open. */
  async crossValidate(): Promise<void> {
    const { build, training, crossValidation } = this.#work;
    await build.settled();
    await training.pause();
    const { modelSpec } = this.#work;
    if (modelSpec) await crossValidation.run(modelSpec);
  }

  /** What the training that begins would replace becomes a run. */
  async #keepFormer(): Promise<void> {
    const { former, link, runs } = this.#work;
    const { held, replaced } = former;
    if (!held || !replaced) return former.drop();
    const model = await link.engine.modelState(held.model.id);
    former.release();
    runs.add(model, Runs.tableKey(held.table));
  }
}
