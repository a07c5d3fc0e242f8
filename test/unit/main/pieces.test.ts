import fc from "fast-check";
import { expect, test } from "vitest";
import { Pieces } from "../../../src-main/pieces.ts";

const bytes = (...values: number[]) => Uint8Array.from(values);

test("what comes in pieces is whole with the last", () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 1, maxLength: 40 }),
      fc.integer({ min: 1 }),
      (all, size) => {
        const pieces = new Pieces();
        for (let at = 0; at < all.length; at += size) {
          const piece = all.slice(at, at + size);
          const rest = all.length - at - piece.length;
          const whole = pieces.add(1, "model", piece, rest);
          expect(whole && [...whole]).toEqual(rest === 0 ? [...all] : null);
        }
      },
    ),
  );
});

test("parts and pages do not mix", () => {
  const pieces = new Pieces();
  expect(pieces.add(1, "model", bytes(1), 1)).toBeNull();
  expect(pieces.add(1, "table", bytes(2), 1)).toBeNull();
  expect(pieces.add(2, "model", bytes(3), 1)).toBeNull();
  expect([...(pieces.add(1, "model", bytes(4), 0) ?? [])]).toEqual([1, 4]);
  expect([...(pieces.add(2, "model", bytes(5), 0) ?? [])]).toEqual([3, 5]);
  expect([...(pieces.add(1, "table", bytes(6), 0) ?? [])]).toEqual([2, 6]);
});

test("what was begun and left is not put before what comes next", () => {
  const pieces = new Pieces();
  pieces.add(1, "model", bytes(1, 2, 3), 5);
  expect([...(pieces.add(1, "model", bytes(7), 0) ?? [])]).toEqual([7]);
  pieces.add(1, "model", bytes(1), 1);
  pieces.forget(1);
  expect([...(pieces.add(1, "model", bytes(2), 0) ?? [])]).toEqual([2]);
});
