import { resolve } from "node:path";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";
import { compiledKernels } from "../src-main/compile-kernels.ts";

export default defineConfig({
  root: resolve(import.meta.dirname, ".."),
  test: {
    projects: [
      {
        // Compiles the runes of `*.svelte.ts` state classes, so that they can be tested here.
        plugins: [svelte({ configFile: false }), compiledKernels()],
        resolve: { conditions: ["browser"] },
        test: {
          name: "unit",
          include: ["test/unit/**/*.test.ts"],
          environment: "node",
          testTimeout: 20_000,
        },
      },
      {
        plugins: [compiledKernels()],
        test: {
          name: "interop",
          include: ["test/interop/**/*.test.ts"],
          environment: "node",
          testTimeout: 120_000,
        },
      },
      {
        // Long: by `npm run soak`, not among the suites.
        plugins: [compiledKernels()],
        test: {
          name: "soak",
          include: ["test/soak/**/*.test.ts"],
          environment: "node",
          testTimeout: 3_600_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          environment: "node",
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // One window at a time: frame times and stop times are part of what is tested.
          fileParallelism: false,
        },
      },
    ],
  },
});
