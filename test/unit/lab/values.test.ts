import { expect, test } from "vitest";
import { UserError } from "../../../src-worker/errors.ts";
import { readValue } from "../../../src-worker/lab/values.ts";

test.each<[string, number[], number[]]>([
  ["2.5", [], [2.5]],
  ["−3e-2", [], [-0.03]],
  ["1, 2, 3", [3], [1, 2, 3]],
  ["1 2 3", [3], [1, 2, 3]],
  ["7,", [1], [7]],
  ["1, 2; 3, 4", [2, 2], [1, 2, 3, 4]],
  ["1 2;", [1, 2], [1, 2]],
  ["1\t2\n3\t4\n", [2, 2], [1, 2, 3, 4]],
  ["[1, 2, 3]", [3], [1, 2, 3]],
  ["[1 2; 3 4]", [2, 2], [1, 2, 3, 4]],
  ["[[1, 2], [3, 4]]", [2, 2], [1, 2, 3, 4]],
  ["array([[1., 2.],\n       [3., 4.]])", [2, 2], [1, 2, 3, 4]],
  ["[[[1], [2]], [[3], [4]]]", [2, 2, 1], [1, 2, 3, 4]],
])("%j is read", (text, shape, data) => {
  const value = readValue(text);
  expect(value.shape).toEqual(shape);
  expect([...value.data]).toEqual(data);
});

test.each([
  ["", "there is no value"],
  ["1, two", '"two" is no number'],
  ["1,,2", "a number is missing"],
  ["1, 2; 3", "row 2 has 1, row 1 has 2"],
  ["[[1, 2], 3]", "row 2 has one number, row 1 has 2"],
  ["[[1, 2]", 'a "]" is missing'],
  ["[1] 2", '"2" stands after the last bracket'],
  ["[]", "a row is empty"],
  ["Infinity", '"Infinity" is no number'],
  ["[".repeat(50_000), "there are more than 4 axes"],
  [Array.from({ length: 70_000 }, () => "1").join(" "), "there are 70000 numbers"],
])("%.20j is refused", (text, words) => {
  expect(() => readValue(text)).toThrow(UserError);
  expect(() => readValue(text)).toThrow(words);
});
