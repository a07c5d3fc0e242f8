/** The view Evaluate. */
export const evaluate = {
  True: "Wahr",
  "Full pass": "Ganzer Durchgang",
  "See this pass, of row {row}": "Diesen Durchgang ansehen, von Zeile {row}",
  "See this pass": "Diesen Durchgang ansehen",
} as const;
