/** What the report about a model says beside the window's own words. */
export const report = {
  "A network for {column}": "Ein Netz für {column}",
  "Made with Chainrule.": "Mit Chainrule erstellt.",
  "Of each whole part, with the network as it is in the end.":
    "Von jedem ganzen Teil, mit dem Netz, wie es am Ende ist.",
  "Network of {counts} units": "Netz mit {counts} Neuronen",
  inputs: "Eingaben",
  Activation: "Aktivierung",
  Units: "Neuronen",
  yes: "ja",
  no: "nein",
  Task: "Aufgabe",
  "one of two classes": "eine von zwei Klassen",
  "one of several classes": "eine von mehreren Klassen",
  Part: "Teil",
  Becomes: "Wird zu",
  "{count} inputs, one a category": "{count} Eingaben, eine je Kategorie",
  "the place of the category among {count}: {formula}":
    "der Platz der Kategorie unter {count}: {formula}",
  place: "Platz",
  "row left out": "Zeile ausgelassen",
  "The model has no data attached: open it with its data to have rows and results here.":
    "Zum Modell gehören hier keine Daten: Mit seinen Daten geöffnet, stehen hier Zeilen und Ergebnisse.",
  "The model has not been trained yet.": "Das Modell ist noch nicht trainiert.",
  Arithmetic: "Arithmetik",
  "fast: another computer may come to other bits":
    "schnell: Auf einem anderen Computer können die Bits abweichen",
  "Epochs done": "Fertige Epochen",
  "{label}: at last {values}": "{label}: zuletzt {values}",
  "Rows weigh in the loss by “{weight}”; every other measure counts each row once.":
    "Im Verlust wiegen die Zeilen nach „{weight}“; jedes andere Maß zählt jede Zeile einmal.",
  "Confusion on the {part} part: rows are true classes, columns predicted ones":
    "Konfusionsmatrix des Teils „{part}“: Zeilen sind die wahren Klassen, Spalten die vorhergesagten",
} as const;
