import type { Failure } from "./ipc.ts";

const ELSEWHERE = "save a copy elsewhere; the work is still open";

/** Words for what the operating system refuses; what: follows the file's name. */
const REFUSALS: Readonly<Record<string, { what: string; remedy: string }>> = {
  ENOENT: { what: "is not there", remedy: "check whether it was moved, renamed or deleted" },
  ENOTDIR: { what: "is not there", remedy: "check whether it was moved, renamed or deleted" },
  EACCES: { what: "may not be used", remedy: "ask its owner for the right, or use a copy" },
  EPERM: { what: "may not be used", remedy: "ask its owner for the right, or use a copy" },
  EROFS: { what: "lies on a read-only disk", remedy: "choose another folder" },
  EISDIR: { what: "is a folder", remedy: "choose a file" },
  ENOSPC: { what: "does not fit: the disk is full", remedy: "free some space or use another disk" },
  EDQUOT: { what: "does not fit into your disk quota", remedy: "free some space" },
  EFBIG: { what: "is too large for this disk", remedy: "use another disk" },
  EIO: { what: "cannot be reached: the disk reports an error", remedy: "check the disk" },
  EBUSY: { what: "is in use by another program", remedy: "close that program, then try again" },
  EMFILE: {
    what: "cannot be opened: too many files are open",
    remedy: "close some, then try again",
  },
  ENAMETOOLONG: { what: "has a name that is too long", remedy: "use a shorter name" },
  ELOOP: { what: "is a link that leads back to itself", remedy: "choose the file itself" },
};

/** The same for what cannot be written; the work is still open, and can go elsewhere. */
const NO_PLACE = { what: "cannot be saved: its folder is not there", remedy: ELSEWHERE };
const NO_RIGHT = { what: "may not be written there", remedy: ELSEWHERE };
const NO_ANSWER = {
  what: "cannot be saved: the network drive does not answer",
  remedy: "connect it again and save again, or save a copy elsewhere; the work is still open",
};
const UNWRITABLE: Readonly<Record<string, { what: string; remedy: string }>> = {
  ENOENT: NO_PLACE,
  ENOTDIR: NO_PLACE,
  EACCES: NO_RIGHT,
  EPERM: NO_RIGHT,
  EROFS: { what: "cannot be saved: the disk is read-only", remedy: ELSEWHERE },
  ENOSPC: { what: "does not fit: the disk is full", remedy: `free some space, or ${ELSEWHERE}` },
  EDQUOT: { what: "does not fit into your disk quota", remedy: `free some space, or ${ELSEWHERE}` },
  EIO: { what: "cannot be saved: the disk reports an error", remedy: ELSEWHERE },
  ENETDOWN: NO_ANSWER,
  ENETUNREACH: NO_ANSWER,
  EHOSTDOWN: NO_ANSWER,
  EHOSTUNREACH: NO_ANSWER,
  ECONNRESET: NO_ANSWER,
  ENOTCONN: NO_ANSWER,
  ETIMEDOUT: NO_ANSWER,
  ESTALE: NO_ANSWER,
  ENODEV: NO_ANSWER,
  ENXIO: NO_ANSWER,
};

export function failure(what: string, remedy: string): Failure {
  return { failure: { what, remedy } };
}

/**
 * A refusal of the operating system in words.
 * @param name the file, as its user knows it
 * @throws the error itself when it is none: then it is a defect of the program
 */
export function fileFailure(name: string, error: unknown): Failure {
  const code = error instanceof Error && "code" in error ? String(error.code) : undefined;
  if (code === undefined) throw error;
  const refusal = REFUSALS[code];
  if (refusal) return failure(`${name} ${refusal.what}`, refusal.remedy);
  return failure(
    `${name} cannot be used: the system says ${code}`,
    "try again or use another file",
  );
}

/**
 * A refusal to write in words that say where the work is now.
 * @param name the file, as its user knows it
 * @throws the error itself when it is no refusal
 */
export function saveFailure(name: string, error: unknown): Failure {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const refusal = UNWRITABLE[code];
  return refusal ? failure(`${name} ${refusal.what}`, refusal.remedy) : fileFailure(name, error);
}
