/** What is wrong with a network, its training, its files and its measures. */
export const models = {
  "one model predicts classes and the other numbers":
    "ein Modell sagt Klassen vorher und das andere Zahlen",
  "compare models for the same target": "Modelle für dieselbe Zielgröße vergleichen",
  "there are no rows in this part": "dieser Teil hat keine Zeilen",
  "choose another part": "einen anderen Teil wählen",
  "“{0}” is no feature of this model": "„{0}“ ist kein Merkmal dieses Modells",
  "choose one of its features": "eines seiner Merkmale wählen",
  "{0} repeats are asked for": "{0} Wiederholungen werden verlangt",
  "choose 2 to 100": "2 bis 100 wählen",
  "there are no rows to measure on in {0}": "es gibt keine Zeilen zum Messen in {0}",
  "choose another part, or hold some rows out on the Bench":
    "einen anderen Teil wählen oder auf der Werkbank Zeilen zurückhalten",
  "no rows are held out to compare with": "keine Zeilen sind zum Vergleich zurückgehalten",
  "hold out a validation or test part on the Bench":
    "auf der Werkbank einen Validierungs- oder Testteil zurückhalten",
  "a surface of {0} × {1} points": "eine Fläche von {0} × {1} Punkten",
  "choose an odd number, 5 to 101": "eine ungerade Zahl von 5 bis 101 wählen",
  "the surface reaches {0} parameter lengths": "die Fläche reicht {0} Parameterlängen weit",
  "choose a number above 0": "eine Zahl über 0 wählen",
  "the way of this training is not known": "der Weg dieses Trainings ist nicht bekannt",
  "train first, or look along random directions":
    "zuerst trainieren, oder entlang zufälliger Richtungen schauen",
  'there is no export format "{0}"': "es gibt kein Exportformat „{0}“",
  "the file has no tensors": "die Datei hat keine Tensoren",
  "choose a file with a model": "eine Datei mit einem Modell wählen",
  "tensor {0} {1}": "Tensor {0} {1}",
  "open a file with the linear layers of a fully connected network only":
    "eine Datei wählen, die nur lineare Schichten eines vollständig verbundenen Netzes enthält",
  'the model has the format {0}, this program reads up to "{1}"':
    "das Modell hat das Format {0}, dieses Programm liest bis „{1}“",
  "open it with a newer version of Chainrule": "mit einer neueren Version von Chainrule öffnen",
  "__metadata__ lacks {0}": "in __metadata__ fehlt {0}",
  "save the model again": "das Modell noch einmal speichern",
  "tensor {0} belongs to nothing in the model": "der Tensor {0} gehört zu nichts im Modell",
  "the columns make {0} {1}, but the network has {2}":
    "die Spalten ergeben {0} {1}, aber das Netz hat {2}",
  "the graph has {0} inputs ({1}) instead of one":
    "der Graph hat {0} Eingaben ({1}) statt einer einzigen",
  "export the network without what comes before its numeric input":
    "das Netz ohne das exportieren, was vor seiner numerischen Eingabe kommt",
  "the graph has no linear layer": "der Graph hat keine lineare Schicht",
  "choose a file with a network": "eine Datei mit einem Netz wählen",
  "the network ends in {0}, which is no output of the graph":
    "das Netz endet in {0}, was keine Ausgabe des Graphen ist",
  "node {0} ({1}) {2}": "Knoten {0} ({1}) {2}",
  "import a network of linear layers and activations only":
    "ein Netz importieren, das nur aus linearen Schichten und Aktivierungen besteht",
  "no ONNX model: {0}": "kein ONNX-Modell: {0}",
  "export the model to ONNX again, with its weights in the same file":
    "das Modell noch einmal nach ONNX exportieren, mit den Gewichten in derselben Datei",
  "no ONNX model: it has {0} graphs instead of one":
    "kein ONNX-Modell: es hat {0} Graphen statt eines einzigen",
  "the model defines functions of its own": "das Modell definiert eigene Funktionen",
  "export it without functions": "ohne Funktionen exportieren",
  "the file was changed after Chainrule had written it, so that its graph and its metadata differ":
    "die Datei wurde geändert, nachdem Chainrule sie geschrieben hatte; Graph und Metadaten sind verschieden",
  "export it again, or take “format” out of its metadata to read the graph alone":
    "noch einmal exportieren, oder „format“ aus den Metadaten nehmen, um nur den Graphen zu lesen",
  "the model needs opset {0}, this program reads opset {1} and later":
    "das Modell braucht opset {0}, dieses Programm liest ab opset {1}",
  "export it with a newer opset": "mit einem neueren opset exportieren",
  "the project has version {0}, this program reads up to {1}":
    "das Projekt hat Version {0}, dieses Programm liest bis {1}",
  "{0} in the project is not what was saved": "{0} im Projekt ist nicht, was gespeichert wurde",
  "open the backup beside it (.bak), or save it again":
    "die Sicherung daneben öffnen (.bak), oder noch einmal speichern",
  "the project has no model yet": "das Projekt hat noch kein Modell",
  "open it as data and train one": "als Daten öffnen und eines trainieren",
  "{0} bytes after the end of the last tensor belong to nothing":
    "{0} Bytes nach dem Ende des letzten Tensors gehören zu nichts",
  "get the file again from its source": "die Datei noch einmal von ihrer Quelle holen",
  "tensor {0}: {1}": "Tensor {0}: {1}",
  "{0} is not valid JSON: {1}": "{0} ist kein gültiges JSON: {1}",
  'the table has the format {0}, this program reads "{1}"':
    "die Tabelle hat das Format {0}, dieses Programm liest „{1}“",
  "tensor {0} must be {1} of shape [{2}]": "der Tensor {0} muss {1} der Form [{2}] sein",
  "tensor {0} has a code without a label": "der Tensor {0} hat einen Code ohne Label",
  "save the project again": "das Projekt noch einmal speichern",
  "two columns have one name": "zwei Spalten haben denselben Namen",
  'there is no activation "{0}"': "es gibt keine Aktivierung „{0}“",
  "the network has {0} inputs": "das Netz hat {0} Eingaben",
  "give it a whole number of inputs, at least 1":
    "ihm eine ganze Zahl von Eingaben geben, mindestens 1",
  "the network has no layer": "das Netz hat keine Schicht",
  "add an output layer": "eine Ausgabeschicht hinzufügen",
  "layer {0} has {1} units": "Schicht {0} hat {1} Neuronen",
  "give it a whole number of units, at least 1":
    "ihr eine ganze Zahl von Neuronen geben, mindestens 1",
  "layer {0} is hidden but has the output map {1}":
    "Schicht {0} ist verdeckt, hat aber die Ausgabeabbildung {1}",
  "choose another activation for it": "eine andere Aktivierung dafür wählen",
  "layer {0} has the dropout {1}": "Schicht {0} hat das Dropout {1}",
  "choose a share from 0 to below 1": "einen Anteil von 0 bis unter 1 wählen",
  "the output layer has dropout": "die Ausgabeschicht hat Dropout",
  "set it to 0": "auf 0 setzen",
  'there is no loss "{0}"': "es gibt keinen Verlust „{0}“",
  "the loss compares {0} with a target {1}": "der Verlust vergleicht {0} mit einer Zielgröße {1}",
  "give one class index a row": "einen Klassenindex je Zeile angeben",
  "give one number an output": "eine Zahl je Ausgabe angeben",
  "cross-validation needs a last epoch": "Kreuzvalidierung braucht eine letzte Epoche",
  "choose how many epochs to train": "wählen, wie viele Epochen trainiert wird",
  "the activations of this model are known": "die Aktivierungen dieses Modells sind bekannt",
  "open another model": "ein anderes Modell öffnen",
  "step {0} is no longer kept": "Schritt {0} wird nicht mehr aufbewahrt",
  "choose another moment": "einen anderen Moment wählen",
  "there are no complete rows to check on": "es gibt keine vollständigen Zeilen zum Prüfen",
  "hold some rows out": "einige Zeilen zurückhalten",
  "the model has no data yet": "das Modell hat noch keine Daten",
  "open the table it was trained on": "die Tabelle öffnen, mit der es trainiert wurde",
  "the model is training": "das Modell wird gerade trainiert",
  "pause it first": "zuerst anhalten",
  "layer {0} cannot have the activation “{1}”":
    "Schicht {0} kann nicht die Aktivierung „{1}“ haben",
  "“{0}” is no numeric feature of this model": "„{0}“ ist kein numerisches Merkmal dieses Modells",
  "choose a numeric feature as an axis": "ein numerisches Merkmal als Achse wählen",
  "this {0} is no longer open": "das ist nicht mehr offen: {0}",
  table: "Tabelle",
  dataset: "Datensatz",
  model: "Modell",
  "choose {0}": "{0} wählen",
  "layer {0} is frozen, but there are layers 0 to {1}":
    "Schicht {0} ist eingefroren, aber es gibt die Schichten 0 bis {1}",
  "freeze one of them": "eine davon einfrieren",
  "every layer is frozen": "jede Schicht ist eingefroren",
  "leave one to be trained": "eine zum Trainieren lassen",
  "the network has {0} inputs, but the data has {1}":
    "das Netz hat {0} Eingaben, die Daten aber {1}",
  "give the network as many inputs as the data": "dem Netz so viele Eingaben wie den Daten geben",
  "there are no rows to train on": "es gibt keine Zeilen zum Trainieren",
  "hold fewer rows out": "weniger Zeilen zurückhalten",
  'there is no {0} "{1}"': "es gibt kein {0} „{1}“",
  "choose a {0} from {1} to {2}": "{0} von {1} bis {2} wählen",
  '{0} {1} has no option "{2}"': "{0} {1} hat keine Option „{2}“",
  "its options are: {0}": "seine Optionen sind: {0}",
  "the loss {0} needs {1} target values a row, the data has {2} for {3} rows":
    "der Verlust {0} braucht {1} Zielwerte je Zeile, die Daten haben {2} für {3} Zeilen",
  "choose the loss and the number of outputs that belong to the data's task":
    "den Verlust und die Zahl der Ausgaben wählen, die zur Aufgabe der Daten gehören",
  "the saved training has no state “{0}” for the optimizer {1}":
    "das gespeicherte Training hat keinen Zustand „{0}“ für den Optimierer {1}",
  "open the file without its training, or train a new model":
    "die Datei ohne ihr Training öffnen, oder ein neues Modell trainieren",
  "{0} threads cannot be had here": "{0} Threads sind hier nicht zu haben",
  "choose a whole number from 1 to {0}": "eine ganze Zahl von 1 bis {0} wählen",
  "{0}; the training is back at step {1}": "{0}; das Training ist zurück bei Schritt {1}",
  "train on: one thread computes, to the same result":
    "weitertrainieren: ein Thread rechnet, mit demselben Ergebnis",
} as const;
