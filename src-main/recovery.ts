import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { KeptPart, LostWork } from "./ipc.ts";
import { Pieces } from "./pieces.ts";
import { save } from "./save.ts";

const ID = /^[0-9a-f]{32}$/;
const STATE = "state.json";
/** The newest two tables: an undo may go back to the one before. */
const TABLES_KEPT = 2;

const stateSchema = z.object({
  title: z.string(),
  /** Milliseconds since 1970. */
  when: z.number(),
  /** Whether anything in it is saved nowhere else. */
  unsaved: z.boolean(),
  /** File of the table, "" where there is none. */
  table: z.string().regex(/^(?:table-\d{1,9}\.chainrule)?$/),
});

type State = z.infer<typeof stateSchema>;

interface Record {
  readonly id: string;
  state: State;
  tables: number;
}

/** Files of some work that was not saved when its window went. */
export interface Recovered {
  readonly id: string;
  readonly title: string;
  readonly table: string | null;
  readonly model: string | null;
}

/**
 * What each window's work was a few seconds ago, in a folder of its own: written while it is worked
 * on, removed when its window closes in order, and offered at the next start when it did not.
 */
export class Recovery {
  private readonly folder: string;
  private readonly own = new Map<number, Record>();
  /** Folders found at the start, or of pages that crashed. */
  private readonly lost = new Map<string, Record>();
  private readonly found: Promise<void>;
  private readonly pieces = new Pieces();

  /** @param folder where the folders lie; only one process uses it at a time */
  constructor(folder: string) {
    this.folder = folder;
    this.found = this.find();
  }

  /**
   * Writes a part of a window's work; no bytes: its table is too large to be kept here.
   * @param rest bytes still to come: it is written with the last piece
   * @throws NodeJS.ErrnoException; what was there stays
   */
  async keep(
    owner: number,
    part: KeptPart,
    piece: Uint8Array,
    title: string,
    rest = 0,
  ): Promise<void> {
    const bytes = this.pieces.add(owner, part, piece, rest);
    if (!bytes) return;
    const record = this.own.get(owner) ?? this.begin(owner);
    // Whoever looks for what was left behind removes a folder that is not whole yet.
    await this.found;
    const place = join(this.folder, record.id);
    await mkdir(place, { recursive: true });
    let { table } = record.state;
    if (part === "model") {
      await save(join(place, "model.safetensors"), bytes, { backup: false });
    } else if (bytes.length === 0) {
      table = "";
    } else {
      record.tables += 1;
      table = `table-${record.tables}.chainrule`;
      await save(join(place, table), bytes, { backup: false });
    }
    await this.write(record, { title, when: Date.now(), unsaved: true, table });
    if (part === "table") await this.removeOldTables(record);
    // The window may have closed meanwhile.
    if (this.own.get(owner) !== record) this.remove(record.id);
  }

  /** The window's work is saved elsewhere, or there is none. */
  async clean(owner: number): Promise<void> {
    const record = this.own.get(owner);
    if (record?.state.unsaved) await this.write(record, { ...record.state, unsaved: false });
  }

  /** The window closed in order: nothing of its work is to come back. */
  closed(owner: number): void {
    this.pieces.forget(owner);
    const record = this.own.get(owner);
    this.own.delete(owner);
    if (record) this.remove(record.id);
  }

  /** The window's page has gone without leave: its work is to be offered. */
  crashed(owner: number): void {
    this.pieces.forget(owner);
    const record = this.own.get(owner);
    this.own.delete(owner);
    if (record?.state.unsaved) this.lost.set(record.id, record);
  }

  /** Work that can come back, the newest first. */
  async list(): Promise<LostWork[]> {
    await this.found;
    return [...this.lost.values()]
      .map(({ id, state: { title, when } }) => ({ id, title, when }))
      .sort((a, b) => b.when - a.when);
  }

  /**
   * The files of some work; null: it is not there any more. It stays on offer until it is adopted.
   * @param id empty: the window's own unsaved work, after its engine has died
   */
  async recover(id: string, owner: number): Promise<Recovered | null> {
    await this.found;
    const record = id === "" ? this.own.get(owner) : this.lost.get(id);
    if (!record?.state.unsaved) return null;
    // On offer as well, until it is open: what the window says meanwhile is not of this work.
    if (this.own.get(owner) === record) this.own.delete(owner);
    this.lost.set(record.id, record);
    const place = join(this.folder, record.id);
    const names = await readdir(place).catch((): string[] => []);
    const path = (name: string) => (names.includes(name) ? join(place, name) : null);
    const { title, table } = record.state;
    return { id: record.id, title, table: path(table), model: path("model.safetensors") };
  }

  /** The work has been opened in a window, whose it is from now on. */
  adopt(id: string, owner: number): void {
    const record = this.lost.get(id);
    if (!record) return;
    this.closed(owner);
    this.lost.delete(id);
    this.own.set(owner, record);
  }

  async discard(id: string): Promise<void> {
    await this.found;
    if (this.lost.delete(id)) this.remove(id);
  }

  private begin(owner: number): Record {
    const id = randomBytes(16).toString("hex");
    const record = { id, state: { title: "", when: 0, unsaved: false, table: "" }, tables: 0 };
    this.own.set(owner, record);
    return record;
  }

  private async write(record: Record, state: State): Promise<void> {
    record.state = state;
    const bytes = new TextEncoder().encode(`${JSON.stringify(state)}\n`);
    await save(join(this.folder, record.id, STATE), bytes, { backup: false });
  }

  private async removeOldTables({ id, tables }: Record): Promise<void> {
    const old = join(this.folder, id, `table-${tables - TABLES_KEPT}.chainrule`);
    await rm(old, { force: true }).catch(() => {});
  }

  private async find(): Promise<void> {
    const names = await readdir(this.folder).catch(() => []);
    await Promise.all(
      names.map(async (id) => {
        if (!ID.test(id)) return;
        const state = await readState(join(this.folder, id, STATE));
        if (!state?.unsaved) return this.remove(id);
        const tables = Number(/\d+/.exec(state.table)?.[0] ?? 0);
        this.lost.set(id, { id, state, tables });
      }),
    );
  }

  /** At once, as the program may be about to end. */
  private remove(id: string): void {
    try {
      rmSync(join(this.folder, id), { recursive: true, force: true });
    } catch {
      // It does no harm: the next start finds it again.
    }
  }
}

async function readState(path: string): Promise<State | null> {
  try {
    return stateSchema.parse(JSON.parse(await readFile(path, "utf8")));
  } catch {
    return null;
  }
}
