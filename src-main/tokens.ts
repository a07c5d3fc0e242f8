import { randomBytes } from "node:crypto";
import type { FileMark } from "./file-mark.ts";

/** A file that the page may use without knowing where it lies. */
export interface GrantedFile {
  readonly path: string;
  /** The window it was opened for; it ends with that window. */
  readonly owner: number;
  /** What the window knows the file to be (null: not there); undefined: it never saves it. */
  readonly mark?: FileMark | null | undefined;
}

const TOKEN_BYTES = 24;

/** The files granted to the windows. A token cannot be guessed, and is the only way to a file. */
export class Tokens {
  private readonly granted = new Map<string, GrantedFile>();

  grant(path: string, owner: number, mark?: FileMark | null): string {
    const token = randomBytes(TOKEN_BYTES).toString("base64url");
    this.granted.set(token, { path, owner, mark });
    return token;
  }

  /** The window has written the file. @returns the token under which it has it already, or a new one */
  wrote(path: string, owner: number, mark: FileMark | null): string {
    let known: string | undefined;
    for (const [token, file] of this.granted) {
      if (file.owner !== owner || file.path !== path) continue;
      this.granted.set(token, { path, owner, mark });
      known ??= token;
    }
    return known ?? this.grant(path, owner, mark);
  }

  /**
   * The file of a token, whichever window it belongs to: requests of the scheme do not say where
   * they come from, so only the secret tells.
   */
  find(token: string): GrantedFile | undefined {
    return this.granted.get(token);
  }

  /** The file of a token, if it was granted to this window. */
  findFor(token: string, owner: number): GrantedFile | undefined {
    const file = this.granted.get(token);
    return file?.owner === owner ? file : undefined;
  }

  /** The files that other windows have and may save. */
  ofOthers(owner: number): GrantedFile[] {
    return [...this.granted.values()].filter((file) => file.owner !== owner && file.mark);
  }

  release(token: string, owner: number): void {
    if (this.findFor(token, owner)) this.granted.delete(token);
  }

  releaseAll(owner: number): void {
    for (const [token, file] of this.granted) {
      if (file.owner === owner) this.granted.delete(token);
    }
  }
}
