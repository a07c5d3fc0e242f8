import type { Session } from "../session/session.ts";
import type { LearnEngine } from "./contract.ts";

/** The engine's methods to check the answers of the lessons' exercises. */
export function learnEngine(_session: Session): LearnEngine {
  return {};
}
