import { expect, test } from "vitest";
import type { Channel } from "../../../src-main/ipc.ts";
import { CHANNELS, checkedArguments } from "../../../src-main/ipc-check.ts";

const save = { bytes: new Uint8Array(2), name: "model.safetensors", token: null };

const file = { name: "model.py", bytes: new Uint8Array(1) };
const folder = { name: "moons", folder: true, files: [file, { ...file, name: "data/x.csv" }] };

/** The signature, and a byte. */
const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]);

/** Valid arguments of every channel. */
const VALID: { readonly [Name in Channel]: readonly unknown[] } = {
  "open-file": ["data"],
  "open-folder": [],
  "open-dropped": ["/home/ada/table.csv"],
  "recent-files": [],
  "open-recent": ["0123abcd"],
  "clear-recent": [],
  "release-file": ["token"],
  "save-file": [save],
  "export-files": [folder],
  "print-report": [new TextEncoder().encode("<p>report</p>")],
  "save-report": [{ name: "moons.pdf", html: new Uint8Array([60]) }],
  "copy-picture": [png],
  "drag-picture": [{ name: "Loss.png", png }],
  "copy-text": ["a\tb\n1\t2"],
  settings: [],
  "change-settings": [{ theme: "dark" }],
  "keep-work": [{ part: "table", bytes: new Uint8Array([1]), rest: 0, title: "letters" }],
  "set-training": [{ running: true, share: 0.5, words: "moons, epoch 3" }],
  "lost-work": [],
  "recover-work": ["0123abcd"],
  "adopt-work": ["0123abcd"],
  "discard-work": ["0123abcd"],
  "set-edited": [true],
  "set-title": ["letters", null],
};

test.each(Object.entries(VALID))("%s takes what the contract says", (channel, args) => {
  expect(checkedArguments(channel as Channel, args)).toEqual(args);
});

test("every channel refuses junk, missing and further arguments", () => {
  const junk = [undefined, null, 7, Number.NaN, {}, [], new Map(), "\0".repeat(5000)];
  for (const channel of CHANNELS) {
    for (const one of junk) {
      const args = VALID[channel].length === 0 ? [one] : [one, ...VALID[channel].slice(1)];
      // Objects without a key of their own are changes of settings, empty ones.
      if (channel === "change-settings" && (one instanceof Map || one?.constructor === Object)) {
        continue;
      }
      // Any text may be copied.
      if (channel === "copy-text" && typeof one === "string") continue;
      expect(() => checkedArguments(channel, args), `${channel} ${String(one)}`).toThrow(TypeError);
    }
    expect(() => checkedArguments(channel, [...VALID[channel], 1]), channel).toThrow(TypeError);
    if (VALID[channel].length > 0) expect(() => checkedArguments(channel, [])).toThrow(TypeError);
  }
});

test.each([
  ["open-file", ["picture"]],
  ["open-dropped", ["relative/table.csv"]],
  ["open-dropped", ["../../etc/passwd"]],
  ["save-file", [{ ...save, bytes: [1, 2] }]],
  ["save-file", [{ ...save, bytes: new Float32Array(2) }]],
  ["save-file", [{ ...save, name: "" }]],
  ["save-file", [{ ...save, name: "a\0b" }]],
  ["save-file", [{ ...save, path: "/etc/passwd" }]],
  ["export-files", [{ ...folder, folder: false }]],
  ["export-files", [{ ...folder, files: [] }]],
  ["export-files", [{ ...folder, name: "a/b" }]],
  ["export-files", [{ ...folder, name: ".." }]],
  ["export-files", [{ ...folder, files: [file, { ...file, name: "MODEL.py" }] }]],
  ["export-files", [{ ...folder, files: [file, { ...file, name: "model.py/x" }] }]],
  ["export-files", [{ ...folder, files: [{ ...file, path: "/etc/passwd" }] }]],
  ["export-files", [{ ...folder, files: [{ ...file, bytes: "text" }] }]],
  ["keep-work", [{ part: "settings", bytes: new Uint8Array([1]), rest: 0, title: "" }]],
  ["keep-work", [{ part: "model", bytes: "text", rest: 0, title: "" }]],
  ["keep-work", [{ part: "model", bytes: new Uint8Array([1]), rest: -1, title: "" }]],
  ["keep-work", [{ part: "model", bytes: new Uint8Array([1]), rest: 2 ** 40, title: "" }]],
  ["keep-work", [{ part: "model", bytes: new Uint8Array([1]), rest: 0, title: "", path: "/etc" }]],
  ["set-training", [{ running: true, share: 2, words: "" }]],
  ["set-training", [{ running: "yes", share: null, words: "" }]],
  ["print-report", ["<p>report</p>"]],
  ["save-report", [{ name: "moons.exe", html: new Uint8Array(1) }]],
  ["save-report", [{ name: "../moons.pdf", html: new Uint8Array(1) }]],
  ["copy-picture", [new Uint8Array(20)]],
  ["copy-picture", [png.subarray(0, 8)]],
  ["drag-picture", [{ name: "Loss.sh", png }]],
  ["drag-picture", [{ name: "../Loss.png", png }]],
  ["drag-picture", [{ name: ".png", png }]],
  ["drag-picture", [{ name: "Loss.png", png: new Uint8Array([1, 2, 3]) }]],
  ["drag-picture", [{ name: "Loss.png", png, file: "/etc/passwd" }]],
  ["change-settings", [{ language: "fr" }]],
  ["change-settings", [{ decimals: 1 }]],
  ["change-settings", [{ decimals: 2.5 }]],
  ["change-settings", [{ notation: "roman" }]],
  ["change-settings", [{ threads: 0 }]],
  ["change-settings", [{ fastArithmetic: "yes" }]],
  ["recover-work", [7]],
  ["change-settings", [{ theme: "pink" }]],
  ["change-settings", [{ theme: undefined }]],
  ["change-settings", [{ theme: "dark", more: 1 }]],
  ["change-settings", [JSON.parse('{"__proto__":{"theme":"dark"}}')]],
] as const)("%s refuses %j", (channel, args) => {
  expect(() => checkedArguments(channel, args)).toThrow(TypeError);
});

test.each([
  "../x",
  "a/../../x",
  "/etc/passwd",
  "C:/x",
  "C:x",
  "..\\x",
  "a\\b",
  "a//b",
  "./x",
  "a/",
  "a\0b",
  "a\nb",
  "x.",
  "x ",
  "NUL",
  "con.txt",
  "a/b/c/d/e/f/g/h/i",
  "x".repeat(300),
])("no export leaves its folder by the name %j", (name) => {
  const request = { ...folder, files: [{ ...file, name }] };
  expect(() => checkedArguments("export-files", [request])).toThrow(TypeError);
});
