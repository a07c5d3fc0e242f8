import type { Engine } from "../../src-worker/api.ts";
import { Cancelled } from "../../src-worker/errors.ts";
import type { DataState } from "./data.svelte.ts";
import { Latest } from "./latest.ts";
import type { Look } from "./look.svelte.ts";
import type { NetworkState } from "./network.svelte.ts";
import type { Notices } from "./notices.svelte.ts";
import type { Results } from "./results.svelte.ts";
import type { TrainingRun } from "./training.svelte.ts";

/** What a model is made from and shown by. */
export interface Parts {
  readonly data: DataState;
  readonly network: NetworkState;
  readonly training: TrainingRun;
  readonly look: Look;
  readonly results: Results;
}

/** Makes the model anew after edits, with the same seed: data set, then network, then model. */
export class Build {
  /** Whether the hidden layers are the user's and outlive a change of the data's set-up. */
  keepHidden = false;
  /** The same of the options of training, but for the loss, which the data dictates. */
  keepOptions = false;
  #dataEdited = false;
  readonly #latest: Latest;
  readonly #engine: () => Engine;
  readonly #parts: Parts;

  constructor(engine: () => Engine, parts: Parts, notices: Notices) {
    this.#engine = engine;
    this.#parts = parts;
    this.#latest = new Latest(() =>
      this.#apply().then(
        (made) => {
          if (made) notices.clearErrors();
        },
        (error) => notices.report(error),
      ),
    );
  }

  /** The network or the options of training were edited. */
  request(): Promise<void> {
    return this.#latest.request();
  }

  /** The table or its use was edited. */
  dataEdited(): Promise<void> {
    this.#dataEdited = true;
    return this.#latest.request();
  }

  /** Whether something is being made, of which the options are already taken. */
  get busy(): boolean {
    return this.#latest.busy;
  }

  /** Resolves when there is nothing left to make. */
  settled(): Promise<void> {
    return this.#latest.settled();
  }

  /** @returns whether all there is to make was made */
  async #apply(): Promise<boolean> {
    const { network, training, look, results } = this.#parts;
    await training.pause();
    if (this.#dataEdited) await this.#prepare();
    const { dataset } = this.#parts.data;
    if (!dataset || !network.spec || !training.options) return false;
    const spec = { dataset: dataset.id, network: network.spec, training: training.options };
    network.objections = await this.#engine().judge(spec);
    training.setModel(network.blocked ? null : await this.#engine().createModel(spec));
    await look.refresh("rest");
    await results.refresh();
    return true;
  }

  async #prepare(): Promise<void> {
    const { data, network, training, look, results } = this.#parts;
    this.#dataEdited = false;
    const isOther = data.dataset?.table !== data.table?.id;
    const clear = () => {
      training.setModel(null);
      look.clear();
      results.clear();
    };
    // A model on the same table stays, should the user end the preparing.
    if (isOther) clear();
    const dataset = await data.prepare().catch((error: unknown) => {
      if (!(error instanceof Cancelled)) clear();
      throw error;
    });
    if (!isOther) clear();
    if (!dataset) return;
    const proposal = await this.#engine().propose(dataset.id);
    network.fit(proposal, this.keepHidden);
    const { options } = training;
    training.options =
      options && (this.keepHidden || this.keepOptions)
        ? { ...options, loss: proposal.training.loss }
        : proposal.training;
  }
}
