import type { Session } from "../session/session.ts";
import type { LabEngine } from "./contract.ts";

/** The engine's methods to work on typed expressions and the models made of them. */
export function labEngine(_session: Session): LabEngine {
  return {};
}
