import { stat } from "node:fs/promises";
import type {
  DataSource,
  Engine,
  FileSource,
  OnProgress,
  ReadingOptions,
  TableSummary,
} from "../../src-worker/api.ts";
import { UserError } from "../../src-worker/errors.ts";
import type { Surroundings } from "./command.ts";
import { concerning, UsageError } from "./failure.ts";
import { openingLine } from "./opening.ts";

const SAMPLE = "sample:";

/** What DATA on the command line means: `sample:NAME`, or the path of a file. */
export function dataSource(argument: string, reading: ReadingOptions): DataSource {
  return argument.startsWith(SAMPLE)
    ? { kind: "sample", name: argument.slice(SAMPLE.length) }
    : { kind: "file", token: argument, name: argument, reading };
}

/**
 * Opens DATA, with progress on a terminal.
 * @throws UsageError for a sample that does not exist, UserError for a file that cannot be read
 */
export async function openData(
  engine: Engine,
  surroundings: Surroundings,
  argument: string,
  reading: ReadingOptions,
): Promise<TableSummary> {
  const source = dataSource(argument, reading);
  if (source.kind === "sample") {
    const { samples } = await engine.catalogue();
    if (!samples.some(({ name }) => name === source.name)) {
      const valid = samples.map(({ name }) => SAMPLE + name).join(", ");
      throw new UsageError(`"${argument}" is no sample; valid: ${valid}`);
    }
  } else {
    await refuseFolder(argument);
  }
  const line = openingLine(surroundings);
  try {
    return await concerning(argument, engine.openTable(source, "open", line.show));
  } finally {
    line.clear();
  }
}

/** Opens a model file, with progress on a terminal. @throws UserError when it cannot be read */
export function openModel(engine: Engine, surroundings: Surroundings, path: string) {
  return openFile(surroundings, path, (source, show) => engine.openModel(source, "open", show));
}

/** Reads a file by a call of the engine, with progress on a terminal. */
export async function openFile<T>(
  surroundings: Surroundings,
  path: string,
  open: (source: FileSource, show: OnProgress) => Promise<T>,
): Promise<T> {
  await refuseFolder(path);
  const line = openingLine(surroundings);
  try {
    return await concerning(path, open({ kind: "file", token: path, name: path }, line.show));
  } finally {
    line.clear();
  }
}

/** A folder can be opened like a file and fails only when it is read, in the system's own words. */
async function refuseFolder(path: string): Promise<void> {
  if ((await stat(path).catch(() => null))?.isDirectory()) {
    throw new UserError("is a folder", "give the name of a file", { file: path });
  }
}
