import type { DataSource } from "../../src-worker/api.ts";

/** The files that a source is read from. */
export function tokensOf(source: DataSource | null): string[] {
  if (source?.kind !== "file") return [];
  return [source.token, ...(source.labels ? [source.labels.token] : [])];
}

/** What tells one source from another. */
export function sourceKey(source: DataSource | null): string {
  return source ? `${source.kind} ${source.kind === "file" ? source.token : source.name}` : "";
}
