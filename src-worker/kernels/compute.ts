import { UserError } from "../errors.ts";
import type { BackendName } from "./backend.ts";
import type { ComputeOptions, ComputeState } from "./contract.ts";
import { type Crew, hire, hiredCrew, isCrewLost } from "./threads/crew.ts";
import { canBeFast } from "./wasm/machine.ts";

/** The threads that a host can start beside the engine's own. */
export interface Threads {
  /** How many there may be, the engine's own among them. */
  readonly most: number;
  /** How many there are unless more or fewer are asked for. */
  readonly automatic: number;
  crew(threads: number): Crew;
}

const alone: Threads = {
  most: 1,
  automatic: 1,
  crew() {
    throw new Error("there are no threads here");
  },
};

let lent = alone;
let chosen: ComputeOptions = { threads: null, arithmetic: "exact" };

/** Tells which threads the host has, and takes as many of them as suit. */
export function lendThreads(threads: Threads): void {
  lent = threads;
  chooseCompute(chosen);
}

/** @throws {UserError} when so many threads cannot be had; nothing is changed then */
export function chooseCompute(options: ComputeOptions): void {
  const { threads } = options;
  if (threads !== null && !(Number.isInteger(threads) && threads >= 1 && threads <= lent.most)) {
    throw new UserError(
      `${threads} threads cannot be had here`,
      `choose a whole number from 1 to ${lent.most}`,
    );
  }
  chosen = options;
  const count = threads ?? lent.automatic;
  const present = hiredCrew();
  if ((present?.threads ?? 1) === count && !isCrewLost()) return;
  present?.dismiss();
  hire(count > 1 ? lent.crew(count) : null);
}

/** How is computed, and what else could be. */
export function computeState(): ComputeState {
  return {
    ...chosen,
    mostThreads: lent.most,
    automaticThreads: lent.automatic,
    canBeFast: canBeFast(),
    lostThreads: isCrewLost(),
  };
}

/** What training runs on as it was chosen. */
export function trainingBackend(): BackendName {
  return chosen.arithmetic === "fast" && canBeFast() ? "fast" : "wasm";
}
