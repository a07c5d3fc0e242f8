/** How many times as long as its trials an outcome holds. */
const HOLDS = 20;

/** Milliseconds a unit of work took, and how long that was tried. */
interface Trial {
  spent: number;
  units: number;
}

/**
 * Whether threads together are faster than one alone, tried out while the work is done: they are
 * not where other programs use the processors. Nothing but the time depends on it.
 */
export class Pace {
  private readonly least: number;
  private together: Trial = { spent: 0, units: 0 };
  private alone: Trial = { spent: 0, units: 0 };
  private held = 0;

  /** @param least milliseconds that each way is tried */
  constructor(least: number) {
    this.least = least;
  }

  /** Which way the next work is to be done. */
  get isTogether(): boolean {
    if (this.together.spent < this.least) return true;
    if (this.alone.spent < this.least) return false;
    return this.isFaster;
  }

  /** Takes in how long so many units of work took, the way it was said. */
  add(milliseconds: number, units: number): void {
    const { together, alone, least } = this;
    if (together.spent >= least && alone.spent >= least) {
      this.held += milliseconds;
      if (this.held < HOLDS * (together.spent + alone.spent)) return;
      this.held = 0;
      this.together = { spent: 0, units: 0 };
      this.alone = { spent: 0, units: 0 };
      return;
    }
    const trial = together.spent < least ? together : alone;
    trial.spent += milliseconds;
    trial.units += units;
  }

  private get isFaster(): boolean {
    const { together, alone } = this;
    return together.spent * alone.units < alone.spent * together.units;
  }
}
