import { transferHandlers } from "comlink";
import { Cancelled, UserError } from "./errors.ts";

interface Thrown {
  readonly value: unknown;
}

type Wire =
  | {
      readonly isError: true;
      readonly kind: "user";
      readonly what: string;
      readonly remedy: string;
      readonly place: UserError["place"];
    }
  | { readonly isError: true; readonly kind: "cancelled" }
  | {
      readonly isError: true;
      readonly kind: "defect";
      readonly message: string;
      readonly stack: string | undefined;
    };

/**
 * Lets errors cross between worker and caller whole: comlink's own handler keeps message, name
 * and stack only, which would lose a UserError's place and remedy. Call once on either side.
 */
export function registerErrorTransfer(): void {
  const own = transferHandlers.get("throw");
  if (!own) throw new Error("comlink has no handler for thrown values");
  transferHandlers.set("throw", {
    canHandle: own.canHandle,
    serialize: (thrown: unknown) => [toWire((thrown as Thrown).value), []],
    deserialize: (wire: unknown) => {
      throw fromWire(wire as Wire);
    },
  });
}

function toWire(value: unknown): Wire {
  if (value instanceof UserError) {
    const { message, remedy, place } = value;
    return { isError: true, kind: "user", what: message, remedy, place };
  }
  if (value instanceof Cancelled) return { isError: true, kind: "cancelled" };
  if (value instanceof Error) {
    return { isError: true, kind: "defect", message: value.message, stack: value.stack };
  }
  return { isError: true, kind: "defect", message: String(value), stack: undefined };
}

function fromWire(wire: Wire): Error {
  if (wire.kind === "user") return new UserError(wire.what, wire.remedy, wire.place);
  if (wire.kind === "cancelled") return new Cancelled();
  const error = new Error(wire.message);
  if (wire.stack !== undefined) error.stack = wire.stack;
  return error;
}
