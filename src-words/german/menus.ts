/** Menus, dialogs of the system and what the main process says. */
export const menus = {} as const;
