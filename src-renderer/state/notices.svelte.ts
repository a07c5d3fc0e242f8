import type { Failure } from "../../src-main/ipc.ts";
import { t } from "../../src-words/words.svelte.ts";
import { Cancelled, type Place, UserError } from "../../src-worker/errors.ts";
import { WorkerDied } from "./engine.svelte.ts";

export interface Notice {
  readonly id: number;
  readonly kind: "error" | "info";
  readonly what: string;
  /** "iris.csv:12", or empty. */
  readonly where: string;
  /** What to do about it; empty when there is nothing to do. */
  readonly remedy: string;
}

const MOST = 3;

/** What the user is told: errors until they dismiss them, other things for some seconds. */
export class Notices {
  list = $state.raw<readonly Notice[]>([]);
  #next = 1;

  /** Tells of anything thrown; a cancelled task is what the user wanted, so nothing is said. */
  report(error: unknown): void {
    // The banner of the dead worker says it already.
    if (error instanceof Cancelled || error instanceof WorkerDied) return;
    if (error instanceof UserError) {
      this.#add("error", error.message, wordsOf(error.place), error.remedy);
      return;
    }
    console.warn(error);
    const message = error instanceof Error ? error.message : String(error);
    this.#add(
      "error",
      t("Something went wrong inside the program ({message})", { message }),
      "",
      t("try again; if it happens again, please report it"),
    );
  }

  fail({ what, remedy }: Failure["failure"]): void {
    this.#add("error", what, "", remedy);
  }

  say(what: string, remedy = ""): void {
    this.#add("info", what, "", remedy);
  }

  dismiss(id: number): void {
    this.list = this.list.filter((notice) => notice.id !== id);
  }

  clear(): void {
    this.list = [];
  }

  /** What failed has succeeded now. */
  clearErrors(): void {
    this.list = this.list.filter(({ kind }) => kind !== "error");
  }

  #add(kind: Notice["kind"], what: string, where: string, remedy: string): void {
    const same = (notice: Notice) => notice.what === what && notice.where === where;
    const id = this.#next++;
    this.list = [
      ...this.list.filter((notice) => !same(notice)),
      { id, kind, what, where, remedy },
    ].slice(-MOST);
  }
}

/** A place in words: "iris.csv:12, “species”". */
export function wordsOf({ file, line, name, byte }: Place): string {
  const number = String(line);
  const alone = file ? `${file}:${number}` : t("line {number}", { number });
  const position = line === undefined ? file : alone;
  return [
    position,
    name === undefined ? undefined : `“${name}”`,
    byte === undefined ? undefined : t("byte {byte}", { byte: String(byte) }),
  ]
    .filter((part) => part !== undefined)
    .join(", ");
}
