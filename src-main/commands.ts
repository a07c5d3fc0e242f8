/**
 * Everything that can be asked for by name: the menus, their accelerators, the command palette and
 * the list of shortcuts are all made from it. Plain data only, as the window reads it too. The
 * keys are where every keyboard has them: brackets and slashes take a third key on a German one.
 */
export const COMMANDS = {
  "open-data": { label: "Open Data…", accelerator: "CmdOrCtrl+O" },
  "open-folder": { label: "Open Folder of Pictures…", accelerator: "CmdOrCtrl+Alt+O" },
  "open-model": { label: "Open Model or Project…", accelerator: "CmdOrCtrl+Shift+O" },
  "save-model": { label: "Save", accelerator: "CmdOrCtrl+S" },
  "save-model-as": { label: "Save Model As…", accelerator: "CmdOrCtrl+Shift+S" },
  "save-project": { label: "Save Project As…", accelerator: "CmdOrCtrl+Alt+S" },
  "export-model": { label: "Export…", accelerator: "CmdOrCtrl+E" },
  "print-report": { label: "Print Report…", accelerator: "CmdOrCtrl+P" },
  "save-report": { label: "Report as PDF…", accelerator: "CmdOrCtrl+Shift+P" },
  undo: { label: "Undo", accelerator: "CmdOrCtrl+Z" },
  redo: { label: "Redo", accelerator: "CmdOrCtrl+Shift+Z" },
  "play-pause": { label: "Train or Pause", accelerator: "CmdOrCtrl+Enter" },
  "step-batch": { label: "One Batch", accelerator: "CmdOrCtrl+B" },
  "step-epoch": { label: "One Epoch", accelerator: "CmdOrCtrl+Shift+B" },
  rewind: { label: "Back to the Start", accelerator: "CmdOrCtrl+Alt+R" },
  "add-layer": { label: "Add Layer", accelerator: "CmdOrCtrl+L" },
  "remove-layer": { label: "Remove Last Hidden Layer", accelerator: "CmdOrCtrl+Shift+L" },
  "show-bench": { label: "Bench", accelerator: "CmdOrCtrl+1" },
  "show-evaluate": { label: "Evaluate", accelerator: "CmdOrCtrl+2" },
  "show-inspect": { label: "Inspect", accelerator: "CmdOrCtrl+3" },
  "show-learn": { label: "Learn", accelerator: "CmdOrCtrl+4" },
  "show-lab": { label: "Gradient Lab", accelerator: "CmdOrCtrl+5" },
  "show-preferences": { label: "Preferences…", accelerator: "CmdOrCtrl+," },
  "show-palette": { label: "Find a Command…", accelerator: "CmdOrCtrl+K" },
  "show-guide": { label: "User Guide", accelerator: "F1" },
  "open-lesson": { label: "Open Lesson…", accelerator: "CmdOrCtrl+Alt+L" },
  "show-about": { label: "About Chainrule", accelerator: "CmdOrCtrl+Shift+F1" },
  "show-shortcuts": { label: "Keyboard Shortcuts", accelerator: "Shift+F1" },
} as const satisfies Readonly<Record<string, { label: string; accelerator: string }>>;

export type Command = keyof typeof COMMANDS;
