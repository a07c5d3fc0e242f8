import { resolve } from "node:path";
import { defineConfig } from "vite";
import { compiledKernels } from "../../src-main/compile-kernels.ts";

// Built as the program is, so that what is measured is what users run.
export default defineConfig({
  root: resolve(import.meta.dirname, "../.."),
  plugins: [compiledKernels()],
  logLevel: "error",
  build: {
    ssr: true,
    outDir: "out/.bench",
    target: "node20.19",
    rolldownOptions: {
      input: {
        measure: resolve(import.meta.dirname, "measure.ts"),
        thread: resolve(import.meta.dirname, "../../src-worker/node-thread.ts"),
      },
      output: { entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" },
    },
  },
});
