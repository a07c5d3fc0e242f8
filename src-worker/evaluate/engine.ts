import type { Session } from "../session/session.ts";
import { diagnose } from "../train/doctor/index.ts";
import { calibrationOf } from "./calibration.ts";
import { compare } from "./compare.ts";
import { cellRows, classFigures, confusionOf } from "./confusion.ts";
import type { Assessment, EvaluateEngine } from "./contract.ts";
import { featureEffect } from "./effect.ts";
import { summarizeFeatures } from "./features.ts";
import { importance } from "./importance.ts";
import { rankingOf } from "./ranking.ts";
import { residualRows, residualsOf } from "./residuals.ts";
import { isClasses, isValues, type Scored, scorePart } from "./scored.ts";
import { sizeCurve } from "./sizes.ts";
import { lossSurface } from "./surface.ts";

/** The engine's methods to measure a model from every side. */
export function evaluateEngine(session: Session): EvaluateEngine {
  const { models, tasks } = session;
  return {
    assess: async (model, part, positive) => assess(scorePart(models.get(model), part), positive),
    async cellRows(model, part, cell, start, count) {
      const scored = scorePart(models.get(model), part);
      if (!isClasses(scored)) throw new Error("numbers have no confusion matrix");
      return cellRows(scored, cell, start, count);
    },
    async residualRows(model, part, target, start, count) {
      const scored = scorePart(models.get(model), part);
      if (!isValues(scored)) throw new Error("classes have no residuals");
      return residualRows(scored, target, start, count);
    },
    features: async (model) => summarizeFeatures(models.get(model).dataset()),
    featureEffect: (model, part, feature, points, task, progress) =>
      tasks.run(task, "averaging predictions", progress, (control) => {
        const shown = models.get(model);
        const dataset = shown.dataset();
        const data = dataset.parts[part];
        return featureEffect(shown.predictor(), dataset, data, feature, points, control);
      }),
    importance: (model, request, task, progress) =>
      tasks.run(task, "shuffling features", progress, (control) =>
        importance(models.get(model), request, control),
      ),
    lossSurface: (model, request, task, progress) =>
      tasks.run(task, "measuring the loss", progress, (control) =>
        lossSurface(models.get(model), request, control),
      ),
    sizeCurve: (model, task, progress) =>
      tasks.run(task, "training on shares of the rows", progress, (control) =>
        sizeCurve(models.get(model), control),
      ),
    compare: async (ids, part) => compare(session, ids, part),
    async diagnose(model) {
      const examined = models.get(model);
      const dataset = examined.dataset();
      return diagnose(await examined.present(), dataset);
    },
  };
}

function assess(scored: Scored, positive: number): Assessment {
  const { rows } = scored.data;
  const { loss } = scored;
  if (isClasses(scored)) {
    const { labels } = scored.target;
    const { confusion, accuracy } = confusionOf(scored);
    const own = Math.min(positive, labels.length - 1);
    return {
      kind: "classification",
      rows,
      loss,
      accuracy,
      labels,
      confusion,
      classes: classFigures(confusion, labels),
      ranking: rankingOf(scored, own),
      calibration: calibrationOf(scored, own),
    };
  }
  if (isValues(scored)) return { kind: "regression", rows, loss, targets: residualsOf(scored) };
  throw new Error("a target is classes or numbers");
}
