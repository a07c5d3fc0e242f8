import { expect, test } from "vitest";
import { dateFormat } from "../../../../src-renderer/drawing/dates.ts";

const at = (text: string) => Date.parse(text);

test("in a column of whole days, the mean is a day too", () => {
  const format = dateFormat(at("2024-01-01"), at("2024-01-04"));
  expect(format(at("2024-01-02T12:00:00Z"))).toBe("2024-01-02");
});

test("where a column has times, they stand after a space, without what is nothing in them", () => {
  const format = dateFormat(at("2024-01-01T08:30:00Z"), at("2024-01-04"));
  expect(format(at("2024-01-01T08:30:00Z"))).toBe("2024-01-01 08:30");
  expect(format(at("2024-01-04"))).toBe("2024-01-04 00:00");
  expect(format(at("2024-01-02T07:08:09.5Z"))).toBe("2024-01-02 07:08:09");
});
