import type { PassRequest, Result } from "../../../src-worker/api.ts";

export type Results = Readonly<Record<string, Result>>;

/**
 * What the engine says of a network that is being changed: one request at a time, and after it
 * the latest one asked for meanwhile.
 */
export class LivePass {
  results = $state.raw<Results | null>(null);
  /** What cannot be worked out, in words. */
  fault = $state("");
  readonly #forward: (request: PassRequest) => Promise<Results>;
  #next: PassRequest | null = null;
  #busy = false;

  constructor(forward: (request: PassRequest) => Promise<Results>) {
    this.#forward = forward;
  }

  request(request: PassRequest): void {
    this.#next = request;
    if (!this.#busy) void this.#run();
  }

  async #run(): Promise<void> {
    this.#busy = true;
    try {
      for (let request = this.#next; request; request = this.#next) {
        this.#next = null;
        try {
          this.results = await this.#forward(request);
          this.fault = "";
        } catch (error) {
          this.fault = error instanceof Error ? error.message : String(error);
        }
      }
    } finally {
      this.#busy = false;
    }
  }
}
