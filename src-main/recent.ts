import { createHash } from "node:crypto";
import { homedir } from "node:os";
import { basename, dirname, relative, sep } from "node:path";
import { z } from "zod";
import type { FileKind, RecentFile } from "./ipc.ts";
import type { Stored } from "./stored.ts";

const MOST = 10;

export interface RecentEntry {
  readonly path: string;
  readonly kind: FileKind;
}

export const recentSchema: z.ZodType<readonly RecentEntry[]> = z
  .array(
    z.object({ path: z.string().max(4096), kind: z.enum(["data", "model", "project", "lesson"]) }),
  )
  .max(MOST);

/** The files opened and saved last, newest first. */
export class RecentFiles {
  private readonly stored: Stored<readonly RecentEntry[]>;
  private readonly changed: () => void;

  /** @param changed called after each change */
  constructor(stored: Stored<readonly RecentEntry[]>, changed: () => void) {
    this.stored = stored;
    this.changed = changed;
  }

  list(): RecentFile[] {
    return this.stored.value.map(({ path, kind }) => ({
      id: idOf(path),
      name: basename(path),
      folder: shortened(dirname(path)),
      kind,
    }));
  }

  find(id: string): RecentEntry | undefined {
    return this.stored.value.find(({ path }) => idOf(path) === id);
  }

  async add(entry: RecentEntry): Promise<void> {
    const others = this.stored.value.filter(({ path }) => path !== entry.path);
    await this.replace([entry, ...others].slice(0, MOST));
  }

  async clear(): Promise<void> {
    await this.replace([]);
  }

  private async replace(entries: readonly RecentEntry[]): Promise<void> {
    const written = this.stored.change(entries);
    this.changed();
    await written;
  }
}

/** Names an entry without telling where it lies. */
function idOf(path: string): string {
  return createHash("sha256").update(path).digest("hex").slice(0, 32);
}

function shortened(folder: string): string {
  const inside = relative(homedir(), folder);
  if (inside === "") return "~";
  return inside.startsWith("..") || inside === folder ? folder : `~${sep}${inside}`;
}
