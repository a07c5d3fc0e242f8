/** Names that the engine gives: activations, losses, optimisers, options, samples. */
export const names = {} as const;
