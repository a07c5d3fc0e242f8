import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { PlainLines } from "../../../../src-worker/data/csv/plain-lines.ts";
import { RecordParser } from "../../../../src-worker/data/csv/records.ts";
import type { ReadingOptions, Table } from "../../../../src-worker/data/table.ts";
import { readText } from "../text-stream.ts";

/** Rows enough that what follows them comes after the part of a file that is always read as text. */
const start = `a,b,c\n${"1,2.5,red\n".repeat(7000)}`;
const startRows = 7000;
const startInBytes = new TextEncoder().encode(start);
const startInUtf16 = utf16(start);

/** UTF-16 is always read as text: the way without bytes to compare with. */
function utf16(text: string): Uint8Array {
  const bytes = new Uint8Array(2 * text.length);
  for (let at = 0; at < text.length; at++) {
    bytes[2 * at] = text.charCodeAt(at) & 0xff;
    bytes[2 * at + 1] = text.charCodeAt(at) >> 8;
  }
  return bytes;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

function plain(table: Table) {
  const { columns, rows } = table;
  const lines = Array.from({ length: rows - startRows }, (_, row) => table.lineOf(startRows + row));
  return { columns, rows, lines };
}

const failure = ({ message, remedy, place }: Record<string, unknown>) => ({
  message,
  remedy,
  place,
});

/** The table, or why there is none, by both ways. */
async function bothWays(rest: string, reading: ReadingOptions = {}, chunk = 5000) {
  const types = { ...reading.types };
  const read = (bytes: Uint8Array, encoding: "utf-8" | "utf-16le") =>
    readText(bytes, { ...reading, types, encoding }, chunk).then(plain, failure);
  return {
    bytes: await read(joined(startInBytes, new TextEncoder().encode(rest)), "utf-8"),
    text: await read(joined(startInUtf16, utf16(rest)), "utf-16le"),
  };
}

async function expectSame(rest: string, reading?: ReadingOptions, chunk?: number) {
  const { bytes, text } = await bothWays(rest, reading, chunk);
  expect(bytes).toEqual(text);
  return bytes;
}

describe("lines read from bytes give the table of those read as text", () => {
  it.each([
    ["numbers", "1,2,blue\n-3e2,.5,red\n"],
    ["no last line end", "1,2,blue\n-3,4,red"],
    ["carriage returns", "1,2,blue\r\n3,4,red\r\n\r\n5,6,red\r\n"],
    ["blanks", " 1 ,\t2 , blue \n  \n\t\n3,4,red\n"],
    ["missing cells", ",,\nNA,?,null\n1,,x\n"],
    ["bad cells", "oops,1,red\n1e400,0x10,red\n"],
    [
      "quoted fields",
      '"1","2","blue"\n3,"4,5","a,b"\n"6",7,"say ""x"""\n8,9,"two\nlines"\n1,1,z\n',
    ],
    ["quotes within fields", '1,2,5"\n3,4,it"s\n'],
    ["letters beyond ASCII", "1,2,Zürich\n3,4,€\n5,6,red\n"],
    ["many digits", "0.1234567890123456789,16777217,a\n9007199254740993,1e-45,b\n"],
    ["too few fields", "1,2,red\n1,2\n"],
    ["too many fields", "1,2,red\n1,2,3,4\n"],
    ["a field more after a number", "1,2,red\n1,2,3,\n"],
    ["an open quote", '1,2,red\n1,"2,red\n3,4,red\n'],
    ["text after a closing quote", '1,2,red\n1,2,"a"b\n'],
    ["a zero byte", "1,2,red\n1,2,\0\n"],
  ])("%s", async (_, rest) => {
    await expectSame(rest);
    await expectSame(rest, {}, 7);
    await expectSame(`${rest}\n${"4,5,green\n".repeat(3)}`, {}, 70_001);
  });

  it("a decimal comma, and other marks", async () => {
    const text = (bytes: string) => start.replaceAll(",", ";").replaceAll("2.5", "2,5") + bytes;
    const rest = "1,5;2;'a;b'\n# 3;4;x\n  # '\n7;,25;c\n";
    const reading: ReadingOptions = { delimiter: ";", decimal: ",", quote: "'", comment: "#" };
    const read = (bytes: Uint8Array, encoding: "utf-8" | "utf-16le") =>
      readText(bytes, { ...reading, encoding }).then(plain);
    const bytes = await read(new TextEncoder().encode(text(rest)), "utf-8");
    expect(bytes).toEqual(await read(utf16(text(rest)), "utf-16le"));
    expect(bytes.rows).toBe(startRows + 2);
    expect(bytes.lines).toEqual([startRows + 2, startRows + 5]);
  });

  it("a single column, with quoted nothing", async () => {
    const text = `a\n${"1.5\n".repeat(20_000)}\n2\n""\n" "\n\f\n3\n`;
    const bytes = await readText(new TextEncoder().encode(text), {});
    const other = await readText(utf16(text), { encoding: "utf-16le" });
    expect(bytes.columns).toEqual(other.columns);
    expect(bytes.rows).toBe(20_002);
    expect(bytes.lineOf(20_001)).toBe(other.lineOf(20_001));
  });

  it("anything made of the characters that matter, whatever the chunks", async () => {
    const cell = fc.oneof(
      fc.double({ noNaN: true }).map(String),
      fc.integer().map(String),
      fc.constantFrom("", "NA", "red", '"x"', '"1"', "1.", " 2", '"a,b"', '"p""q"', "é", "-"),
      fc.string({ unit: fc.constantFrom(..."1.e-+\"', \r#ä"), maxLength: 6 }),
    );
    const line = fc.oneof(
      { weight: 12, arbitrary: fc.tuple(cell, cell, cell).map((cells) => cells.join(",")) },
      { weight: 1, arbitrary: fc.constantFrom("", " ", "1,2", "1,2,3,4", "# 1", '"', "\r") },
    );
    const text = fc.array(line, { maxLength: 12 }).map((lines) => lines.join("\n"));
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 40 }), async (rest, chunk) => {
        await expectSame(
          rest,
          { delimiter: ",", types: { a: "number", b: "number", c: "category" } },
          60_000 + chunk,
        );
      }),
      { numRuns: 50 },
    );
  });
});

it("numbers become no text", async () => {
  const parse = vi.spyOn(RecordParser.prototype, "push");
  const read = vi.spyOn(PlainLines.prototype, "read");
  await readText(start + "-1.25,3e5,red\n".repeat(50_000), {}, 65_536);
  const characters = parse.mock.calls.reduce((sum, [piece]) => sum + piece.length, 0);
  expect(read).toHaveBeenCalled();
  expect(characters).toBeLessThan(start.length + 65_536);
  parse.mockRestore();
  read.mockRestore();
});
