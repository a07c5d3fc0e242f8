import type { Session } from "../session/session.ts";
import type { EvaluateEngine } from "./contract.ts";

/** The engine's methods to measure a model from every side. */
export function evaluateEngine(_session: Session): EvaluateEngine {
  return {};
}
