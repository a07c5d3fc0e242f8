/** What is wrong with a table, its files and its use. */
export const data = {
  "coding the columns of {0}": "kodiert die Spalten von {0}",
  "writing the project": "schreibt das Projekt",
  "the file can no longer be read": "die Datei kann nicht mehr gelesen werden",
  "open it again": "noch einmal öffnen",
  "the archive has more than {0} files": "das Archiv hat mehr als {0} Dateien",
  "save fewer": "weniger speichern",
  "the archive has two files called “{0}”": "das Archiv hat zwei Dateien namens „{0}“",
  "save it again": "noch einmal speichern",
  "“{0}” claims to unpack from {1} to {2} bytes": "„{0}“ soll sich von {1} auf {2} Bytes entpacken",
  "get the file again, or save less": "die Datei noch einmal holen oder weniger speichern",
  "“{0}” is missing in the archive": "„{0}“ fehlt im Archiv",
  "the ZIP archive is damaged or cut off": "das ZIP-Archiv ist beschädigt oder abgeschnitten",
  "the array has {0} dimensions": "das Array hat {0} Dimensionen",
  "write one with 1 to 4: the samples, then what belongs to each":
    "eines mit 1 bis 4 schreiben: zuerst die Beispiele, dann was zu jedem gehört",
  "the shape {0} needs {1} bytes, the file has {2}":
    "die Form {0} braucht {1} Bytes, die Datei hat {2}",
  "get the file again": "die Datei noch einmal holen",
  "write one array a file": "ein Array je Datei schreiben",
  "the value of {0}{1} in row {2} is no finite float32":
    "der Wert von {0}{1} in Zeile {2} ist kein endliches float32",
  "replace it, by NaN if it is missing": "ersetzen, durch NaN, wenn er fehlt",
  "“{0}” in the column “{1}” is no date": "„{0}“ in der Spalte „{1}“ ist kein Datum",
  "correct the cell, or empty it if the date is missing":
    "die Zelle berichtigen, oder leeren, wenn das Datum fehlt",
  "“{0}” is none of the model's classes ({1})": "„{0}“ ist keine Klasse des Modells ({1})",
  "correct the cell or leave the row out": "die Zelle berichtigen oder die Zeile weglassen",
  "{0} rows of {1} inputs need {2} GB of memory, more than there is":
    "{0} Zeilen mit {1} Eingaben brauchen {2} GB Speicher, mehr als da ist",
  "choose fewer features": "weniger Merkmale wählen",
  "{0} is no weight": "{0} ist kein Gewicht",
  "weights are at least 0; correct the cell or leave the row out":
    "Gewichte sind mindestens 0; die Zelle berichtigen oder die Zeile weglassen",
  "two columns are called “{0}”": "zwei Spalten heißen „{0}“",
  "rename one of them": "eine davon umbenennen",
  "a record of more than {0} characters starts here{1}":
    "hier beginnt ein Datensatz von mehr als {0} Zeichen{1}",
  "a table has a record a line": "eine Tabelle hat einen Datensatz je Zeile",
  "the file is empty": "die Datei ist leer",
  "this record has {0}, {1} expected": "dieser Datensatz hat {0}, erwartet sind {1}",
  "correct the line, or choose another delimiter":
    "die Zeile berichtigen oder ein anderes Trennzeichen wählen",
  "there is no column “{0}” to set the type of":
    "es gibt keine Spalte „{0}“, deren Typ zu setzen wäre",
  "the table has a header but no rows": "die Tabelle hat eine Kopfzeile, aber keine Zeilen",
  "add rows below the header": "Zeilen unter der Kopfzeile ergänzen",
  "“{0}” in the column “{1}” is no finite number":
    "„{0}“ in der Spalte „{1}“ ist keine endliche Zahl",
  "correct the cell, or empty it if the value is missing":
    "die Zelle berichtigen, oder leeren, wenn der Wert fehlt",
  "“{0}” is no {1} to fill “{2}” with": "„{0}“ taugt nicht als {1}, um „{2}“ zu füllen",
  "give a {0}": "{0} angeben",
  "the target “{0}” has a single class, “{1}”":
    "die Zielgröße „{0}“ hat eine einzige Klasse, „{1}“",
  "there is nothing to tell apart; choose another target, or a table with more classes":
    "es gibt nichts zu unterscheiden; eine andere Zielgröße oder eine Tabelle mit mehr Klassen wählen",
  "the target “{0}” has {1} classes, not two": "die Zielgröße „{0}“ hat {1} Klassen, nicht zwei",
  "choose several classes as the task": "mehrere Klassen als Aufgabe wählen",
  "the target “{0}” has {1} different values, too many for classes":
    "die Zielgröße „{0}“ hat {1} verschiedene Werte, zu viele für Klassen",
  "choose regression as the task": "Regression als Aufgabe wählen",
  "choose another target": "eine andere Zielgröße wählen",
  "the column “{0}” has no value in the training part":
    "die Spalte „{0}“ hat keinen Wert im Trainingsteil",
  "take it out of the features, or hold out fewer rows":
    "aus den Merkmalen nehmen oder weniger Zeilen zurückhalten",
  "no value is given to fill “{0}” with": "kein Wert ist angegeben, um „{0}“ zu füllen",
  "give one, or choose another way to fill missing values":
    "einen angeben oder fehlende Werte anders füllen",
  "{0} folds cannot be made of {1} rows": "aus {1} Zeilen lassen sich nicht {0} Teile machen",
  "choose a whole number from 2 to {0}": "eine ganze Zahl von 2 bis {0} wählen",
  "the file unpacks to more than {0} bytes": "die Datei entpackt sich auf mehr als {0} Bytes",
  "unpack and split it": "entpacken und aufteilen",
  "the gzip data are damaged, or the file ends too early, after {0} unpacked bytes":
    "die gzip-Daten sind beschädigt, oder die Datei endet zu früh, nach {0} entpackten Bytes",
  "the file has fewer than the 4 bytes of its magic number":
    "die Datei hat weniger als die 4 Bytes ihrer Kennzahl",
  "choose another": "eine andere wählen",
  "the magic number 0x{0} is none of an IDX file of 1 to {1} dimensions":
    "die Kennzahl 0x{0} ist keine einer IDX-Datei mit 1 bis {1} Dimensionen",
  "choose an IDX file, for example one of MNIST": "eine IDX-Datei wählen, etwa eine von MNIST",
  "the header needs {0} bytes, the file has {1} bytes":
    "der Kopf braucht {0} Bytes, die Datei hat {1} Bytes",
  "the folder ends in the middle of a file": "der Ordner endet mitten in einer Datei",
  "the folder holds {0} pictures, and 1 to {1} are read":
    "der Ordner enthält {0} Bilder, gelesen werden 1 bis {1}",
  "choose a folder with a subfolder of pictures for each class":
    "einen Ordner mit einem Unterordner von Bildern je Klasse wählen",
  "a file of {0} bytes, where a picture has at most {1}":
    "eine Datei von {0} Bytes, wo ein Bild höchstens {1} hat",
  "make it smaller, or leave it out": "verkleinern oder weglassen",
  "pictures of {0} × {1} pixels were asked for": "Bilder von {0} × {1} Pixeln wurden verlangt",
  "choose whole numbers from 1 to {0}": "ganze Zahlen von 1 bis {0} wählen",
  "the picture cannot be read: {0}": "das Bild kann nicht gelesen werden: {0}",
  "save it anew as PNG or JPEG, or take it out of the folder":
    "neu als PNG oder JPEG speichern oder aus dem Ordner nehmen",
  "the table has no rows or no columns": "die Tabelle hat keine Zeilen oder keine Spalten",
  "choose a file with data": "eine Datei mit Daten wählen",
  "the table has {0} columns, more than {1}": "die Tabelle hat {0} Spalten, mehr als {1}",
  "write samples as rows, or leave columns out":
    "Beispiele als Zeilen schreiben oder Spalten weglassen",
  "the table has {0} × {1} cells, more than {2}": "die Tabelle hat {0} × {1} Zellen, mehr als {2}",
  "split the file, or leave columns out": "die Datei aufteilen oder Spalten weglassen",
  "the file does not begin with the magic string of NPY":
    "die Datei beginnt nicht mit der Kennung von NPY",
  "the header has {0} bytes, more than {1}": "der Kopf hat {0} Bytes, mehr als {1}",
  "save it with numpy.save": "mit numpy.save speichern",
  "the file ends before its version": "die Datei endet vor ihrer Version",
  "get it again": "noch einmal holen",
  "format version {0}.{1} is not known": "die Formatversion {0}.{1} ist nicht bekannt",
  "save it with numpy.save, which writes version 1.0":
    "mit numpy.save speichern, das Version 1.0 schreibt",
  "the file ends before its header": "die Datei endet vor ihrem Kopf",
  "save a plain array of numbers": "ein einfaches Array aus Zahlen speichern",
  "the header {0}": "der Kopf {0}",
  "save a plain array of numbers with numpy.save":
    "ein einfaches Array aus Zahlen mit numpy.save speichern",
  "the shape ({0}) has a dimension that is negative or no number":
    "die Form ({0}) hat eine Dimension, die negativ oder keine Zahl ist",
  "save the array again with numpy.save": "das Array noch einmal mit numpy.save speichern",
  "the dtype is structured: records, not numbers":
    "der dtype ist strukturiert: Datensätze, keine Zahlen",
  "save one plain array of numbers": "ein einfaches Array aus Zahlen speichern",
  "the array holds Python objects (object dtype), which are pickles and never read":
    "das Array enthält Python-Objekte (dtype object); solche Pickles werden nie gelesen",
  "save it as numbers: array.astype('float32')": "als Zahlen speichern: array.astype('float32')",
  "the dtype “{0}” is not read": "der dtype „{0}“ wird nicht gelesen",
  "{0} has {1} rows, {2} has {3}": "„{0}“ hat {1} Zeilen, „{2}“ hat {3}",
  "save arrays of as many rows": "Arrays mit gleich vielen Zeilen speichern",
  "the archive has no arrays": "das Archiv hat keine Arrays",
  "the archive has {0}": "das Archiv hat {0}",
  "save one array, or the features as X and the target as y":
    "ein Array speichern, oder die Merkmale als X und die Zielgröße als y",
  "the file has {0} columns, where labels are one": "die Datei hat {0} Spalten, Labels sind eine",
  "choose a file of labels": "eine Datei mit Labels wählen",
  "the file has {0} labels for the {1} rows of {2}":
    "die Datei hat {0} Labels für die {1} Zeilen von {2}",
  "choose the labels that belong to it": "die zugehörigen Labels wählen",
  "the table has a column “{0}” already": "die Tabelle hat schon eine Spalte „{0}“",
  "rename it, or leave out the second file": "umbenennen oder die zweite Datei weglassen",
  "a page claims {0} bytes with {1} values": "eine Seite gibt {0} Bytes mit {1} Werten an",
  "write pages of at most {0} bytes and {1} values":
    "Seiten von höchstens {0} Bytes und {1} Werten schreiben",
  "a page claims {0} bytes of levels": "eine Seite gibt {0} Bytes an Levels an",
  "write the file again": "die Datei noch einmal schreiben",
  "the compression {0} is not known": "die Kompression {0} ist nicht bekannt",
  "write with one of {0}": "mit einer von {0} schreiben",
  "a page unpacks to {0} bytes, its header says {1}":
    "eine Seite entpackt sich auf {0} Bytes, ihr Kopf sagt {1}",
  "the encoding {0} is not read": "die Codierung {0} wird nicht gelesen",
  "write with dictionary encoding": "mit Dictionary-Codierung schreiben",
  "indices of {0} bits": "Indizes von {0} Bits",
  "a page of {0} values has a run of {1} at its value {2}":
    "eine Seite von {0} Werten hat eine Folge von {1} bei ihrem Wert {2}",
  "the value of “{0}” in row {1} is {2}": "der Wert von „{0}“ in Zeile {1} ist {2}",
  "the Parquet data are damaged ({0})": "die Parquet-Daten sind beschädigt ({0})",
  "a row group has no count of its rows": "eine Zeilengruppe nennt ihre Zeilenzahl nicht",
  "a column has no name": "eine Spalte hat keinen Namen",
  "the column “{0}” is nested": "die Spalte „{0}“ ist verschachtelt",
  "write flat columns": "flache Spalten schreiben",
  "a row group lacks the column": "einer Zeilengruppe fehlt die Spalte",
  "{0} rows are missing": "{0} Zeilen fehlen",
  "a page goes beyond its column": "eine Seite reicht über ihre Spalte hinaus",
  "there are more values than rows": "es gibt mehr Werte als Zeilen",
  "a column from byte {0} to {1} is not within the file":
    "eine Spalte von Byte {0} bis {1} liegt nicht in der Datei",
  "no rows are left to train on": "keine Zeilen bleiben zum Trainieren übrig",
  "hold out fewer rows": "weniger Zeilen zurückhalten",
  "the test part is given twice: by the split column and by a file":
    "der Testteil ist doppelt angegeben: durch die Spalte der Aufteilung und durch eine Datei",
  "choose one of them": "eines davon wählen",
  "{0} % of the rows cannot be held out": "{0} % der Zeilen können nicht zurückgehalten werden",
  "choose at least 0 % and less than 100 %": "mindestens 0 % und weniger als 100 % wählen",
  "{0} % for validation and {1} % for testing leave no rows to train on":
    "{0} % zur Validierung und {1} % zum Testen lassen keine Zeilen zum Trainieren übrig",
  "hold out less than 100 % in all": "zusammen weniger als 100 % zurückhalten",
  "no rows are left: each has a missing value in a used column":
    "keine Zeilen bleiben übrig: jeder fehlt ein Wert in einer benutzten Spalte",
  "fill missing values, or leave out the columns that are mostly empty":
    "fehlende Werte füllen oder die fast leeren Spalten weglassen",
  "the column “{0}” holds {1} where the model needs numbers":
    "die Spalte „{0}“ enthält {1}, wo das Modell Zahlen braucht",
  dates: "Datumsangaben",
  text: "Text",
  "read the column as numbers": "die Spalte als Zahlen lesen",
  "the column “{0}” holds no dates, which the model needs":
    "die Spalte „{0}“ enthält keine Datumsangaben, die das Modell braucht",
  "read the column as dates": "die Spalte als Datum lesen",
  "the dates of “{0}” have the {1} first, those of the training data the {2}":
    "die Datumsangaben von „{0}“ beginnen mit {1}, die der Trainingsdaten mit {2}",
  "write dates as 2024-01-31": "Datumsangaben als 2024-01-31 schreiben",
  "a size of pictures can be chosen for a folder of pictures only":
    "eine Bildgröße kann nur für einen Ordner von Bildern gewählt werden",
  "this is an {0} file, and {1} can be chosen for text only":
    "dies ist eine {0}-Datei, und {1} kann nur für Text gewählt werden",
  "leave that out": "das weglassen",
  "the split “{0}” goes by a column, and none is chosen":
    "die Aufteilung „{0}“ richtet sich nach einer Spalte, und keine ist gewählt",
  "choose one, or another split": "eine wählen, oder eine andere Aufteilung",
  "“{0}” is both the weight and a feature or target":
    "„{0}“ ist sowohl Gewicht als auch Merkmal oder Zielgröße",
  "choose one role for it": "eine Rolle dafür wählen",
  "no target is chosen": "keine Zielgröße ist gewählt",
  "choose the column to predict": "die vorherzusagende Spalte wählen",
  "the target “{0}” holds {1}, and regression predicts numbers":
    "die Zielgröße „{0}“ enthält {1}, und Regression sagt Zahlen vorher",
  "choose numeric targets, or a single one": "numerische Zielgrößen wählen, oder eine einzige",
  "choose classes as the task": "Klassen als Aufgabe wählen",
  "classes are predicted from one target column":
    "Klassen werden aus einer einzigen Zielspalte vorhergesagt",
  "choose a single target": "eine einzige Zielgröße wählen",
  "“{0}” is both a feature and the target": "„{0}“ ist sowohl Merkmal als auch Zielgröße",
  "take it out of the features": "aus den Merkmalen nehmen",
  "there is no feature to predict “{0}” from{1}":
    "es gibt kein Merkmal, aus dem „{0}“ vorherzusagen wäre{1}",
  "a table needs at least one usable column besides the target":
    "eine Tabelle braucht neben der Zielgröße mindestens eine brauchbare Spalte",
  "there is no sample “{0}”": "es gibt kein Beispiel „{0}“",
  "choose one of {0}": "eines von {0} wählen",
  "“{0}” in the column “{1}” is no part of the data":
    "„{0}“ in der Spalte „{1}“ ist kein Teil der Daten",
  "write training, validation or test, or choose another split":
    "training, validation oder test schreiben, oder eine andere Aufteilung wählen",
  "the column “{0}” makes {1} groups, too few for {2} folds":
    "die Spalte „{0}“ ergibt {1} Gruppen, zu wenige für {2} Teile",
  "choose fewer folds": "weniger Teile wählen",
  "the column “{0}” holds text, which has no order in time":
    "die Spalte „{0}“ enthält Text, der keine zeitliche Ordnung hat",
  "choose a column of numbers or dates": "eine Spalte mit Zahlen oder Datumsangaben wählen",
  "no column is chosen to split by": "keine Spalte ist gewählt, nach der aufgeteilt wird",
  "choose one": "eine wählen",
  "there is no column “{0}”": "es gibt keine Spalte „{0}“",
  "the columns are {0}{1}": "die Spalten sind {0}{1}",
  "the table has no columns": "die Tabelle hat keine Spalten",
  "the file is larger than {0} bytes": "die Datei ist größer als {0} Bytes",
  "split it, or choose another": "aufteilen oder eine andere wählen",
  "a sample's columns have fixed types": "die Spalten eines Beispiels haben feste Typen",
  "the picture has {0} bytes, more than {1}": "das Bild hat {0} Bytes, mehr als {1}",
  "make it smaller, or take it out of the folder": "verkleinern oder aus dem Ordner nehmen",
  "its pictures lie in no subfolder, which would be their class":
    "die Bilder liegen in keinem Unterordner, der ihre Klasse wäre",
  "the folder has no subfolders with PNG or JPEG pictures":
    "der Ordner hat keine Unterordner mit PNG- oder JPEG-Bildern",
  "put the pictures of each class into a subfolder of its name":
    "die Bilder jeder Klasse in einen Unterordner ihres Namens legen",
  "the folder holds more than {0} pictures": "der Ordner enthält mehr als {0} Bilder",
  "open a part of them": "einen Teil davon öffnen",
  "there is no such file": "diese Datei gibt es nicht",
  "cannot be read: {0}": "kann nicht gelesen werden: {0}",
  "check the path": "den Pfad prüfen",
  "check the file's permissions": "die Zugriffsrechte der Datei prüfen",
} as const;
