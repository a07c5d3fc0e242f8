import fc from "fast-check";
import { unzipSync, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { samples } from "../../../src-worker/data/samples/index.ts";
import type { Column, Table } from "../../../src-worker/data/table.ts";
import { UserError } from "../../../src-worker/errors.ts";
import { readProject, writeProject } from "../../../src-worker/formats/project.ts";

const file = "work.chainrule";

/** Any float32 by its bits, but one NaN as in tables. */
const cell = fc
  .integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })
  .map((bits) => new Float32Array(Int32Array.of(bits).buffer)[0] as number);

const noBadCells = { badCells: [], badCellCount: 0 } as const;

const column = (rows: number, name: string): fc.Arbitrary<Column> =>
  fc.oneof(
    fc.array(cell, { minLength: rows, maxLength: rows }).map((values) => ({
      name,
      type: "number" as const,
      values: Float32Array.from(values),
      badCells: [],
      badCellCount: 0,
    })),
    fc
      .array(fc.double(), { minLength: rows, maxLength: rows })
      .chain((cells) =>
        fc.constantFrom<Column>(
          { name, type: "number", values: Float64Array.from(cells), ...noBadCells },
          { name, type: "date", values: Float64Array.from(cells), order: "day", ...noBadCells },
        ),
      ),
    fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 5 }).chain((labels) =>
      fc
        .array(fc.integer({ min: -1, max: labels.length - 1 }), {
          minLength: rows,
          maxLength: rows,
        })
        .map((codes) => ({
          name,
          type: "category" as const,
          codes: Int32Array.from(codes),
          labels,
        })),
    ),
  );

const tables: fc.Arbitrary<Table> = fc
  .tuple(
    fc.integer({ min: 1, max: 20 }),
    fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 6 }),
  )
  .chain(([rows, names]) =>
    fc.record({
      name: fc.string(),
      rows: fc.constant(rows),
      columns: fc.tuple(...names.map((name) => column(rows, name))),
      lines: fc.array(fc.integer({ min: 1, max: 2 ** 31 - 1 }), {
        minLength: rows,
        maxLength: rows,
      }),
      even: fc.boolean(),
    }),
  )
  .map(({ lines, even, ...rest }) => ({
    ...rest,
    lineOf: (row: number) => (even ? row + 2 : (lines[row] as number)),
    reading: {
      delimiter: ";",
      decimal: ",",
      encoding: "utf-8",
      header: true,
      quote: "'",
      comment: "#",
    } as const,
    picture: null,
    target: null,
    bytes: 7,
  }));

function plain({ lineOf, ...rest }: Table) {
  return { ...rest, lines: Array.from({ length: rest.rows }, (_, row) => lineOf(row)) };
}

test("every table comes back to the bit, and equal work gives equal bytes", async () => {
  await fc.assert(
    fc.asyncProperty(tables, async (table) => {
      const bytes = await writeProject({ table, model: null, runs: [] });
      expect(await writeProject({ table, model: null, runs: [] })).toEqual(bytes);
      const back = await readProject(bytes, file);
      expect(back.model).toBeNull();
      expect(plain(back.table)).toEqual(plain(table));
    }),
  );
});

describe("refusals", async () => {
  const table = samples[0]?.make(0) as Table;
  const whole = await writeProject({ table, model: new Uint8Array([1, 2, 3]), runs: [] });
  const altered = (change: (files: Record<string, Uint8Array>) => void) => {
    const files = unzipSync(whole);
    change(files);
    return zipSync(files);
  };
  const manifest = (text: string) =>
    altered((files) => {
      files["manifest.json"] = new TextEncoder().encode(text);
    });
  const cases: readonly [string, Uint8Array, RegExp][] = [
    ["cut off", whole.subarray(0, whole.length - 30), /damaged or cut off/],
    ["no archive", new TextEncoder().encode("no archive"), /damaged or cut off/],
    [
      "a newer version",
      manifest('{"format":"chainrule-project/2","files":{}}'),
      /version 2, this program reads up to 1/,
    ],
    ["another manifest", manifest('{"format":"zip"}'), /manifest.json.format/],
    [
      "an altered model",
      altered((files) => {
        files["model.safetensors"] = new Uint8Array([1, 2, 4]);
      }),
      /"model.safetensors" in the project is not what was saved/,
    ],
    [
      "no table",
      altered((files) => {
        delete files["table.safetensors"];
      }),
      /table.safetensors” is missing/,
    ],
  ];
  test.each(cases)("%s", async (_, bytes, words) => {
    const error = await readProject(bytes, file).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).message).toMatch(words);
    expect((error as UserError).place.file).toContain(file);
  });

  test.each(["../../outside.safetensors", "/etc/outside", "..\\outside", "C:\\outside"])(
    "a member called %s is passed over",
    async (name) => {
      const bytes = altered((files) => {
        files[name] = new Uint8Array([1, 2, 3]);
      });
      const { table: found, ...rest } = await readProject(bytes, file);
      expect(plain(found)).toEqual(plain(table));
      expect(JSON.stringify(rest)).not.toContain("outside");
    },
  );

  test("of any other bytes in words", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: whole.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, change) => {
          const bytes = whole.slice();
          bytes[at] = (bytes[at] as number) ^ change;
          const outcome = await readProject(bytes, file).then(
            () => "read",
            (error: unknown) => error,
          );
          // A byte of the archive that nothing depends on, such as a date, may be any.
          if (outcome !== "read") expect(outcome).toBeInstanceOf(UserError);
        },
      ),
      { numRuns: 200 },
    );
  });
});
