/** However long the page itself slept between two beats, it counts as no more than this. */
const MOST_MS = 1500;

/**
 * Whether somebody answers, asked again and again. Only time in which the page itself was awake
 * counts: after the sleep of the computer, or of a hidden window, an answer has its time to come.
 */
export class Pulse {
  readonly #ask: () => Promise<unknown>;
  readonly #heard: () => void;
  readonly #now: () => number;
  #asked = false;
  #last: number;
  #silence = 0;

  /**
   * @param ask settles when there is an answer, whatever it is
   * @param heard is told of each answer
   * @param now in milliseconds
   */
  constructor(ask: () => Promise<unknown>, heard: () => void, now = () => performance.now()) {
    this.#ask = ask;
    this.#heard = heard;
    this.#now = now;
    this.#last = now();
  }

  /** To be called about once a second. @returns milliseconds without an answer */
  beat(): number {
    const now = this.#now();
    const passed = Math.min(now - this.#last, MOST_MS);
    this.#last = now;
    if (this.#asked) {
      this.#silence += passed;
    } else {
      this.#asked = true;
      const answered = () => {
        this.#asked = false;
        this.#silence = 0;
        this.#heard();
      };
      this.#ask().then(answered, answered);
    }
    return this.#silence;
  }
}
