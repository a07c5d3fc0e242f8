import { expect, test } from "vitest";
import type { Bridge, ExportRequest } from "../../../../src-main/ipc.ts";
import { checkedArguments } from "../../../../src-main/ipc-check.ts";
import { Files } from "../../../../src-renderer/state/files.svelte.ts";
import { Notices } from "../../../../src-renderer/state/notices.svelte.ts";

/** The name under which something leaves the window, as main takes it. */
async function exportedAs(name: string): Promise<string> {
  let taken = "";
  const bridge = {
    exportFiles: async (request: ExportRequest) => {
      const [checked] = checkedArguments("export-files", [request]);
      taken = checked.name;
      return null;
    },
  } as unknown as Bridge;
  const files = [{ name: "model.h", bytes: new Uint8Array(1) }];
  await new Files(bridge, new Notices()).export({ name, files, folder: false });
  return taken;
}

test("a long title keeps its ending, and the name is one that main takes", async () => {
  expect(await exportedAs("moons.h")).toBe("moons.h");
  expect(await exportedAs("a/b: c?.onnx")).toBe("a-b- c-.onnx");
  expect(await exportedAs(`${"a".repeat(300)}.onnx`)).toMatch(/^a{50,}\.onnx$/);
  // A space or a dot just where it is cut off.
  expect(await exportedAs(`${"a".repeat(119)} and more`)).toMatch(/^a{119}$/);
  expect(await exportedAs(`${"a".repeat(119)}. and more`)).toMatch(/^a{119}$/);
});

test("work that is edited while it is written stays unsaved", async () => {
  let write = () => {};
  const told: boolean[] = [];
  const file = { token: "t", name: "model.safetensors", size: 1, kind: "model" } as const;
  const bridge = {
    saveFile: () =>
      new Promise((resolve) => {
        write = () => resolve(file);
      }),
    recentFiles: async () => [],
    setTitle: async () => null,
    setEdited: async (edited: boolean) => {
      told.push(edited);
      return null;
    },
  } as unknown as Bridge;
  const files = new Files(bridge, new Notices());
  const save = async (meanwhile: () => void) => {
    const saved = files.save(Promise.resolve(new Uint8Array(1)));
    meanwhile();
    await Promise.resolve();
    write();
    return await saved;
  };
  files.setEdited(true);
  expect(await save(() => files.setEdited(true))).toBe(true);
  expect(files.edited).toBe(true);
  expect(await save(() => {})).toBe(true);
  expect(files.edited).toBe(false);
  expect(told).toEqual([true, false]);
});

test("a file that is written while another is opened does not become its document", async () => {
  let write = () => {};
  const released: string[] = [];
  const file = (token: string) =>
    ({ token, name: `${token}.safetensors`, size: 1, kind: "model" }) as const;
  const bridge = {
    saveFile: () =>
      new Promise((resolve) => {
        write = () => resolve(file("old"));
      }),
    recentFiles: async () => [],
    setTitle: async () => null,
    setEdited: async () => null,
    releaseFile: async (token: string) => {
      released.push(token);
      return null;
    },
  } as unknown as Bridge;
  const files = new Files(bridge, new Notices());
  files.setDocument(file("old"), "old");
  const saved = files.save(Promise.resolve(new Uint8Array(1)));
  await Promise.resolve();
  files.setDocument(file("new"), "new");
  files.setEdited(true);
  write();
  expect(await saved).toBe(true);
  expect(files.document?.token).toBe("new");
  expect(files.edited).toBe(true);
  expect(released).toContain("old");
});
