/** The Gradient Lab. */
export const lab = {} as const;
