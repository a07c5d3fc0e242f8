import { expect, test } from "vitest";
import { lessonsIn } from "../../../../src-renderer/state/lesson-files.ts";
import { sectionsWith } from "../../../../src-renderer/state/lesson-search.ts";
import type { Lesson } from "../../../../src-worker/api.ts";

const files = {
  "../l/9-guide.json": "guide",
  "../l/9-guide.de.json": "Handbuch",
  "../l/1-a.json": "a",
};

test("a lesson is shown in the language spoken where there is one, each once", () => {
  const names = (language: "en" | "de") =>
    lessonsIn(language, files).map((source) => [
      source.name,
      source.kind === "text" && source.text,
    ]);
  expect(names("en")).toEqual([
    ["1-a.json", "a"],
    ["9-guide.json", "guide"],
  ]);
  expect(names("de")).toEqual([
    ["1-a.json", "a"],
    ["9-guide.de.json", "Handbuch"],
  ]);
});

test("sections are found by all words typed, in titles, texts and lists, whatever their marks", () => {
  const lesson = {
    sections: [
      { id: "a", title: "Data", blocks: [{ kind: "text", text: "The **Bench** reads" }] },
      { id: "b", title: "Keys", blocks: [{ kind: "list", items: ["Press `Tab`", "the bench"] }] },
    ],
  } as unknown as Lesson;
  const found = (sought: string) => sectionsWith(lesson, sought).map(({ id }) => id);
  expect(found(" ")).toEqual(["a", "b"]);
  expect(found("bench")).toEqual(["a", "b"]);
  expect(found("bench tab")).toEqual(["b"]);
  expect(found("DATA reads")).toEqual(["a"]);
  expect(found("nowhere")).toEqual([]);
});
