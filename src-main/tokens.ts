import { randomBytes } from "node:crypto";

/** A file that the page may use without knowing where it lies. */
export interface GrantedFile {
  readonly path: string;
  /** The window it was opened for; it ends with that window. */
  readonly owner: number;
}

const TOKEN_BYTES = 24;

/** The files granted to the windows. A token cannot be guessed, and is the only way to a file. */
export class Tokens {
  private readonly granted = new Map<string, GrantedFile>();

  grant(path: string, owner: number): string {
    const token = randomBytes(TOKEN_BYTES).toString("base64url");
    this.granted.set(token, { path, owner });
    return token;
  }

  /** The file of a token, whichever window it belongs to. */
  find(token: string): GrantedFile | undefined {
    return this.granted.get(token);
  }

  /** The file of a token, if it was granted to this window. */
  findFor(token: string, owner: number): GrantedFile | undefined {
    const file = this.granted.get(token);
    return file?.owner === owner ? file : undefined;
  }

  /** The token under which a window has a file already. */
  tokenOf(path: string, owner: number): string | undefined {
    for (const [token, file] of this.granted) {
      if (file.owner === owner && file.path === path) return token;
    }
    return undefined;
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
