import { z } from "zod";
import { archiveNames, isArchive, unpack } from "../data/archive.ts";
import type { ReadingTask } from "../data/reading-task.ts";
import type { Table } from "../data/table.ts";
import { Cancelled, UserError } from "../errors.ts";
import { quoted } from "../json.ts";
import { inSlices } from "../steps.ts";
import { readJson } from "./schemas.ts";
import { sha256 } from "./sha256.ts";
import { readTable, writeTable } from "./table.ts";
import { zipping } from "./zip.ts";

/** A session's work: the table, and the model on it with its training. */
export interface Project {
  readonly table: Table;
  /** A model file (formats/model.ts); null: the table has no model yet. */
  readonly model: Uint8Array<ArrayBuffer> | null;
  /** Further models on the table, and the user's remarks on them. */
  readonly runs: readonly { readonly model: Uint8Array<ArrayBuffer>; readonly note: string }[];
}

const version = 1;
const names = { manifest: "manifest.json", table: "table.safetensors", model: "model.safetensors" };

const mostRuns = 900;
const runName = (place: number) => `runs/${place + 1}.safetensors`;

const manifestSchema = z.object({
  format: z.string().regex(/^chainrule-project\/[1-9][0-9]{0,8}$/),
  /** SHA-256 of each other file of the archive, hex. */
  files: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)),
  /** Remarks on `runs/1.safetensors`, `runs/2.safetensors`, … in order. */
  runs: z.array(z.string().max(2000)).max(mostRuns).default([]),
});

/** Packing takes longer than writing, and numbers hardly become smaller. */
const mostPacked = 16 * 2 ** 20;

/**
 * A project file `*.chainrule`: a ZIP archive of `manifest.json`, the typed table as
 * `table.safetensors`, the model as `model.safetensors` and runs beside it as `runs/K.safetensors`. The same work gives the same bytes.
 */
export async function writeProject(
  { table, model, runs }: Project,
  task?: ReadingTask,
): Promise<Uint8Array<ArrayBuffer>> {
  const contents: [string, Uint8Array<ArrayBuffer>][] = [[names.table, writeTable(table)]];
  if (model) contents.push([names.model, model]);
  for (const [place, run] of runs.slice(0, mostRuns).entries()) {
    contents.push([runName(place), run.model]);
  }
  // Each is read twice: for its sum, and to be packed.
  const work = 2 * contents.reduce((sum, [, { length }]) => sum + length, 0);
  let done = 0;
  const files: Record<string, string> = {};
  for (const [name, bytes] of contents) {
    files[name] = await sha256(bytes);
    done += bytes.length;
    task?.progress(done, work);
    if (task?.cancelled()) throw new Cancelled();
  }
  const notes = runs.slice(0, mostRuns).map(({ note }) => note);
  const manifest = { format: `chainrule-project/${version}`, files, runs: notes };
  const text = new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`);
  const entries = [
    { name: names.manifest, bytes: text, packed: true },
    ...contents.map(([name, bytes]) => ({ name, bytes, packed: bytes.length <= mostPacked })),
  ];
  const before = done;
  return inSlices(zipping(entries), work, {
    progress: (packed) => task?.progress(Math.min(before + packed, work), work),
    cancelled: () => task?.cancelled() ?? false,
  });
}

/**
 * Reads a project file. Older versions always open; a newer one is refused by its number.
 * @param file its name, for messages
 * @throws {UserError} naming the file in the archive that is missing, altered or wrong
 */
export async function readProject(bytes: Uint8Array, file: string): Promise<Project> {
  const present = archiveNames(bytes, file);
  const { manifest: manifestName, ...others } = names;
  const text = unpack(bytes, file, [manifestName]).get(manifestName);
  const manifest = readJson(new TextDecoder().decode(text), manifestSchema, {
    file,
    name: manifestName,
  });
  const written = Number(manifest.format.slice("chainrule-project/".length));
  if (written > version) {
    throw new UserError(
      `the project has version ${written}, this program reads up to ${version}`,
      "open it with a newer version of Chainrule",
      { file, name: manifestName },
    );
  }
  const wanted = Object.values(others).filter(
    (name) => name === names.table || present.includes(name),
  );
  wanted.push(...manifest.runs.map((_, place) => runName(place)));
  const contents = unpack(bytes, file, wanted);
  for (const [name, content] of contents) {
    if (manifest.files[name] === (await sha256(content))) continue;
    throw new UserError(
      `${quoted(name)} in the project is not what was saved`,
      "open the backup beside it (.bak), or save it again",
      { file, name },
    );
  }
  return {
    table: readTable(contents.get(names.table) as Uint8Array, `${file}: ${names.table}`),
    model: contents.get(names.model) ?? null,
    runs: manifest.runs.map((note, place) => ({
      model: contents.get(runName(place)) as Uint8Array<ArrayBuffer>,
      note,
    })),
  };
}

/**
 * The model file that some bytes are: they themselves, or what the project they are holds.
 * @throws {UserError} for a project without a model
 */
export async function modelIn(
  bytes: Uint8Array<ArrayBuffer>,
  file: string,
): Promise<Uint8Array<ArrayBuffer>> {
  if (!isArchive(bytes)) return bytes;
  const { model } = await readProject(bytes, file);
  if (model) return model;
  throw new UserError("the project has no model yet", "open it as data and train one", { file });
}
