import type { Session } from "../session/session.ts";
import type { InspectEngine } from "./contract.ts";

/** The engine's methods to see every number of a pass: values, gradients, checks and steps. */
export function inspectEngine(_session: Session): InspectEngine {
  return {};
}
