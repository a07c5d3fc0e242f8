/** Where in a file something is wrong; every part optional, the most exact known. */
export interface Place {
  /** Name of the file as the user knows it. */
  readonly file?: string;
  /** 1-based line of a text file. */
  readonly line?: number;
  /** 1-based column of that line, in UTF-16 units. */
  readonly column?: number;
  /** Name of a column, tensor, or field. */
  readonly name?: string;
  /** Byte offset from the start of the file. */
  readonly byte?: number;
}

/**
 * An error the user can act on: what is wrong, where, and what to do. Everything else that is
 * thrown is a defect of the program.
 */
export class UserError extends Error {
  override readonly name = "UserError";
  readonly place: Place;
  /** What to do about it, as a phrase that follows "; ". Empty when there is nothing to do. */
  readonly remedy: string;

  constructor(what: string, remedy = "", place: Place = {}) {
    super(what);
    this.remedy = remedy;
    this.place = place;
  }

  /** The same error, with what the caller knows about the place filled in. */
  at(place: Place): UserError {
    return new UserError(this.message, this.remedy, { ...place, ...this.place });
  }
}

/** A long task that ended because its caller cancelled it. */
export class Cancelled extends Error {
  override readonly name = "Cancelled";

  constructor() {
    super("cancelled");
  }
}
