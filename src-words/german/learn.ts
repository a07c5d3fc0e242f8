/** The view Learn; lessons themselves are files of their own. */
export const learn = {} as const;
