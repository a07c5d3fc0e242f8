import { expect, test } from "vitest";
import { previewText } from "../../../src-worker/data/preview.ts";
import type { ReadingOptions } from "../../../src-worker/data/table.ts";
import { streamOf } from "./text-stream.ts";

function preview(text: string | Uint8Array, reading: ReadingOptions = {}) {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  const open = async () => ({ stream: streamOf(bytes), size: bytes.length });
  return previewText({ kind: "file", token: "", name: "t.csv", reading }, open);
}

test("shows the cells as they are written, and how they would be read", async () => {
  expect(await preview("# remark\na;b\n1,50;x\n")).toEqual({
    reading: {
      delimiter: ";",
      decimal: ",",
      quote: '"',
      comment: "#",
      header: true,
      encoding: "utf-8",
    },
    names: ["a", "b"],
    rows: [["1,50", "x"]],
    columns: 2,
    problem: null,
  });
});

test("heeds what was chosen, and tells what it would end in", async () => {
  expect(await preview("a,b\n1,2,3\n", { header: false })).toMatchObject({
    names: null,
    rows: [
      ["a", "b"],
      ["1", "2", "3"],
    ],
    problem: "line 2 has 3 fields, the first 2",
  });
  expect(await preview('a,b\n"1,2\n')).toMatchObject({
    rows: [],
    problem: "line 2: the quote opened here is never closed",
  });
});

test("finds an encoding, and refuses one that it is not", async () => {
  const latin = Uint8Array.of(0x61, 0x0a, 0xe4, 0x0a);
  expect(await preview(latin)).toMatchObject({
    reading: { encoding: "windows-1252" },
    rows: [["ä"]],
  });
  await expect(preview(latin, { encoding: "utf-8" })).rejects.toThrow("no UTF-8");
});

test("is short whatever the file", async () => {
  const wide = await preview(`${Array(500).fill("c").join(",")}\n`.repeat(1000));
  expect(wide?.rows).toHaveLength(29);
  expect(wide?.rows[0]).toHaveLength(60);
  expect(wide?.columns).toBe(500);
});

test("text that was pasted is shown too; no other format is", async () => {
  const none = async () => {
    throw new Error("not opened");
  };
  const source = { kind: "text", name: "Pasted table", text: "a\tb\n1\tü\n" } as const;
  expect(await previewText(source, none)).toMatchObject({
    reading: { delimiter: "\t" },
    rows: [["1", "ü"]],
  });
  expect(await preview(Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0))).toBeNull();
});
