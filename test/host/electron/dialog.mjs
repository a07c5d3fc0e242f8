import { strict } from "./strict.mjs";

const unanswered = (name) => async () => {
  throw new Error(`dialog.${name} was shown, and the test has queued no answer for it`);
};

/** Nobody sits before the stand-in: tests replace these functions by answers (see dialogs.ts). */
export const dialog = strict("dialog", {
  showOpenDialog: unanswered("showOpenDialog"),
  showSaveDialog: unanswered("showSaveDialog"),
  showMessageBox: unanswered("showMessageBox"),
  showErrorBox(title, content) {
    process.stderr.write(`dialog.showErrorBox: ${title}: ${content}\n`);
  },
});
