import { expect, test } from "vitest";
import { fitted, windowStateSchema } from "../../../src-main/window-state.ts";

const screens = [
  { x: 0, y: 0, width: 1920, height: 1080 },
  { x: 1920, y: 0, width: 1280, height: 1024 },
];

test("a window comes back where it stood, on any of the screens", () => {
  const state = { x: 2000, y: 50, width: 900, height: 600, maximized: true, zoom: 1.25 };
  expect(fitted(state, screens)).toEqual(state);
});

test.each([
  ["of a screen that has gone", { x: 4000, y: 50 }],
  ["above all screens", { x: 100, y: -700 }],
  ["below all screens", { x: 100, y: 1060 }],
  ["with its title bar out of reach", { x: -890, y: 50 }],
])("a place %s is forgotten", (_, place) => {
  const state = { ...place, width: 900, height: 600, maximized: false, zoom: 1 };
  expect(fitted(state, screens)).toEqual({ width: 900, height: 600, maximized: false, zoom: 1 });
});

test("a window is never smaller than it can be used", () => {
  const state = { width: 3, height: 2, maximized: false, zoom: 1 };
  expect(fitted(state, screens)).toEqual({ width: 640, height: 480, maximized: false, zoom: 1 });
});

test("a window's state without a zoom is one of an earlier version", () => {
  const stored = { width: 900, height: 600, maximized: false };
  expect(windowStateSchema.parse(stored)).toEqual({ ...stored, zoom: 1 });
  expect(windowStateSchema.safeParse({ ...stored, zoom: 40 }).success).toBe(false);
});

test.each([
  { width: 1e9, height: 1 },
  { width: "900", height: 600 },
  { width: 1.5, height: 2 },
])("the stored state %j is damaged", (size) => {
  expect(windowStateSchema.safeParse({ ...size, maximized: false }).success).toBe(false);
});
