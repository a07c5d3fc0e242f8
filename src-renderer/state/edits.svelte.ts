import type {
  ColumnType,
  DatasetSpec,
  NetworkSpec,
  TableSummary,
  TrainingOptions,
} from "../../src-worker/api.ts";

/** All that the user has chosen: with the table's file, what a model is made from. */
export interface Draft {
  /** The table it is about: an edit is undone only while that one is open. */
  readonly source: unknown;
  readonly types: Readonly<Record<string, ColumnType>>;
  readonly data: Omit<DatasetSpec, "table">;
  /** The table whose rows are the test part; null: rows of the one it is about. */
  readonly testTable: TableSummary | null;
  readonly network: NetworkSpec | null;
  readonly options: TrainingOptions | null;
  readonly keepHidden: boolean;
  readonly keepOptions: boolean;
}

const MOST = 200;
/** Edits of one thing that follow one another so closely are one: a key held down, a drag. */
const SAME_EDIT_MS = 700;

/** The drafts before and after the present one. */
export class Edits {
  #past = $state.raw<readonly Draft[]>([]);
  #future = $state.raw<readonly Draft[]>([]);
  #last = { what: "", at: Number.NEGATIVE_INFINITY };
  readonly #now: () => number;

  readonly canUndo = $derived(this.#past.length > 0);
  readonly canRedo = $derived(this.#future.length > 0);

  /** @param now in milliseconds */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /**
   * To be called with the draft as it is before an edit.
   * @param what is edited; edits of the same within a moment are undone together
   */
  record(before: Draft, what: string): void {
    const at = this.#now();
    const same = what === this.#last.what && at - this.#last.at < SAME_EDIT_MS;
    this.#last = { what, at };
    if (same && this.#past.length > 0) return;
    this.#past = [...this.#past.slice(1 - MOST), before];
    this.#future = [];
  }

  /** What is edited next is an edit of its own. */
  separate(): void {
    this.#last = { what: "", at: Number.NEGATIVE_INFINITY };
  }

  /** The draft to go back to from the present one; null: there is none. */
  undo(present: Draft): Draft | null {
    const draft = this.#past.at(-1);
    if (!draft) return null;
    this.#past = this.#past.slice(0, -1);
    this.#future = [...this.#future, present];
    this.separate();
    return draft;
  }

  /** The draft that was last gone back from; null: there is none. */
  redo(present: Draft): Draft | null {
    const draft = this.#future.at(-1);
    if (!draft) return null;
    this.#future = this.#future.slice(0, -1);
    this.#past = [...this.#past, present];
    return draft;
  }

  /** Another table is open: what was before has nothing to do with it. */
  clear(): void {
    this.#past = [];
    this.#future = [];
  }
}
