import { readdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import asc from "assemblyscript/asc";
import type { Plugin } from "vite";

// A shared memory's module must say how large it may be: as large as can be.
const SHARED = ["--enable", "threads", "--sharedMemory", "--maximumMemory", "65536"];
const FAST = ["--enable", "relaxed-simd"];

/** What an import ends with, and the compiler's options for it. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  "?compiled": [],
  "?compiled-shared": SHARED,
  "?compiled-fast": FAST,
  "?compiled-shared-fast": [...SHARED, ...FAST],
};

/**
 * Compiles AssemblyScript: `import bytes from "./main.as.ts?compiled"` gives a WebAssembly module
 * whose memory is imported, inlined as bytes so that nothing is fetched when it starts;
 * `?compiled-shared` one whose memory threads share; with `-fast` one that fuses multiplications
 * and additions where the processor can (relaxed SIMD).
 */
export function compiledKernels(): Plugin {
  return {
    name: "compiled-kernels",
    enforce: "pre",

    resolveId(source, importer) {
      const [path, suffix] = split(source);
      if (suffix === null || importer === undefined) return null;
      return resolve(dirname(importer), path) + suffix;
    },

    async load(id) {
      const [entry, suffix] = split(id);
      if (suffix === null) return null;
      const folder = dirname(entry);
      for (const file of readdirSync(folder)) this.addWatchFile(resolve(folder, file));
      const base64 = Buffer.from(await compile(entry, KINDS[suffix] ?? [])).toString("base64");
      return `export default Uint8Array.from(atob("${base64}"), (letter) => letter.charCodeAt(0));`;
    },
  };
}

function split(id: string): [path: string, suffix: string | null] {
  const suffix = Object.keys(KINDS).find((kind) => id.endsWith(kind)) ?? null;
  return [suffix === null ? id : id.slice(0, -suffix.length), suffix];
}

/** @throws {Error} with the compiler's words */
async function compile(entry: string, options: readonly string[]): Promise<Uint8Array> {
  let bytes: Uint8Array | undefined;
  const result = await asc.main(
    [
      entry,
      ...["--outFile", "out.wasm", "--baseDir", dirname(entry), "--disableWarning"],
      // No garbage collection and nothing imported but the memory: plain functions over addresses.
      ...["--runtime", "stub", "--importMemory", "--use", "abort=", "--noAssert"],
      ...["--enable", "simd", "--optimizeLevel", "3", ...options],
    ],
    {
      writeFile: (name, contents) => {
        if (name === "out.wasm") bytes = contents as Uint8Array;
      },
    },
  );
  if (result.error || bytes === undefined) {
    throw new Error(`${entry}: ${result.stderr.toString() || String(result.error)}`);
  }
  return bytes;
}
