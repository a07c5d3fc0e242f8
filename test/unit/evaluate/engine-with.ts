import { readFileSync } from "node:fs";
import type { DatasetSpec, Engine, ModelState, TrainingOptions } from "../../../src-worker/api.ts";
import { createEngine } from "../../../src-worker/engine.ts";
import { UserError } from "../../../src-worker/errors.ts";
import { usualSpec } from "../data/spec.ts";

export const quiet = () => {};

/** Three classes of 50 flowers by four measures. */
export const flowers = readFileSync("test/fixtures/flowers.csv", "utf8");

/** An engine whose files are these texts or bytes, by token. */
export function engineWith(files: Record<string, string | Uint8Array> = {}): Engine {
  return createEngine({
    async open(token) {
      const content = files[token];
      if (content === undefined) throw new UserError("there is no such file");
      const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
      return { stream: new Blob([new Uint8Array(bytes)]).stream(), size: bytes.length };
    },
  });
}

/** A model as proposed for a table, with some choices otherwise. */
export async function modelOf(
  engine: Engine,
  source: { readonly sample: string } | { readonly file: string },
  choices: {
    readonly spec?: Partial<DatasetSpec>;
    readonly training?: Partial<TrainingOptions>;
    readonly hidden?: readonly { readonly units: number; readonly activation: string }[];
  } = {},
): Promise<ModelState> {
  const table = await engine.openTable(
    "sample" in source
      ? { kind: "sample", name: source.sample }
      : { kind: "file", token: source.file, name: `${source.file}.csv` },
    "open",
    quiet,
  );
  const { id } = await engine.prepare({
    table: table.id,
    targets: [table.proposal.target],
    ...usualSpec,
    ...choices.spec,
  });
  const { network, training } = await engine.propose(id);
  const layers = choices.hidden
    ? [...choices.hidden.map((layer) => ({ ...layer, bias: true })), ...network.layers.slice(-1)]
    : network.layers;
  return engine.createModel({
    dataset: id,
    network: { ...network, layers },
    training: { ...training, ...choices.training },
  });
}
