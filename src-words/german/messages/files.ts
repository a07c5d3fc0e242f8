/** What stands against opening or writing a file, as the main process says it. */
export const files = {
  "{0} is not there": "„{0}“ ist nicht da",
  "check whether it was moved, renamed or deleted":
    "prüfen, ob sie verschoben, umbenannt oder gelöscht wurde",
  "{0} may not be used": "„{0}“ darf nicht benutzt werden",
  "ask its owner for the right, or use a copy":
    "den Besitzer um das Recht bitten, oder eine Kopie benutzen",
  "{0} lies on a read-only disk": "„{0}“ liegt auf einem schreibgeschützten Datenträger",
  "choose another folder": "einen anderen Ordner wählen",
  "{0} is a folder": "„{0}“ ist ein Ordner",
  "choose a file": "eine Datei wählen",
  "choose a file inside it": "eine Datei darin wählen",
  "{0} does not fit: the disk is full": "„{0}“ passt nicht: Der Datenträger ist voll",
  "free some space or use another disk": "Platz schaffen oder einen anderen Datenträger benutzen",
  "{0} does not fit into your disk quota":
    "„{0}“ passt nicht in das Kontingent auf dem Datenträger",
  "free some space": "Platz schaffen",
  "{0} is too large for this disk": "„{0}“ ist zu groß für diesen Datenträger",
  "use another disk": "einen anderen Datenträger benutzen",
  "{0} cannot be reached: the disk reports an error":
    "„{0}“ ist nicht erreichbar: Der Datenträger meldet einen Fehler",
  "check the disk": "den Datenträger prüfen",
  "{0} is in use by another program": "„{0}“ wird von einem anderen Programm benutzt",
  "close that program, then try again": "dieses Programm schließen, dann noch einmal versuchen",
  "{0} cannot be opened: too many files are open":
    "„{0}“ kann nicht geöffnet werden: Zu viele Dateien sind offen",
  "close some, then try again": "einige schließen, dann noch einmal versuchen",
  "{0} has a name that is too long": "„{0}“ hat einen zu langen Namen",
  "use a shorter name": "einen kürzeren Namen benutzen",
  "{0} is a link that leads back to itself":
    "„{0}“ ist eine Verknüpfung, die zu sich selbst zurückführt",
  "choose the file itself": "die Datei selbst wählen",
  "{0} cannot be saved: its folder is not there":
    "„{0}“ kann nicht gespeichert werden: Der Ordner ist nicht da",
  "{0} may not be written there": "„{0}“ darf dort nicht geschrieben werden",
  "{0} cannot be saved: the network drive does not answer":
    "„{0}“ kann nicht gespeichert werden: Das Netzlaufwerk antwortet nicht",
  "{0} cannot be saved: the disk is read-only":
    "„{0}“ kann nicht gespeichert werden: Der Datenträger ist schreibgeschützt",
  "{0} cannot be saved: the disk reports an error":
    "„{0}“ kann nicht gespeichert werden: Der Datenträger meldet einen Fehler",
  "save a copy elsewhere; the work is still open":
    "anderswo eine Kopie speichern; die Arbeit ist noch offen",
  "free some space, or {0}": "Platz schaffen, oder {0}",
  "connect it again and save again, or save a copy elsewhere; the work is still open":
    "wieder verbinden und noch einmal speichern, oder anderswo eine Kopie; die Arbeit ist noch offen",
  "{0} cannot be used: the system says {1}": "„{0}“ kann nicht benutzt werden: Das System sagt {1}",
  "try again or use another file": "noch einmal versuchen oder eine andere Datei benutzen",
  "what was dropped is no file on a disk":
    "was fallen gelassen wurde, ist keine Datei auf einem Datenträger",
  "save it first, then drop the file": "zuerst speichern, dann die Datei fallen lassen",
  "this file is not in the list any more": "diese Datei ist nicht mehr in der Liste",
  "open it by its name": "über ihren Namen öffnen",
  "this work is not there any more": "diese Arbeit ist nicht mehr da",
  "open what you saved of it": "öffnen, was davon gespeichert wurde",
  "{0}: {1}": "{0}: {1}",
  "{0} is no ordinary file": "„{0}“ ist keine gewöhnliche Datei",
  "{0} has {1} bytes, more than the {2} that can be opened":
    "„{0}“ hat {1} Bytes, mehr als die {2}, die geöffnet werden können",
  "use a smaller one": "eine kleinere benutzen",
} as const;
