import type { Dataset } from "../data/dataset.ts";
import { UserError } from "../errors.ts";
import type { NetworkSpec } from "../graph/network.ts";
import { trainingBackend } from "../kernels/compute.ts";
import { Random } from "../kernels/random.ts";
import { hiredCrew } from "../kernels/threads/crew.ts";
import type { Epoch } from "./epoch.ts";
import type { TrainingOptions } from "./options.ts";
import type { Rhythm } from "./rhythm.ts";
import type { TrainingState } from "./state.ts";
import { Stepper, type StepsTaken } from "./stepper.ts";

/**
 * Takes steps through the batches of epochs: small ones in whole bursts, large ones in pieces
 * between which training can be paused, all to the same bits.
 */
export class Walk {
  private readonly spec: NetworkSpec;
  private readonly dataset: Dataset;
  private readonly hasDropout: boolean;
  private own: Stepper;
  /** What `own` was made for. */
  private backend = trainingBackend();
  private crew = hiredCrew();
  private masks: Random;

  constructor(spec: NetworkSpec, options: TrainingOptions, dataset: Dataset, batch: number) {
    this.spec = spec;
    this.dataset = dataset;
    this.hasDropout = spec.layers.some(({ dropout = 0 }) => dropout > 0);
    this.own = this.makeStepper(options, batch);
    this.masks = new Random(options.seed, "dropout");
  }

  get stepper(): Stepper {
    return this.own;
  }

  /** Whether steps are taken in fast arithmetic. */
  get isFast(): boolean {
    return this.backend === "fast";
  }

  /** Back to step 0 with these parameters; the masks of the seed come again. */
  reset(parameters: Float32Array, seed: number): void {
    this.own.reset(parameters);
    this.masks = new Random(seed, "dropout");
  }

  /** What has to be saved of it, in copies. */
  state(): Pick<TrainingState, "parameters" | "slots" | "step" | "dropout"> {
    const { own } = this;
    const slots = Object.entries(own.slots()).map(([name, slot]) => [name, slot.slice()]);
    return {
      parameters: own.parameters().slice(),
      slots: Object.fromEntries(slots) as Record<string, Float32Array>,
      step: own.step,
      dropout: this.masks.state,
    };
  }

  /** @throws {UserError} when the state is another optimiser's */
  restore({ parameters, slots, step, dropout }: TrainingState): void {
    const { own } = this;
    own.reset(parameters);
    for (const [name, slot] of Object.entries(own.slots())) {
      const saved = slots[name];
      if (saved?.length !== slot.length) {
        throw new UserError(
          `the saved training has no state “${name}” for the optimizer ${own.optimizerName}`,
          "open the file without its training, or train a new model",
        );
      }
      slot.set(saved);
    }
    own.step = step;
    this.masks = Random.from(dropout);
  }

  /**
   * Makes room for batches of so many rows, and takes over how is to be computed.
   * @returns whether that is new
   */
  fit(options: TrainingOptions, batch: number): boolean {
    const isAsChosen = this.backend === trainingBackend() && this.crew === hiredCrew();
    if (isAsChosen && batch <= this.own.program.maxRows) return false;
    const old = this.own;
    this.own = this.makeStepper(options, Math.max(batch, old.program.maxRows));
    this.own.continueFrom(old);
    return !isAsChosen;
  }

  /**
   * Steps on the epoch's next batches in one go, where they are small.
   * @param most how many steps at most
   * @returns null where they are not, or need masks: `single` is for these
   * @throws {NonFinite} when a loss, gradient or updated parameter is not finite
   */
  burst(epoch: Epoch, most: number, learningRate: number): StepsTaken | null {
    const rows = epoch.nextRows;
    const length = this.hasDropout ? 1 : this.own.burstLength(rows);
    if (length === 1) return null;
    const numbers = epoch.next(Math.min(most, length));
    const taken = this.own.burst(numbers, rows, learningRate);
    epoch.add(numbers.length, taken);
    return taken;
  }

  /**
   * One step on the epoch's next batch, in pieces.
   * @returns null when paused before it was taken
   * @throws {NonFinite} when a loss, gradient or updated parameter is not finite
   */
  async single(epoch: Epoch, learningRate: number, rhythm: Rhythm): Promise<StepsTaken | null> {
    const { own } = this;
    const numbers = epoch.next(1);
    const before = this.masks.state;
    let taken: StepsTaken | null = null;
    try {
      taken = await rhythm.drive(own.run(numbers, learningRate, this.masks));
    } finally {
      if (taken === null) {
        own.abandon();
        this.masks = Random.from(before);
      }
    }
    if (taken) epoch.add(numbers.length, taken);
    return taken;
  }

  private makeStepper(options: TrainingOptions, batch: number): Stepper {
    this.backend = trainingBackend();
    this.crew = hiredCrew();
    const { backend } = this;
    const { task, parts } = this.dataset;
    const counted = task !== "regression";
    return new Stepper(
      this.spec,
      { ...options, maxBatch: batch, counted, backend },
      parts.training,
    );
  }
}
