import { expect, test } from "vitest";
import { filesIn } from "../../../src-main/arguments.ts";

test("files are what is neither the program nor a switch, from where the person stood", () => {
  const argv = ["/opt/chainrule", "--no-sandbox", "iris.csv", "/data/a.safetensors"];
  expect(filesIn(argv, true, "/home/ada")).toEqual(["/home/ada/iris.csv", "/data/a.safetensors"]);
});

test("before packaging, the first word is the program's folder", () => {
  const argv = ["electron", "--inspect=0", "/src/chainrule", "iris.csv"];
  expect(filesIn(argv, false, "/home/ada")).toEqual(["/home/ada/iris.csv"]);
  expect(filesIn(["electron", "."], false, "/home/ada")).toEqual([]);
});
