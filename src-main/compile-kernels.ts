import { readdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import asc from "assemblyscript/asc";
import type { Plugin } from "vite";

const SUFFIX = "?compiled";

/**
 * Compiles AssemblyScript: `import bytes from "./main.as.ts?compiled"` gives a WebAssembly module
 * whose memory is imported, inlined as bytes so that nothing is fetched when it starts.
 */
export function compiledKernels(): Plugin {
  return {
    name: "compiled-kernels",
    enforce: "pre",

    resolveId(source, importer) {
      if (!source.endsWith(SUFFIX) || importer === undefined) return null;
      return resolve(dirname(importer), source.slice(0, -SUFFIX.length)) + SUFFIX;
    },

    async load(id) {
      if (!id.endsWith(SUFFIX)) return null;
      const entry = id.slice(0, -SUFFIX.length);
      const folder = dirname(entry);
      for (const file of readdirSync(folder)) this.addWatchFile(resolve(folder, file));
      const base64 = Buffer.from(await compile(entry)).toString("base64");
      return `export default Uint8Array.from(atob("${base64}"), (letter) => letter.charCodeAt(0));`;
    },
  };
}

/** @throws {Error} with the compiler's words */
async function compile(entry: string): Promise<Uint8Array> {
  let bytes: Uint8Array | undefined;
  const result = await asc.main(
    [
      entry,
      ...["--outFile", "out.wasm", "--baseDir", dirname(entry), "--disableWarning"],
      // No garbage collection and nothing imported but the memory: plain functions over addresses.
      ...["--runtime", "stub", "--importMemory", "--use", "abort=", "--noAssert"],
      ...["--enable", "simd", "--optimizeLevel", "3"],
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
