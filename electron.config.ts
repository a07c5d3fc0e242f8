import { resolve } from "node:path";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "electron-vite";
import { compiledKernels } from "./src-main/compile-kernels.ts";
import { licences } from "./src-main/licences.ts";

const at = (path: string): string => resolve(import.meta.dirname, path);

// The headless command and its worker run on the user's Node as well as on Electron's own,
// so the main bundle may only use what the older of the two understands.
const NODE_TARGET = "node20.19";

export default defineConfig({
  main: {
    plugins: [compiledKernels(), licences("licences.json")],
    build: {
      outDir: at("out/main"),
      target: NODE_TARGET,
      sourcemap: true,
      rolldownOptions: {
        input: {
          index: at("src-main/index.ts"),
          cli: at("src-main/cli/index.ts"),
          worker: at("src-worker/node.ts"),
          thread: at("src-worker/node-thread.ts"),
        },
        output: {
          format: "es",
          entryFileNames: "[name].js",
          // Flat beside the entries: `new URL("./worker.js", import.meta.url)` must mean the
          // same file from an entry and from a chunk that was split off it.
          chunkFileNames: "[name]-[hash].js",
        },
      },
    },
  },
  preload: {
    build: {
      outDir: at("out/preload"),
      sourcemap: false,
      rolldownOptions: {
        input: { index: at("src-main/preload/index.ts") },
        // A sandboxed preload is loaded as CommonJS, whatever the package's own type.
        output: { format: "cjs", entryFileNames: "[name].cjs" },
      },
    },
  },
  renderer: {
    root: at("src-renderer"),
    plugins: [svelte({ configFile: false }), licences("licences.json")],
    worker: { format: "es", plugins: () => [compiledKernels(), licences("licences-engine.json")] },
    build: {
      outDir: at("out/renderer"),
      target: "chrome140",
      sourcemap: false,
      minify: true,
      // The content security policy allows neither inline scripts nor data: modules.
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      rolldownOptions: { input: at("src-renderer/index.html") },
    },
  },
});
