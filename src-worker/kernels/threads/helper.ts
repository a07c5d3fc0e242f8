import type { Task } from "./crew.ts";
import { sharedImports } from "./instance.ts";

interface WebAssemblyApi {
  readonly Instance: new (
    module: object,
    imports: ReturnType<typeof sharedImports>,
  ) => {
    readonly exports: { help(helper: number, session: number, ownPlaces: number): void };
  };
}

const { Instance } = (globalThis as unknown as { WebAssembly: WebAssemblyApi }).WebAssembly;

/** All that a helper's thread does with a message: works on a memory until it is sent elsewhere. */
export function work({ module, memory, helper, session, ownPlaces }: Task): void {
  new Instance(module, sharedImports(memory)).exports.help(helper, session, ownPlaces);
}
