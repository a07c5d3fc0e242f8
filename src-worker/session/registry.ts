import { UserError } from "../errors.ts";

/** Things the caller names by number. Numbers are never used again. */
export class Registry<T> {
  private readonly items = new Map<number, T>();
  private readonly what: string;
  private last = 0;

  /** @param what for the message when a number is not known: "table" */
  constructor(what: string) {
    this.what = what;
  }

  add(make: (id: number) => T): T {
    const id = this.last + 1;
    const item = make(id);
    this.last = id;
    this.items.set(id, item);
    return item;
  }

  /** @throws {UserError} when it has been closed */
  get(id: number): T {
    const item = this.items.get(id);
    if (item === undefined) {
      throw new UserError(`this ${this.what} is no longer open`, "open it again");
    }
    return item;
  }

  /** Closes it; no effect when it is closed already. */
  remove(id: number): void {
    this.items.delete(id);
  }
}
