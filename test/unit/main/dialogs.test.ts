import type { BrowserWindow, SaveDialogOptions } from "electron";
import { dialog } from "electron";
import { afterEach, expect, test, vi } from "vitest";
import { askWhereToSave } from "../../../src-main/dialogs.ts";
import { speak } from "../../../src-main/words.ts";

vi.mock("electron", () => ({
  app: { getPath: () => "/documents" },
  dialog: { showSaveDialog: vi.fn(async () => ({ canceled: true })) },
}));

afterEach(() => speak("en"));

const window = {} as BrowserWindow;

async function filterOf(name: string) {
  await askWhereToSave(window, name);
  const asked: readonly unknown[] = vi.mocked(dialog.showSaveDialog).mock.lastCall ?? [];
  return (asked[1] as SaveDialogOptions).filters?.[0];
}

test("the dialog for a place names what is saved, in words and in the user's language", async () => {
  expect(await filterOf("a.chainrule")).toEqual({
    name: "Chainrule project",
    extensions: ["chainrule"],
  });
  speak("de");
  expect(await filterOf("a.chainrule")).toMatchObject({ name: "Chainrule-Projekt" });
  expect(await filterOf("report.pdf")).toEqual({ name: "PDF-Dokument", extensions: ["pdf"] });
  // An ending of somebody else's is what people call it by.
  expect(await filterOf("a.xyz")).toEqual({ name: "XYZ", extensions: ["xyz"] });
  expect(await filterOf("a")).toEqual({ name: "Alle Dateien", extensions: ["*"] });
});
