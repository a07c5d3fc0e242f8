/** The bench: data, network, training, and what surrounds every view. */
export const bench = {
  Preferences: "Einstellungen",
} as const;
