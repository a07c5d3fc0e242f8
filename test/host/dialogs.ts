import type { Host } from "./launch.ts";

type Box = "showOpenDialog" | "showSaveDialog" | "showMessageBox";

interface Shown {
  readonly box: Box;
  /** Message boxes: their text and buttons; file dialogs: their title and proposed path. */
  readonly options: {
    readonly message?: string;
    readonly detail?: string;
    readonly buttons?: readonly string[];
    readonly defaultPath?: string;
  };
}

/** The next open dialog returns this file; null: the user cancels. */
export function answerOpenDialog(host: Host, path: string | null): Promise<void> {
  const filePaths = path === null ? [] : [path];
  return queue(host, "showOpenDialog", { canceled: path === null, filePaths });
}

/** The next save dialog returns this path; null: the user cancels. */
export function answerSaveDialog(host: Host, path: string | null): Promise<void> {
  return queue(host, "showSaveDialog", { canceled: path === null, filePath: path ?? "" });
}

/** The next question is answered by the button with this label. */
export function answerQuestion(host: Host, label: string): Promise<void> {
  return queue(host, "showMessageBox", { label });
}

/** The dialogs that were shown since answers were queued first, oldest first. */
export function shownDialogs(host: Host): Promise<Shown[]> {
  return host.evaluate(() => (globalThis as { shownDialogs?: Shown[] }).shownDialogs ?? []);
}

/** Puts answers in the place of main's dialogs: nobody sits before a test. */
function queue(host: Host, box: Box, answer: object): Promise<void> {
  return host.evaluate(
    ({ dialog }, { box, answer }) => {
      const state = globalThis as {
        dialogAnswers?: Record<string, object[]>;
        shownDialogs?: Shown[];
      };
      state.dialogAnswers ??= {};
      state.shownDialogs ??= [];
      const { dialogAnswers, shownDialogs } = state;
      const answers = dialogAnswers[box] ?? [];
      dialogAnswers[box] = answers;
      answers.push(answer);
      const answered = async (...args: unknown[]) => {
        const options = args.at(-1) as Shown["options"];
        shownDialogs.push({ box, options: JSON.parse(JSON.stringify(options)) });
        const next = answers.shift();
        if (!next) throw new Error(`${box} was shown, and the test has queued no answer for it`);
        if (!("label" in next)) return next;
        const response = options.buttons?.indexOf(String(next.label)) ?? -1;
        if (response < 0) throw new Error(`no button ${next.label} among ${options.buttons}`);
        return { response, checkboxChecked: false };
      };
      Object.assign(dialog, { [box]: answered });
    },
    { box, answer },
  );
}
