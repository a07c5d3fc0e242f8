import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { writeC } from "../../../src-worker/formats/c/header.ts";
import type { WholeModel } from "../../../src-worker/formats/model.ts";
import { cellsFor, predictionsOf, worstDifference } from "../../interop/cells.ts";
import { wholeModels } from "./models.ts";

const compiler = ["cc", "gcc", "clang"].find((name) => spawnSync(name, ["--version"]).status === 0);

/** C's strings end at NUL. */
const withoutNul = ({ preprocessing }: WholeModel) =>
  !JSON.stringify(preprocessing).includes("\\u0000");

const bytesOf = (text: string) =>
  `"${Array.from(Buffer.from(text), (byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("")}"`;

function cellOf(value: number | string | undefined): string {
  if (typeof value === "string") return `{0, ${value === "" ? "NULL" : bytesOf(value)}}`;
  return `{${value === undefined || Number.isNaN(value) ? "NAN" : `${value.toExponential(17)}`}, NULL}`;
}

test.skipIf(!compiler)(
  "a C header compiles without a warning and predicts as we do",
  () => {
    const folder = mkdtempSync(join(tmpdir(), "chainrule-c-"));
    try {
      const cases = fc
        .sample(fc.tuple(wholeModels.filter(withoutNul), fc.nat()), { numRuns: 60, seed: 5 })
        .map(([model, seed]) => ({ model, ...cellsFor(model, seed) }));
      const parts = cases.map(({ model, rows, columns }, number) => {
        // Each model has names of its own, so that one program holds them all.
        const header = writeC(model)
          .replaceAll("model_", `m${number}_`)
          .replaceAll("MODEL_", `M${number}_`);
        const cells = Array.from({ length: rows }, (_, row) => {
          const own = model.preprocessing.features.map(({ column }) =>
            cellOf(columns.get(column)?.[row]),
          );
          return `{${own.join(", ")}}`;
        });
        const outputs = model.network.layers.at(-1)?.units ?? 0;
        return {
          code: `${header.replaceAll(`CHAINRULE_M${number}_H`, `GUARD_${number}`)}
static void run${number}(void) {
  static const m${number}_cell cells[${rows}][${columns.size}] = {${cells.join(",\n")}};
  float outputs[${outputs}];
  int row, i;
  for (row = 0; row < ${rows}; row++) {
    if (m${number}_predict(cells[row], outputs)) exit(3);
    for (i = 0; i < ${outputs}; i++) printf("%.9g ", outputs[i]);
  }
  printf("\\n");
}`,
          call: `run${number}();`,
        };
      });
      const program = `#include <stdio.h>\n#include <stdlib.h>\n${parts.map(({ code }) => code).join("\n")}
int main(void) { ${parts.map(({ call }) => call).join(" ")} return 0; }\n`;
      const source = join(folder, "main.c");
      writeFileSync(source, program);
      const binary = join(folder, "main");
      const flags = [
        "-std=c99",
        "-Wall",
        "-Wextra",
        "-Werror",
        "-pedantic",
        "-Wno-unused-const-variable",
      ];
      const built = spawnSync(compiler ?? "", [...flags, "-O1", source, "-o", binary, "-lm"]);
      expect(String(built.stderr)).toBe("");
      const { stdout, status } = spawnSync(binary);
      expect(status).toBe(0);
      const lines = String(stdout).trim().split("\n");
      for (const [number, { model, table }] of cases.entries()) {
        const found = (lines[number] ?? "")
          .trim()
          .split(" ")
          .map((word) => {
            return Number(word.replace("inf", "Infinity").replace(/-?nan/, "NaN"));
          });
        const difference = worstDifference(found, predictionsOf(model, table));
        expect(difference, JSON.stringify(model)).toBeLessThan(1e-5);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
  60_000,
);

describe("the header", () => {
  test("is ASCII, and no name ends its comment", () => {
    fc.assert(
      fc.property(wholeModels, (model) => {
        const text = writeC(model);
        expect(text).toMatch(/^[\n -~]*$/);
        const [first = ""] = text.split("#ifndef");
        expect(first.match(/\*\//g)).toHaveLength(1);
      }),
      { numRuns: 50 },
    );
  });
});
