import type { Diagnosis, Remedy } from "../../src-worker/api.ts";
import type { Workbench } from "./workbench.svelte.ts";

/** Milliseconds between two looks while training … */
const PAUSE = 2000;
/** … and at least so many times what the last look took. */
const SHARE = 20;
/** A larger network is looked at when it rests: even a copy of it takes its time. */
const MOST_PARAMETERS = 500_000;

/** What the training doctor sees: at rest, and every now and then while training. */
export class Doctor {
  diagnosis = $state.raw<Diagnosis | null>(null);
  readonly #workbench: Workbench;
  #model: number | null = null;

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  /** Looks now. @returns milliseconds that it took */
  async look(): Promise<number> {
    const { training, link, notices } = this.#workbench;
    const model = training.model;
    if (!model || model.dataset === null) {
      this.diagnosis = null;
      this.#model = null;
      return 0;
    }
    if (this.#model !== model.id) this.diagnosis = null;
    this.#model = model.id;
    const start = performance.now();
    try {
      const diagnosis = await link.engine.diagnose(model.id);
      if (training.model?.id === model.id) this.diagnosis = diagnosis;
    } catch (error) {
      // A model that was replaced meanwhile is no longer there to be looked at.
      if (training.model?.id === model.id) notices.report(error);
    }
    return performance.now() - start;
  }

  /** Looks again and again until told to stop. @returns what stops it */
  follow(): () => void {
    let stopped = false;
    const again = async () => {
      while (!stopped) {
        const size = this.#workbench.training.model?.parameterCount ?? 0;
        const took = size <= MOST_PARAMETERS ? await this.look() : 0;
        await new Promise((resolve) => setTimeout(resolve, Math.max(PAUSE, SHARE * took)));
      }
    };
    void again();
    return () => {
      stopped = true;
    };
  }

  /** Tries a remedy: an edit, after which training starts anew where it must. */
  async try(remedy: Remedy, showClasses: () => void): Promise<void> {
    const workbench = this.#workbench;
    const { data, network } = workbench;
    switch (remedy.kind) {
      case "training":
        return workbench.editTraining(remedy.change);
      case "activation":
        return workbench.editNetwork(() => network.setActivation(remedy.layer, remedy.activation));
      case "standardize":
        return workbench.editData(() => {
          data.standardize = true;
          data.scaling = "standard";
        });
      case "ignore":
        return workbench.setRole(remedy.column, "ignored");
      case "show-classes":
        return showClasses();
    }
  }
}
