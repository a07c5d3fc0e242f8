import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Plugin } from "vite";

/** A package of which something is in a bundle. */
interface Shipped {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly text: string;
}

/**
 * Writes beside a bundle which packages are in it and under which licence, as most of them ask for:
 * shown under "About", and checked by a test.
 *
 * @param fileName in the bundle's folder
 */
export function licences(fileName: string): Plugin {
  return {
    name: "chainrule:licences",
    apply: "build",
    generateBundle(_options, bundle) {
      const shipped = new Map<string, Shipped>();
      for (const output of Object.values(bundle)) {
        if (output.type !== "chunk") continue;
        for (const id of Object.keys(output.modules)) {
          const one = packageOf(id);
          if (one) shipped.set(one.name, one);
        }
      }
      const list = [...shipped.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
      this.emitFile({ type: "asset", fileName, source: `${JSON.stringify(list, null, 1)}\n` });
    },
  };
}

/** The package that a module is of; null: it is ours. */
function packageOf(id: string): Shipped | null {
  const path = id.replace(/^\0/, "").split("?")[0] ?? "";
  if (!path.includes("/node_modules/")) return null;
  for (let folder = dirname(path); folder.includes("/node_modules/"); folder = dirname(folder)) {
    const description = join(folder, "package.json");
    if (!existsSync(description)) continue;
    const { name, version, license } = JSON.parse(readFileSync(description, "utf8"));
    // Folders within a package may have a package.json that only says how to load them.
    if (!name || !version) continue;
    const licenceFile = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
    const text = licenceFile ? readFileSync(join(folder, licenceFile), "utf8") : "";
    return { name, version, licence: String(license ?? "not said"), text };
  }
  return null;
}
