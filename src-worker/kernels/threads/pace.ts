/** How many times as long as its trials an outcome holds, at most: when it has often been the same. */
const MOST_HOLDS = 32;

/** Work that was done one way. */
interface Trial {
  milliseconds: number;
  units: number;
}

/**
 * Whether threads together are faster than one alone, tried out while the work is done: they are
 * not where other programs use the processors. Nothing but the time depends on it.
 */
export class Pace {
  private readonly least: number;
  private readonly together: Trial = { milliseconds: 0, units: 0 };
  private readonly alone: Trial = { milliseconds: 0, units: 0 };
  private isFaster = true;
  private holds = 1;
  private left = 0;

  /** @param least milliseconds that each way is tried */
  constructor(least: number) {
    this.least = least;
  }

  /** Which way the next work is to be done. */
  get isTogether(): boolean {
    if (this.left > 0) return this.isFaster;
    return this.together.milliseconds < this.least;
  }

  /** Takes in how long so many units of work took, the way it was said. */
  add(milliseconds: number, units: number): void {
    if (this.left > 0) {
      this.left -= milliseconds;
      return;
    }
    const { together, alone, least } = this;
    const trial = this.isTogether ? together : alone;
    trial.milliseconds += milliseconds;
    trial.units += units;
    if (alone.milliseconds >= least) this.decide();
  }

  private decide(): void {
    const { together, alone } = this;
    const isFaster = together.milliseconds * alone.units < alone.milliseconds * together.units;
    this.holds = isFaster === this.isFaster ? Math.min(MOST_HOLDS, this.holds * 2) : 1;
    this.isFaster = isFaster;
    this.left = this.holds * (together.milliseconds + alone.milliseconds);
    for (const trial of [together, alone]) {
      trial.milliseconds = 0;
      trial.units = 0;
    }
  }
}
