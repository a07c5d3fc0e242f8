import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { FuseV1Options } from "@electron/fuses";
// The checker that electron-builder itself runs before it packs.
import { validateConfiguration } from "app-builder-lib/out/util/config/config.js";
import { expect, test } from "vitest";
import description from "../../package.json" with { type: "json" };
import lock from "../../package-lock.json" with { type: "json" };

const { build } = description;
const root = join(import.meta.dirname, "../..");

test("the packaging's configuration is one that electron-builder takes", async () => {
  const log = { isEnabled: false, add: () => {} };
  const check = (config: object) =>
    validateConfiguration(config as never, log as never) as Promise<unknown>;
  await check(build);
  await expect(check({ ...build, filez: [] })).rejects.toThrow("filez");
});

test("nothing but the built program is packed, and what it needs is in it", () => {
  expect(build.files.filter((pattern) => !pattern.startsWith("out/"))).toEqual([
    "package.json",
    "!**/*.map",
  ]);
  // All packages are bundled: node_modules would be packed beside them otherwise.
  expect(description).not.toHaveProperty("dependencies");
  expect(description.main).toBe("out/main/index.js");
});

test("all three systems, both kinds of documents, and no way around the program's own code", () => {
  expect(Object.keys(build)).toEqual(expect.arrayContaining(["linux", "win", "mac"]));
  expect(build.fileAssociations.map(({ ext }) => ext)).toEqual(["chainrule", "safetensors"]);
  expect(build.electronFuses).toEqual({
    runAsNode: false,
    // There are no cookies; their key would ask for the user's keychain.
    enableCookieEncryption: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    grantFileProtocolExtraPrivileges: false,
    onlyLoadAppFromAsar: true,
    enableEmbeddedAsarIntegrityValidation: true,
    loadBrowserProcessSpecificV8Snapshot: false,
  });
});

test("every fuse that Electron has is set one way or the other", () => {
  const known = Object.values(FuseV1Options)
    .filter((name) => typeof name === "string")
    .map((name) => `${name.charAt(0).toLowerCase()}${name.slice(1)}`);
  expect(known.length).toBeGreaterThan(7);
  expect(Object.keys(build.electronFuses).sort()).toEqual(known.sort());
});

test("Electron is of a major that is still repaired, and locked", () => {
  const wanted = description.devDependencies.electron;
  const locked = lock.packages["node_modules/electron"].version;
  expect(wanted).toMatch(/^\^\d+\.\d+\.\d+$/);
  expect(locked.split(".")[0]).toBe(wanted.slice(1).split(".")[0]);
  // Electron keeps its three newest majors repaired; 45 was the newest when this was written.
  expect(Number(locked.split(".")[0])).toBeGreaterThanOrEqual(45);
});

test("the icon is large enough for every system", () => {
  const path = join(root, build.icon);
  expect(existsSync(path)).toBe(true);
  const png = new DataView(readFileSync(path).buffer);
  // Width and height in a PNG's first chunk (IHDR).
  expect([png.getUint32(16), png.getUint32(20)]).toEqual([1024, 1024]);
});
