import { UserError } from "../../errors.ts";

/**
 * A helper has died or hangs in the midst of a part. What its memory holds is of no use: the part
 * is not done, or may yet be written to.
 */
export class Stalled extends UserError {
  constructor() {
    super(
      "a thread that computes has stopped working",
      "try again; from now on one thread computes, until a number of threads is chosen anew",
    );
  }
}
