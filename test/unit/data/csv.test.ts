import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCsv } from "../../../src-worker/data/csv.ts";
import type { ReadingOptions } from "../../../src-worker/data/table.ts";
import { Cancelled, UserError } from "../../../src-worker/errors.ts";
import { quiet, readText, rowsOf, streamOf } from "./text-stream.ts";

describe("readCsv guesses how a table is written", () => {
  it("numbers, categories and a header", async () => {
    const table = await readText("a,b,colour\n1,2.5,red\n-3e2,.5,blue\n");
    expect(table.columns.map(({ name, type }) => [name, type])).toEqual([
      ["a", "number"],
      ["b", "number"],
      ["colour", "category"],
    ]);
    expect(rowsOf(table)).toEqual([
      [1, 2.5, "red"],
      [-300, 0.5, "blue"],
    ]);
    expect(table.reading).toEqual({
      quote: '"',
      comment: "",
      delimiter: ",",
      decimal: ".",
      header: true,
      encoding: "utf-8",
    });
  });

  it.each([",", ";", "\t", "|"] as const)("the delimiter %j", async (delimiter) => {
    const table = await readText(
      ["a", "b", "c"].join(delimiter).concat("\n1", delimiter, "2", delimiter, "3\n"),
    );
    expect(table.reading?.delimiter).toBe(delimiter);
    expect(rowsOf(table)).toEqual([[1, 2, 3]]);
  });

  it("the apostrophe as quote", async () => {
    const table = await readText("a,b\n'x, y',1\n'it''s','2'\n");
    expect(table.reading).toMatchObject({ delimiter: ",", quote: "'" });
    expect(rowsOf(table)).toEqual([
      ["x, y", 1],
      ["it's", 2],
    ]);
    const plain = await readText("a\nit's\n'tis\n");
    expect(plain.reading?.quote).toBe('"');
  });

  it.each(["#", "%", "//"] as const)("lines of remarks, which begin with %s", async (mark) => {
    const text = `${mark} measured, on a cold day, "x"\n${mark}\na,b\n1,2\n${mark} 3,4\n5,6\n`;
    const table = await readText(text);
    expect(table.reading).toMatchObject({ comment: mark, header: true });
    expect(rowsOf(table)).toEqual([
      [1, 2],
      [5, 6],
    ]);
    expect([table.lineOf(0), table.lineOf(1)]).toEqual([4, 6]);
  });

  it("a header that begins with a mark is the header", async () => {
    const table = await readText("#a,b\n1,2\n");
    expect(table.reading?.comment).toBe("");
    expect(table.columns.map(({ name }) => name)).toEqual(["#a", "b"]);
    const chosen = await readText("#a,b\n1,2\n", { comment: "#" });
    expect(chosen.columns.map(({ name }) => name)).toEqual(["x1", "x2"]);
  });

  it("the decimal comma", async () => {
    const table = await readText("a;b\n1,5;2,25\n0,5;1\n");
    expect(table.reading).toMatchObject({ delimiter: ";", decimal: "," });
    expect(rowsOf(table)).toEqual([
      [1.5, 2.25],
      [0.5, 1],
    ]);
  });

  it.each([
    ["numbers only", "1,2\n3,4\n", ["x1", "x2"]],
    ["measurements and a class", "5.1,3.5,1.4,daisy\n4.9,3.0,1.4,rose\n", ["x1", "x2", "x3", "x4"]],
    [
      "years beside a name",
      "country,2019,2020,2021\nNorway,1,2,3\n",
      ["country", "2019", "2020", "2021"],
    ],
    ["a name left out", "a,,c\n1,2,3\n", ["a", "x2", "c"]],
  ])("whether there is a header: %s", async (_, text, names) => {
    const table = await readText(text);
    expect(table.columns.map(({ name }) => name)).toEqual(names);
  });

  it.each([
    [
      "UTF-8 with mark",
      new Uint8Array([0xef, 0xbb, 0xbf, 0xc3, 0xa4, 0x2c, 0x62, 10, 49, 44, 50]),
      "utf-8",
    ],
    [
      "UTF-16 with mark",
      new Uint8Array([0xff, 0xfe, 0xe4, 0, 44, 0, 98, 0, 10, 0, 49, 0, 44, 0, 50, 0]),
      "utf-16le",
    ],
    [
      "UTF-16 without mark",
      new Uint8Array([0xe4, 0, 44, 0, 98, 0, 10, 0, 49, 0, 44, 0, 50, 0]),
      "utf-16le",
    ],
    [
      "UTF-16 the other way round",
      new Uint8Array([0xfe, 0xff, 0, 0xe4, 0, 44, 0, 98, 0, 10, 0, 49, 0, 44, 0, 50]),
      "utf-16be",
    ],
    ["windows-1252", new Uint8Array([0xe4, 44, 98, 10, 49, 44, 50]), "windows-1252"],
  ])("the encoding: %s", async (_, bytes, encoding) => {
    const table = await readText(bytes);
    expect(table.reading?.encoding).toBe(encoding);
    expect(table.columns.map(({ name }) => name)).toEqual(["ä", "b"]);
    expect(rowsOf(table)).toEqual([[1, 2]]);
  });

  it("opens again as windows-1252 when that shows late", async () => {
    const good = new TextEncoder().encode(`a,b\n${"1,x\n".repeat(100_000)}`);
    const bytes = new Uint8Array([...good, 50, 44, 0xe4, 10]);
    const table = await readText(bytes);
    expect(table.reading?.encoding).toBe("windows-1252");
    expect(rowsOf(table).at(-1)).toEqual([2, "ä"]);
  });

  it("refuses what the user says is UTF-8 and is not", async () => {
    const bytes = new Uint8Array([97, 44, 0xe4, 10, 49, 44, 50]);
    await expect(readText(bytes, { encoding: "utf-8" })).rejects.toThrow("UTF-8");
  });

  it("does as it is told instead", async () => {
    const table = await readText("1|2,5\n3|4,5\n", {
      delimiter: "|",
      decimal: ",",
      header: false,
      types: { x1: "category" },
    });
    expect(rowsOf(table)).toEqual([
      ["1", 2.5],
      ["3", 4.5],
    ]);
  });
});

describe("readCsv types columns", () => {
  const numbers = Array.from({ length: 40 }, (_, row) => String(row));

  it("keeps a numeric column numeric despite a few other cells, and records them", async () => {
    const cells = numbers.with(7, "oops").with(9, "1e400");
    const table = await readText(`a,b\n${cells.map((cell) => `1,${cell}`).join("\n")}\n`);
    const column = table.columns[1];
    expect(column).toMatchObject({
      type: "number",
      badCellCount: 2,
      badCells: [
        { line: 9, text: "oops" },
        { line: 11, text: "1e400" },
      ],
    });
    expect(rowsOf(table)[7]).toEqual([1, null]);
  });

  it("strictly, refuses the first such cell of the file", async () => {
    const text = `a,b\n${numbers.map((cell, row) => (row === 5 ? "1,two" : row === 3 ? `one,${cell}` : `1,${cell}`)).join("\n")}`;
    await expect(readText(text, { strict: true })).rejects.toMatchObject({
      message: expect.stringContaining("one"),
      place: { file: "table.csv", line: 5, name: "a" },
    });
  });

  it("reads a column as categories that turns out textual only later", async () => {
    const rows = Array.from({ length: 60_000 }, (_, row) =>
      row < 20_000 ? `1,${row % 10}` : "2,many",
    );
    let opened = 0;
    const bytes = new TextEncoder().encode(`a,b\n${rows.join("\n")}`);
    const open = async () => {
      opened++;
      return { stream: streamOf(bytes), size: bytes.length };
    };
    const table = await readCsv(open, "table.csv", {}, quiet);
    expect(opened).toBe(2);
    expect(table.columns[1]).toMatchObject({
      type: "category",
      labels: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "many"],
    });
    expect(rowsOf(table)[19_999]).toEqual([1, "9"]);
    expect(rowsOf(table)[20_000]).toEqual([2, "many"]);
  });

  it("knows the usual words for a missing value", async () => {
    const table = await readText("a,b\n1,x\nNA,?\n,\nnull,N/A\n2,y\n");
    expect(rowsOf(table)).toEqual([
      [1, "x"],
      [null, null],
      [null, null],
      [null, null],
      [2, "y"],
    ]);
    expect(table.columns[0]).toMatchObject({ type: "number", badCellCount: 0 });
  });

  it("takes hexadecimal and grouped digits for texts", async () => {
    const table = await readText("a,b\n0x10,1 000\n0x11,2 000\n");
    expect(table.columns.map(({ type }) => type)).toEqual(["category", "category"]);
  });

  it("refuses the type of a column that is not there", async () => {
    await expect(readText("a,b\n1,2\n", { types: { c: "number" } })).rejects.toThrow("“c”");
  });
});

describe("readCsv counts lines and bytes", () => {
  it("as an editor does, also with empty lines and line ends in quotes", async () => {
    const table = await readText('a,b\n1,"x\ny"\n\n2,z\r\n3,"p\r\nq"\n4,w');
    expect([0, 1, 2, 3].map((row) => table.lineOf(row))).toEqual([2, 5, 6, 8]);
    expect(rowsOf(table).map(([, text]) => text)).toEqual(["x\ny", "z", "p\r\nq", "w"]);
  });

  it("with carriage returns alone", async () => {
    const table = await readText("a,b\r1,2\r3,4\r");
    expect([0, 1].map((row) => table.lineOf(row))).toEqual([2, 3]);
  });

  it("tells progress in bytes, up to the size", async () => {
    const bytes = new TextEncoder().encode(`a,b\n${"1,2\n".repeat(400_000)}`);
    const told: number[] = [];
    const table = await readCsv(
      async () => ({ stream: streamOf(bytes), size: bytes.length }),
      "table.csv",
      {},
      { progress: (done, total) => told.push(done / total), cancelled: () => false },
    );
    expect(table.bytes).toBe(bytes.length);
    expect(told.length).toBeGreaterThan(10);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(told.at(-1)).toBe(1);
  });

  it("stops soon after the task is cancelled, and gives the stream back", async () => {
    let pulled = 0;
    let givenBack = false;
    let cancelled = false;
    const chunk = new TextEncoder().encode("1,2\n".repeat(16_384));
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled++;
        controller.enqueue(chunk);
      },
      cancel() {
        givenBack = true;
      },
    });
    // An endless file: only a turn of the event loop in between lets the timer cancel it.
    setTimeout(() => {
      cancelled = true;
    }, 5);
    const reading = readCsv(
      async () => ({ stream, size: 1e12 }),
      "endless.csv",
      {},
      {
        progress: () => {},
        cancelled: () => cancelled,
      },
    );
    await expect(reading).rejects.toBeInstanceOf(Cancelled);
    expect(givenBack).toBe(true);
    expect(pulled).toBeLessThan(2000);
  });
});

describe("readCsv refuses in words", () => {
  it.each([
    ["an empty file", "", "empty", undefined],
    ["white space only", " \n\n", "empty", undefined],
    ["a header alone", "a,b\n", "no rows", undefined],
    ["too few fields", "a,b,c\n1,2,3\n1,2\n", "2 fields, 3 expected", 3],
    ["too many fields", "a,b\n1,2\n\n1,2,3\n", "3 fields, 2 expected", 4],
    ["an open quote", 'a,b\n1,"x\n2,y\n3,z\n', "never closed", 2],
    ["an open quote after a line end in quotes", 'a,b\n"1\n2","x\n2,y\n', "never closed", 3],
    ["text after a closing quote", 'a,b\n1,x\n1,"x"y\n', "closing quote", 3],
    ["a zero byte", "a,b\n1,2\n1,\0\n", "zero byte", 3],
    ["two columns of one name", "a,b,a\n1,2,3\n", "“a”", 1],
  ])("%s", async (_, text, words, line) => {
    const error = await readText(text).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).message).toContain(words);
    expect((error as UserError).place).toMatchObject({ file: "table.csv" });
    expect((error as UserError).place.line).toBe(line);
  });

  it("an endless record, without holding it whole", async () => {
    const chunk = new TextEncoder().encode("x".repeat(2 ** 20));
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(chunk),
    });
    const reading = readCsv(async () => ({ stream, size: 0 }), "endless.csv", {}, quiet);
    await expect(reading).rejects.toThrow("starts here");
  });
});

describe("readCsv on anything", () => {
  const label = fc
    .string({
      unit: fc.constantFrom("a", "Z", "ä", "7", " ", ",", ";", '"', "\n", "\r\n", "|", "€"),
      maxLength: 8,
    })
    .map((text) => `t${text.trim()}`);
  // The text of −0 is "0".
  const number = fc.float({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
  const row = fc.tuple(label, fc.option(number, { nil: null }), label);
  const quoted = (cell: string | number | null) =>
    cell === null ? "" : `"${String(cell).replaceAll('"', '""')}"`;

  it("reads back every table as it was written, whatever the chunks", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 30 }),
        fc.constantFrom(",", ";", "\t", "|"),
        fc.constantFrom("\n", "\r\n"),
        fc.integer({ min: 1, max: 200 }),
        async (rows, delimiter, newline, chunkLength) => {
          const lines = [["first", "second", "third"], ...rows].map((cells) =>
            cells.map(quoted).join(delimiter),
          );
          const reading: ReadingOptions = { delimiter, types: { second: "number" } };
          const table = await readText(lines.join(newline), reading, chunkLength);
          expect(rowsOf(table)).toEqual(rows);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("random bytes end in a table or in a UserError", async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc
        .string({
          unit: fc.constantFrom("1", ".", ",", ";", '"', "\n", "\r", "a", "e", "-", "\t"),
          maxLength: 200,
        })
        .map((text) => new TextEncoder().encode(text)),
    );
    await fc.assert(
      fc.asyncProperty(bytes, fc.boolean(), async (input, strict) => {
        const result = await readText(input, { strict }).catch((error: unknown) => error);
        if (result instanceof Error) expect(result).toBeInstanceOf(UserError);
      }),
      { numRuns: 500 },
    );
  });
});
