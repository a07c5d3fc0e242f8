import type {
  ColumnType,
  LiveOptions,
  NetworkSpec,
  TrainingOptions,
} from "../../src-worker/api.ts";
import type { Role } from "./data.svelte.ts";
import type { Draft } from "./edits.svelte.ts";
import type { Work } from "./work.svelte.ts";

/** What may change while a training goes on. */
const LIVE = ["learningRate", "batch", "epochs"];

/** Edits of data, network and training: each can be undone, and what depends on it is made anew. */
export class Editing {
  readonly #work: Work;
  #retyped: Promise<void> = Promise.resolve();

  constructor(work: Work) {
    this.#work = work;
  }

  /** One after the other: each reads the table anew with the types of the one before. */
  retype(column: string, type: ColumnType): Promise<void> {
    const retyped = this.#retyped.then(() => this.#work.edit(() => this.#retype(column, type)));
    this.#retyped = retyped.catch(() => {});
    return retyped;
  }

  async #retype(column: string, type: ColumnType): Promise<void> {
    const { former, data, edits, files, build } = this.#work;
    const before = this.#work.draft;
    former.hold();
    await data.retype({ [column]: type });
    edits.record(before, `type of ${column}`);
    files.setEdited(true);
    await build.dataEdited();
  }

  setRole(column: string, role: Role): Promise<void> {
    return this.editData(() => this.#work.data.setRole(column, role));
  }

  /** Changes how the table is used; a new model follows. */
  editData(change: () => void): Promise<void> {
    return this.#work.edit(() => this.#editData(change));
  }

  async #editData(change: () => void): Promise<void> {
    const { edits, former, files, build } = this.#work;
    if (this.#work.awaitsData) return;
    this.#work.leavePast();
    const before = this.#work.draft;
    former.hold();
    change();
    edits.record(before, changed(before, this.#work.draft));
    files.setEdited(true);
    await build.dataEdited();
  }

  /** Changes the architecture; a new model follows. */
  editNetwork(change: () => void): Promise<void> {
    return this.#work.edit(() => this.#editNetwork(change));
  }

  async #editNetwork(change: () => void): Promise<void> {
    const { network, edits, former, files, build } = this.#work;
    if (this.#work.awaitsData) return;
    const { spec } = network;
    const before = this.#work.draft;
    change();
    if (spec && network.spec === spec) return;
    this.#work.leavePast();
    edits.record(before, changedLayer(before.network, network.spec));
    former.hold();
    build.keepHidden = true;
    files.setEdited(true);
    await build.request();
  }

  /** Puts these hidden layers before the output layer. */
  setHidden(
    hidden: readonly { readonly units: number; readonly activation: string }[],
  ): Promise<void> {
    const { network } = this.#work;
    return this.editNetwork(() => {
      const { spec } = network;
      const output = spec?.layers.at(-1);
      if (!spec || !output) return;
      const layers = [...hidden.map((layer) => ({ ...layer, bias: true })), output];
      network.spec = { ...spec, layers };
    });
  }

  addLayer(): Promise<void> {
    const { network, training } = this.#work;
    const place = (network.spec?.layers.length ?? 1) - 1;
    return this.editNetwork(() => {
      if (!network.canAddLayer) return;
      network.addLayer();
      training.refreeze((layer) => (layer >= place ? layer + 1 : layer));
    });
  }

  /** Removes a hidden layer: the last one unless told which. */
  removeLayer(place?: number): Promise<void> {
    const { network, training } = this.#work;
    const removed = place ?? (network.spec?.layers.length ?? 0) - 2;
    return this.editNetwork(() => {
      if (!network.removeLayer(removed)) return;
      training.refreeze((layer) =>
        layer === removed ? null : layer > removed ? layer - 1 : layer,
      );
    });
  }

  useProposal(): Promise<void> {
    const { network, training } = this.#work;
    return this.editNetwork(() => {
      if (!network.proposal) return;
      network.fit(network.proposal, false);
      training.refreeze(() => null);
    });
  }

  /** Changes options of training: at once where that is possible, or else with a new model. */
  editTraining(change: Partial<TrainingOptions>): Promise<void> {
    return this.#work.edit(() => this.#editTraining(change));
  }

  async #editTraining(change: Partial<TrainingOptions>): Promise<void> {
    const { training, edits, former, files, build } = this.#work;
    const { options, step } = training;
    if (!options || this.#work.awaitsData) return;
    edits.record(this.#work.draft, Object.keys(change).join(" "));
    files.setEdited(true);
    const begun = !build.busy && (step > 0 || training.running);
    if (begun && Object.keys(change).every((key) => LIVE.includes(key))) {
      return training.adjust(change as LiveOptions);
    }
    this.#work.leavePast();
    former.hold();
    training.options = { ...options, ...change };
    build.keepOptions = true;
    await build.request();
  }
}

/** Which layer differs, and of how many: edits of the same belong together. */
function changedLayer(before: NetworkSpec | null, after: NetworkSpec | null): string {
  const old = before?.layers ?? [];
  const now = after?.layers ?? [];
  const place = now.findIndex((layer, at) => JSON.stringify(layer) !== JSON.stringify(old[at]));
  return `layer ${place} of ${now.length}`;
}

/** What of the data's set-up differs between two drafts: edits of the same belong together. */
function changed(before: Draft, after: Draft): string {
  const values = ({ data, testTable }: Draft) =>
    new Map(Object.entries({ ...data, [`test file ${after.testTable?.id}`]: testTable?.id }));
  const [old, now] = [values(before), values(after)];
  const names = [...new Set([...old.keys(), ...now.keys()])];
  const differ = (name: string) => JSON.stringify(old.get(name)) !== JSON.stringify(now.get(name));
  return `data: ${names.filter(differ).join(" ")}`;
}
