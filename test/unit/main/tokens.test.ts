import { expect, test } from "vitest";
import { Tokens } from "../../../src-main/tokens.ts";

test("tokens are long, different each time, and belong to one window", () => {
  const tokens = new Tokens();
  const granted = Array.from({ length: 1000 }, () => tokens.grant("/data.csv", 1));
  expect(new Set(granted).size).toBe(1000);
  for (const token of granted) expect(token).toMatch(/^[\w-]{32}$/);
  const [token = ""] = granted;
  expect(tokens.findFor(token, 1)?.path).toBe("/data.csv");
  expect(tokens.findFor(token, 2)).toBeUndefined();
});

test("a file that a window writes keeps the token it has there, and others still know the old one", () => {
  const tokens = new Tokens();
  const old = { size: 1, hash: "a", stamp: "" };
  const now = { size: 2, hash: "b", stamp: "" };
  const mine = tokens.grant("/m.safetensors", 1, old);
  const other = tokens.grant("/m.safetensors", 2, old);
  expect(tokens.wrote("/m.safetensors", 1, now)).toBe(mine);
  expect(tokens.find(mine)?.mark).toBe(now);
  expect(tokens.find(other)?.mark).toBe(old);
  expect(tokens.ofOthers(2)).toEqual([{ path: "/m.safetensors", owner: 1, mark: now }]);
  const created = tokens.wrote("/new.safetensors", 2, now);
  expect(tokens.findFor(created, 2)?.path).toBe("/new.safetensors");
  expect(tokens.findFor(created, 1)).toBeUndefined();
});

test("a window releases its own files only, and all of them when it goes", () => {
  const tokens = new Tokens();
  const mine = tokens.grant("/a.csv", 1);
  const other = tokens.grant("/b.csv", 2);
  tokens.release(other, 1);
  expect(tokens.find(other)?.path).toBe("/b.csv");
  tokens.releaseAll(1);
  expect(tokens.find(mine)).toBeUndefined();
  expect(tokens.find(other)?.path).toBe("/b.csv");
});
