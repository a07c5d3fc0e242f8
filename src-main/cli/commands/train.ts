import { stat } from "node:fs/promises";
import type { Engine, Metrics, ModelState, TrainingProgress } from "../../../src-worker/api.ts";
import { UserError } from "../../../src-worker/errors.ts";
import type { Command, Surroundings } from "../command.ts";
import { dataFiles } from "../data.ts";
import { Interrupted } from "../failure.ts";
import { chooseFast, declareFast } from "../fast.ts";
import { FOLDS_TASK, runFolds } from "../folds.ts";
import { type Display, duration, jsonDisplay, lineDisplay, terminalDisplay } from "../live.ts";
import { metricsJson, metricsLine } from "../metrics.ts";
import { describeModel } from "../model-words.ts";
import { OPEN_TASK } from "../opening.ts";
import {
  type DataValues,
  dataOptions,
  declareJson,
  declareOptions,
  type TrainValues,
  trainOptions,
} from "../options.ts";
import { checkOutput, writeOutput } from "../output.ts";
import { checkResume, DEFAULT_EPOCHS } from "../plan.ts";
import { resumeModel, startModel } from "../start.ts";
import { counted } from "../table.ts";

/** Trains a network on a table, live, and writes it to a file. */
export const train: Command = {
  name: "train",
  about: "train a network on DATA: a file, or sample:NAME",
  declare(words) {
    words.argument("<DATA>", "a table in a file, or sample:NAME");
    declareOptions(words, trainOptions);
    declareOptions(words, dataOptions);
    declareFast(words);
    declareJson(words);
  },
  async run(surroundings, [data = ""], options) {
    const { json, fast, ...values } = options as TrainValues &
      DataValues & { json?: boolean; fast?: boolean };
    if (values.resume !== undefined) checkResume(values);
    if (values.output !== undefined) await checkOutput(values.output, dataFiles(data, values));
    const engine = surroundings.openEngine(values.threads);
    const interrupt = watchInterrupt(surroundings, engine);
    const say = (text: string) => json || surroundings.stdout.write(text);
    if (fast) await chooseFast(engine, surroundings, say);
    let state: ModelState;
    if (values.resume === undefined) {
      const start = await startModel(engine, surroundings, data, values, say);
      if (values.folds !== undefined) {
        await runFolds(surroundings, engine, start.spec, values.folds, json === true);
        if (interrupt.happened()) throw new Interrupted("interrupted after the cross-validation");
        if (values.output === undefined) return;
      }
      state = await start.model();
    } else {
      state = await resumeModel(engine, surroundings, data, values.resume, values);
    }
    say(describeModel(state));
    if (interrupt.happened()) throw new Interrupted("interrupted before the first step");
    await new Run(surroundings, engine, state, values, json === true, interrupt).toTheEnd();
  },
};

interface Interrupt {
  happened(): boolean;
  /** From now on an interrupt finishes the step of this model, instead of ending the reading. */
  stops(model: number): void;
}

function watchInterrupt(surroundings: Surroundings, engine: Engine): Interrupt {
  let happened = false;
  let model: number | null = null;
  const stop = () =>
    model === null
      ? Promise.all([OPEN_TASK, FOLDS_TASK].map((task) => engine.cancel(task)))
      : engine.pause(model);
  surroundings.onInterrupt(() => {
    happened = true;
    // What fails here also fails, and is told, where the training is awaited.
    stop().catch(() => {});
  });
  return {
    happened: () => happened,
    stops(id) {
      model = id;
      if (happened) stop().catch(() => {});
    },
  };
}

/** One training from a model's state to its end or interruption. */
class Run {
  readonly #surroundings: Surroundings;
  readonly #engine: Engine;
  readonly #start: ModelState;
  readonly #values: TrainValues;
  readonly #json: boolean;
  readonly #interrupt: Interrupt;
  readonly #began: number;

  constructor(
    surroundings: Surroundings,
    engine: Engine,
    start: ModelState,
    values: TrainValues,
    json: boolean,
    interrupt: Interrupt,
  ) {
    this.#surroundings = surroundings;
    this.#engine = engine;
    this.#start = start;
    this.#values = values;
    this.#json = json;
    this.#interrupt = interrupt;
    this.#began = surroundings.now();
  }

  /** @throws Interrupted after an interrupt, when what there is has been saved and told */
  async toTheEnd(): Promise<void> {
    const end = await this.#train();
    if (end.stopped?.kind === "diverged") return await this.#endDiverged(end, end.stopped.words);
    const saved = await this.#save();
    if (this.#interrupt.happened()) {
      await this.#tellInterrupted(end, saved);
    } else {
      await this.#tellDone(end, saved);
    }
  }

  /** What a diverged training leaves takes no good model's place. */
  async #endDiverged(end: ModelState, words: string): Promise<never> {
    const { output } = this.#values;
    const kept = output !== undefined && (await stat(output).catch(() => null)) !== null;
    const saved = kept ? null : await this.#save();
    await this.#tellDone(end, saved);
    throw new UserError(words, kept ? `${output} was left as it was` : "");
  }

  async #train(): Promise<ModelState> {
    const { id } = this.#start;
    const display = this.#display();
    const show = (progress: TrainingProgress) => display.show(progress);
    const training = this.#engine
      .train(id, {}, show)
      .catch((error: unknown) => this.#trainOn(error, show));
    this.#interrupt.stops(id);
    try {
      return await training;
    } finally {
      display.end();
    }
  }

  /**
   * Goes on where a thread has stopped working: one computes then, to the same result, and nobody
   * is there to be asked.
   * @throws the error itself when it is another
   */
  async #trainOn(error: unknown, show: (progress: TrainingProgress) => void): Promise<ModelState> {
    const { id } = this.#start;
    if (!(error instanceof UserError) || !(await this.#engine.compute()).lostThreads) throw error;
    this.#surroundings.stderr.write(`chainrule: warning: ${error.message}; one thread goes on\n`);
    if (this.#interrupt.happened()) return this.#engine.modelState(id);
    return this.#engine.train(id, {}, show);
  }

  #display(): Display {
    const { stdout, env } = this.#surroundings;
    const epochs = this.#values.epochs ?? DEFAULT_EPOCHS;
    if (this.#json) return jsonDisplay((text) => stdout.write(text));
    const terminal = stdout.isTTY === true && env.TERM !== "dumb";
    const display = terminal ? terminalDisplay : lineDisplay;
    return display(this.#surroundings, this.#start.epoch, epochs);
  }

  async #save(): Promise<string | null> {
    const { output } = this.#values;
    if (output === undefined) return null;
    await writeOutput(output, await this.#engine.saveModel(this.#start.id));
    return output;
  }

  async #tellDone(end: ModelState, saved: string | null): Promise<void> {
    const { id, datasetSpec } = end;
    const { testFile } = this.#values;
    const training = await this.#engine.evaluate(id, "training");
    const validation = end.history.epochs.some((point) => point.validationLoss !== null)
      ? await this.#engine.evaluate(id, "validation")
      : null;
    const hasTest = datasetSpec.test > 0 || testFile !== undefined;
    // A column that names the parts may name no row for testing, which is refused.
    const named = datasetSpec.split === "column" ? () => null : undefined;
    const test = hasTest || named ? await this.#engine.evaluate(id, "test").catch(named) : null;
    // Where no rows are held out, the training rows are all there is to judge by.
    const deciding = validation ?? training;
    const sha256 = await this.#engine.parametersSha256(id);
    const seconds = this.#seconds();
    // Having come to the last epoch is no news.
    const early = end.stopped?.kind === "finished" ? null : end.stopped;
    if (this.#json) {
      this.#say(
        `${JSON.stringify({
          done: early?.kind !== "diverged",
          epochs: end.epoch,
          steps: end.step,
          loss: training.loss,
          ...(deciding.kind === "classification" ? { accuracy: deciding.accuracy } : {}),
          validation: validation && metricsJson(validation),
          training: metricsJson(training),
          ...(test ? { test: metricsJson(test) } : {}),
          ...(early === null ? {} : { stopped: early.words }),
          ...(end.arithmetic === "exact" ? {} : { arithmetic: end.arithmetic }),
          ...(saved === null ? {} : { saved }),
          parametersSha256: sha256,
          seconds,
        })}\n`,
      );
      return;
    }
    const lines = [
      `${counted(end.epoch, "epoch")}, ${counted(end.step, "step")} in ${duration(seconds)}`,
    ];
    if (early !== null) lines.push(`stopped: ${early.words}`);
    const part = (name: string, metrics: Metrics | null) => {
      if (metrics) lines.push(`${name.padEnd(11)} ${metricsLine(metrics)}`);
    };
    part("training", training);
    part("validation", validation);
    part("test", test);
    if (end.arithmetic === "fast") lines.push("arithmetic  fast");
    lines.push(`parameters  SHA-256 ${sha256}`);
    if (saved !== null) lines.push(`saved       ${saved}`);
    this.#say(`${lines.join("\n")}\n`);
  }

  async #tellInterrupted(end: ModelState, saved: string | null): Promise<never> {
    const at = `interrupted in epoch ${end.epoch + 1}, after step ${end.step}`;
    if (this.#json) {
      const line = {
        done: false,
        interrupted: true,
        epochs: end.epoch,
        steps: end.step,
        saved,
        parametersSha256: await this.#engine.parametersSha256(end.id),
        seconds: this.#seconds(),
      };
      this.#say(`${JSON.stringify(line)}\n`);
    }
    throw new Interrupted(
      saved === null
        ? `${at}; not saved, since no -o FILE was given`
        : `${at}; saved to ${saved}; train further with --resume ${saved}`,
    );
  }

  #seconds(): number {
    return Math.round(this.#surroundings.now() - this.#began) / 1000;
  }

  #say(text: string): void {
    this.#surroundings.stdout.write(text);
  }
}
