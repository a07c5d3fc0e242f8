/** The view Inspect. */
export const inspect = {} as const;
