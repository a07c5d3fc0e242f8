/** What happens in the background: tasks, notices, undo. */
export const state = {
  "The engine has stopped.": "Der Rechenkern ist stehen geblieben.",
  "Your files are untouched; the last seconds of training may be lost.":
    "Deine Dateien sind unberührt; die letzten Sekunden des Trainings können verloren sein.",
  "Restart the engine": "Neu starten",
  "The engine does not answer.": "Der Rechenkern antwortet nicht.",
  "It may be at something long. Restarted, it goes on from the work as it was last kept, seconds ago.":
    "Vielleicht rechnet er an etwas Langem. Neu gestartet macht er weiter, wo die Arbeit zuletzt gesichert wurde, vor Sekunden.",
  Wait: "Warten",
  "{title} was not saved": "{title} war nicht gespeichert,",
  "Some work": "Eine Arbeit",
  "when the program ended, {when, date, medium}, {when, time, short}.":
    "als das Programm endete, {when, date, medium}, {when, time, short}.",
  "Get it back": "Zurückholen",
  "A new network was made; the trained one is still there":
    "Ein neues Netz wurde gemacht; das trainierte ist noch da,",
  "until you train again.": "bis wieder trainiert wird.",
  "Take it back": "Zurücknehmen",
  "about {time} left": "noch etwa {time}",
  Dismiss: "Schließen",
  "The folder {name} is written, with {count} files":
    "Der Ordner {name} ist geschrieben, mit {count} Dateien",
  "{name} is written": "{name} ist geschrieben",
  "Pasted table": "Eingefügte Tabelle",
  "Pasted table {number}": "Eingefügte Tabelle {number}",
  "Reading {name} again": "Lese {name} noch einmal",
  "Writing the project": "Schreibe das Projekt",
  "Coding the columns of {name}": "Kodiere die Spalten von {name}",
  "Cross-validation, {count} folds": "Kreuzvalidierung, {count} Teile",
  "Something went wrong inside the program ({message})":
    "Im Programm ist etwas schiefgegangen ({message})",
  "try again; if it happens again, please report it":
    "Noch einmal versuchen; bitte melden, wenn es wieder vorkommt",
  "line {number}": "Zeile {number}",
  "byte {byte}": "Byte {byte}",
  "{minimum} to {maximum}": "{minimum} bis {maximum}",
} as const;
