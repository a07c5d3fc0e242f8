/** The view Evaluate. */
export const evaluate = {} as const;
