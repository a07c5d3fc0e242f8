import { expect, test } from "vitest";
import { dateFormat, dateRange } from "../../../../src-renderer/drawing/dates.ts";

const at = (text: string) => Date.parse(text);

test("in a column of whole days, the mean is a day too", () => {
  const format = dateFormat(at("2024-01-01"), at("2024-01-04"));
  expect(format(at("2024-01-02T12:00:00Z"))).toBe("2024-01-02");
});

test("where a column has times, they stand after a space, no finer than the column is", () => {
  const minutes = dateFormat(at("2024-01-01T08:30:00Z"), at("2024-01-04"));
  expect(minutes(at("2024-01-01T08:30:00Z"))).toBe("2024-01-01 08:30");
  expect(minutes(at("2024-01-02T07:08:09.5Z"))).toBe("2024-01-02 07:08");
  const seconds = dateFormat(at("2024-01-01T08:30:05Z"), at("2024-01-04"));
  expect(seconds(at("2024-01-02T07:08:09.5Z"))).toBe("2024-01-02 07:08:09");
  expect(seconds(Number.NaN)).toBe("–");
});

test("a range is told in few letters, the fewer the longer it is", () => {
  expect(dateRange(at("2020-01-01"), at("2022-09-26"))).toBe("2020 … 2022");
  expect(dateRange(at("2020-01-01"), at("2021-05-26"))).toBe("2020-01 … 2021-05");
  expect(dateRange(at("2020-01-01"), at("2020-02-03"))).toBe("2020-01-01 … 2020-02-03");
  expect(dateRange(Number.NaN, Number.NaN)).toBe("– … –");
});
