/** What happens in the background: tasks, notices, undo. */
export const state = {} as const;
