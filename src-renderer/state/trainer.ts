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
    const { training, look, results, runs } = this.#work;
    // A second wish must not pause what the first one has begun.
    if (training.running || training.starting) return;
    training.starting = true;
    let run: { readonly ended: Promise<void> } | null;
    try {
      run = await this.#work.inTurn(() => this.#begin(until));
    } finally {
      training.starting = false;
    }
    if (!run) return;
    try {
      await run.ended;
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

  /** Begins to train what is open now; null: there is nothing to train. */
  async #begin(until: { steps?: number; epochs?: number }) {
    const { training, results, files, look, notices } = this.#work;
    if (!training.model || this.#work.awaitsData) return null;
    await this.#keepFormer();
    this.#work.leavePast();
    this.#work.edits.separate();
    results.clear();
    const ended = training.run(until);
    files.setEdited(true);
    look.follow().catch((error) => notices.report(error));
    return { ended };
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
