import { Registry } from "../session/registry.ts";
import type { Session } from "../session/session.ts";
import { answer } from "./answer.ts";
import type { LabEngine } from "./contract.ts";
import { presets } from "./presets.ts";
import { LabTrainer } from "./trainer.ts";
import { trainingData } from "./training-data.ts";

/** The engine's methods to work on typed expressions and the models made of them. */
export function labEngine(session: Session): LabEngine {
  const trainers = new Registry<LabTrainer>("training");
  return {
    labPresets: async () => presets,
    labAnswer: async (request) => answer(request),
    async labCreate(spec) {
      const data = trainingData(spec, (id) => session.datasets.get(id).dataset);
      return trainers.add((id) => new LabTrainer(id, spec, data)).state();
    },
    async labTrain(training, until, progress) {
      const trainer = trainers.get(training);
      await trainer.train(until, progress);
      return trainer.state();
    },
    labPause: async (training) => trainers.get(training).pause(),
    async labRewind(training) {
      trainers.get(training).rewind();
      return trainers.get(training).state();
    },
    labAdjust: async (training, learningRate) => trainers.get(training).adjust(learningRate),
    async labClose(training) {
      trainers.get(training).pause();
      trainers.remove(training);
    },
  };
}
