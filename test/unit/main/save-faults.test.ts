import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { saveFailure } from "../../../src-main/failures.ts";
import { save } from "../../../src-main/save.ts";

/** Which call of the file system fails, counted from 0, and with what; null: none does. */
const fault = vi.hoisted(() => ({ at: null as number | null, code: "", calls: 0 }));

vi.mock("node:fs/promises", async (original) => {
  const real = await original<typeof import("node:fs/promises")>();
  const failing = <Args extends unknown[], Result>(call: (...args: Args) => Promise<Result>) =>
    ((...args: Args) => {
      if (fault.calls++ !== fault.at) return call(...args);
      const error = Object.assign(new Error(`${fault.code}: injected`), { code: fault.code });
      return Promise.reject(error);
    }) as (...args: Args) => Promise<Result>;
  return {
    ...real,
    rename: failing(real.rename),
    link: failing(real.link),
    copyFile: failing(real.copyFile),
    // Each step on an open file may fail as well.
    open: failing(async (...args: Parameters<typeof real.open>) => {
      const file = await real.open(...args);
      return new Proxy(file, {
        get(target, name) {
          const value = Reflect.get(target, name, target);
          if (typeof value !== "function") return value;
          const bound = value.bind(target);
          return ["writeFile", "sync", "chmod"].includes(String(name)) ? failing(bound) : bound;
        },
      });
    }),
  };
});

let folder: string;
let file: string;

beforeEach(async () => {
  fault.at = null;
  folder = await mkdtemp(join(tmpdir(), "chainrule-faults-"));
  file = join(folder, "model.safetensors");
  await writeFile(file, "old");
});

afterEach(async () => {
  fault.at = null;
  await rm(folder, { recursive: true, force: true });
});

const bytes = (text: string) => new TextEncoder().encode(text);

test.each(["ENOSPC", "EACCES", "EIO", "EROFS"])(
  "%s at any step of a save leaves a whole file, says so in words, and the next save works",
  async (code) => {
    let failures = 0;
    for (let at = 0; ; at++) {
      Object.assign(fault, { at, code, calls: 0 });
      const outcome = await save(file, bytes("new"), { backup: true }).then(
        () => null,
        (error: unknown) => error,
      );
      const reached = fault.calls > at;
      fault.at = null;
      const content = await readFile(file, "utf8");
      if (outcome === null) expect(content).toBe("new");
      else {
        failures += 1;
        expect(["old", "new"]).toContain(content);
        const { failure } = saveFailure("model.safetensors", outcome);
        expect(failure.what).toContain("model.safetensors");
        expect(failure.remedy).toContain("the work is still open");
      }
      const left = (await readdir(folder)).filter((name) => name.endsWith(".tmp"));
      expect(left).toEqual([]);
      await writeFile(file, "old");
      if (!reached) break;
    }
    // The writing, its syncs, the renames: most of the steps cannot be done without.
    expect(failures).toBeGreaterThan(4);
    await save(file, bytes("last"), { backup: true });
    expect(await readFile(file, "utf8")).toBe("last");
    expect(await readFile(`${file}.bak`, "utf8")).toBe("old");
  },
);
