import type { Part } from "../../src-worker/api.ts";

/** A row that another view wants to be looked at in Inspect; kept by Views as "inspect-request". */
export class InspectRequest {
  part = $state<Part | null>(null);
  /** Row of the part, from 0. */
  row = $state<number | null>(null);

  ask(part: Part, row: number): void {
    this.part = part;
    this.row = row;
  }
}
