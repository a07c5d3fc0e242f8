/** Names that the engine gives: activations, losses, optimisers, options, samples. */
export const names = {
  Time: "Zeit",
  "Days since 1970, with fractions: for a trend.":
    "Tage seit 1970, mit Bruchteilen: für einen Trend.",
  Year: "Jahr",
  "The year.": "Das Jahr.",
  Month: "Monat",
  "The month, 1 to 12.": "Der Monat, 1 bis 12.",
  Day: "Tag",
  "The day of the month, 1 to 31.": "Der Tag des Monats, 1 bis 31.",
  Weekday: "Wochentag",
  "The day of the week, 1 for Monday to 7 for Sunday.":
    "Der Tag der Woche, 1 für Montag bis 7 für Sonntag.",
  "Day of the year": "Tag des Jahres",
  "The day of the year, 1 to 366.": "Der Tag des Jahres, 1 bis 366.",
  Hour: "Stunde",
  "The hour, 0 to 23.": "Die Stunde, 0 bis 23.",
  Minute: "Minute",
  "The minute, 0 to 59.": "Die Minute, 0 bis 59.",
  Second: "Sekunde",
  "The second, 0 to 59.": "Die Sekunde, 0 bis 59.",
  "One-hot": "One-Hot",
  "One input a category: 1 for its own, 0 else; all 0 for one not seen in training.":
    "Eine Eingabe je Kategorie: 1 für die eigene, sonst 0; lauter 0 für eine, die im Training nicht vorkam.",
  Ordinal: "Ordinal",
  "One input, the category's place in order from 0, scaled; −1 for one not seen in training.":
    "Eine Eingabe, der Platz der Kategorie in der Reihenfolge ab 0, skaliert; −1 für eine, die im Training nicht vorkam.",
  "Leave the row out": "Zeile auslassen",
  "Rows with a missing value are not used.":
    "Zeilen mit einem fehlenden Wert werden nicht benutzt.",
  Mean: "Mittelwert",
  "The training part's mean; of categories the most frequent.":
    "Der Mittelwert des Trainingsteils; von Kategorien die häufigste.",
  Median: "Median",
  "The training part's median; of categories the most frequent.":
    "Der Median des Trainingsteils; von Kategorien die häufigste.",
  "Most frequent": "Häufigster",
  "The training part's most frequent value.": "Der häufigste Wert des Trainingsteils.",
  "A value of my own": "Ein eigener Wert",
  "The value given for the column.": "Der Wert, der für die Spalte angegeben ist.",
  "Numbers go into the network as they are.": "Zahlen gehen ins Netz, wie sie sind.",
  Standardise: "Standardisieren",
  "Mean 0 and standard deviation 1 over the training part.":
    "Mittelwert 0 und Standardabweichung 1 über den Trainingsteil.",
  "Min–max": "Min–Max",
  "The training part's smallest value becomes 0, its largest 1.":
    "Der kleinste Wert des Trainingsteils wird 0, der größte 1.",
  Robust: "Robust",
  "Median 0 and distance 1 between the quartiles: outliers have little say.":
    "Median 0 und Abstand 1 zwischen den Quartilen: Ausreißer haben wenig zu sagen.",
  Logarithm: "Logarithmus",
  "sign(v) · ln(1 + |v|), then standardised: for amounts over several powers of ten.":
    "sign(v) · ln(1 + |v|), dann standardisiert: für Mengen über mehrere Zehnerpotenzen.",
  "Random, classes alike": "Zufällig in jeder Klasse",
  "Rows drawn by the seed, each class with the same share in every part.":
    "Zeilen nach dem Startwert gezogen, jede Klasse mit demselben Anteil in jedem Teil.",
  Random: "Zufällig",
  "Rows drawn by the seed, whatever their class.":
    "Zeilen nach dem Startwert gezogen, gleich welcher Klasse.",
  "By a column": "Nach einer Spalte",
  "A column says training, validation or test for each row.":
    "Eine Spalte sagt für jede Zeile Training, Validierung oder Test.",
  "Groups together": "Gruppen zusammen",
  "Rows with one value of a column (a person, a place) stay in one part.":
    "Zeilen mit demselben Wert einer Spalte (eine Person, ein Ort) bleiben in einem Teil.",
  "By order in time": "Nach der Zeit",
  "The first rows train, the next validate, the last test; ordered by a column, or as they are.":
    "Die ersten Zeilen trainieren, die nächsten validieren, die letzten testen; nach einer Spalte geordnet oder wie sie sind.",
  "1 where z ≥ 0, else 0; its derivative is zero, so that it cannot be trained.":
    "1, wo z ≥ 0, sonst 0; die Ableitung ist null, sodass damit nicht trainiert werden kann.",
  "From 0 to 1, as a probability; as output map of two classes.":
    "Von 0 bis 1, als Wahrscheinlichkeit; als Ausgabeabbildung bei zwei Klassen.",
  "z where it is positive, else 0; the usual choice for hidden layers.":
    "z, wo es positiv ist, sonst 0; die übliche Wahl für verdeckte Schichten.",
  "From −1 to 1, symmetric about 0.": "Von −1 bis 1, symmetrisch um 0.",
  "z where it is positive, else 0.01·z, so that no unit goes dead.":
    "z, wo es positiv ist, sonst 0.01·z, damit kein Neuron abstirbt.",
  Identity: "Identität",
  "u = z: the output map of regression.": "u = z: die Ausgabeabbildung der Regression.",
  "z times the standard normal distribution function of z (with erf): a smooth ReLU.":
    "z mal die Verteilungsfunktion der Standardnormalverteilung an z (mit erf): eine glatte ReLU.",
  "ln(1 + e^z): a smooth ReLU that is always positive.":
    "ln(1 + e^z): eine glatte ReLU, die immer positiv ist.",
  Exponential: "Exponentiell",
  "e^z: for quantities that grow or shrink by factors.":
    "e^z: für Größen, die um Faktoren wachsen oder schrumpfen.",
  "Probabilities that add up to 1 over the row: the output map of several classes.":
    "Wahrscheinlichkeiten, die sich über die Zeile zu 1 addieren: die Ausgabeabbildung bei mehreren Klassen.",
  "Binary cross-entropy": "Binäre Kreuzentropie",
  "For two classes: minus the log of the probability given to the true one (eq. 17).":
    "Für zwei Klassen: minus der Logarithmus der Wahrscheinlichkeit, die die wahre bekommt (Gl. 17).",
  "Categorical cross-entropy": "Kategoriale Kreuzentropie",
  "For several classes: minus the log of the probability given to the true one (eq. 18).":
    "Für mehrere Klassen: minus der Logarithmus der Wahrscheinlichkeit, die die wahre bekommt (Gl. 18).",
  "Squared error": "Quadratischer Fehler",
  "For numbers: the sum over the outputs of the squared differences (eq. 20).":
    "Für Zahlen: die Summe der quadrierten Differenzen über die Ausgaben (Gl. 20).",
  "Glorot uniform": "Glorot, gleichverteilt",
  "Keeps the size of signals and gradients alike through sigmoid and tanh layers.":
    "Hält die Größe von Signalen und Gradienten durch Sigmoid- und Tanh-Schichten gleich.",
  "Glorot normal": "Glorot, normalverteilt",
  "As Glorot uniform, from a normal distribution.":
    "Wie Glorot, gleichverteilt, aber aus einer Normalverteilung.",
  "He normal": "He, normalverteilt",
  "Keeps the size of signals alike through ReLU layers.":
    "Hält die Größe von Signalen durch ReLU-Schichten gleich.",
  "He uniform": "He, gleichverteilt",
  "As He normal, from a uniform distribution.":
    "Wie He, normalverteilt, aber aus einer Gleichverteilung.",
  Normal: "Normalverteilt",
  "Normal numbers of a given deviation.":
    "Normalverteilte Zahlen mit gegebener Standardabweichung.",
  Uniform: "Gleichverteilt",
  "Uniform numbers between −scale and scale.": "Gleichverteilte Zahlen zwischen −Skala und Skala.",
  Scale: "Skala",
  Zeros: "Nullen",
  "All weights zero: the hidden units of a layer then stay alike for ever.":
    "Alle Gewichte null: Die Neuronen einer verdeckten Schicht bleiben dann für immer gleich.",
  "Momentum and a step size of its own for each parameter; a good first choice.":
    "Momentum und eine eigene Schrittweite für jeden Parameter; eine gute erste Wahl.",
  "Adam with weight decay that is apart from the gradient.":
    "Adam mit Weight Decay, der vom Gradienten getrennt ist.",
  "SGD with momentum": "SGD mit Momentum",
  "Gathers speed in directions in which the gradient persists.":
    "Gewinnt Schwung in Richtungen, in denen der Gradient bleibt.",
  "SGD with Nesterov momentum": "SGD mit Nesterov-Momentum",
  "Momentum that looks one step ahead.": "Momentum, das einen Schritt vorausschaut.",
  "Divides each parameter's step by the recent size of its gradient.":
    "Teilt den Schritt jedes Parameters durch die jüngste Größe seines Gradienten.",
  "Decay ρ": "Abklingrate ρ",
  "Plain stochastic gradient descent, eq. (21): a step against the gradient.":
    "Einfacher stochastischer Gradientenabstieg, Gl. (21): ein Schritt gegen den Gradienten.",
  Constant: "Konstant",
  "The same learning rate in every epoch.": "Dieselbe Lernrate in jeder Epoche.",
  Cosine: "Kosinus",
  "Falls along half a cosine to a least rate.":
    "Fällt entlang eines halben Kosinus bis zu einer kleinsten Rate.",
  "Least rate": "Kleinste Rate",
  "Multiplies the learning rate by γ after each epoch.":
    "Multipliziert die Lernrate nach jeder Epoche mit γ.",
  "Factor γ": "Faktor γ",
  Steps: "Stufen",
  "Multiplies the learning rate by γ every so many epochs.":
    "Multipliziert die Lernrate alle so viele Epochen mit γ.",
  "Warm-up": "Aufwärmen",
  "Rises evenly to the full learning rate over the first epochs.":
    "Steigt über die ersten Epochen gleichmäßig zur vollen Lernrate.",
  "Four points": "Vier Punkte",
  "The notes' problem 1.2: tell x = 3 from x = 0, 1 and 5. Two hidden units are enough.":
    "Aufgabe 1.2 des Skripts: x = 3 von x = 0, 1 und 5 unterscheiden. Zwei verdeckte Neuronen genügen.",
  Letters: "Buchstaben",
  "The notes' problem 1.4 (a): grey images of 20 × 20 pixels of the letters a to z, drawn with a pen of changing width, size, place and slant, and with noise.":
    "Aufgabe 1.4 (a) des Skripts: Graubilder von 20 × 20 Pixeln der Buchstaben a bis z, gezeichnet mit einem Stift wechselnder Breite, Größe, Lage und Neigung, und mit Rauschen.",
  "Two moons": "Zwei Monde",
  "Two half circles that reach into one another, with some noise.":
    "Zwei Halbkreise, die ineinandergreifen, mit etwas Rauschen.",
  Speech: "Sprache",
  "The notes' problem 1.4 (b): 120 features of a recording, in the manner of mel-frequency cepstral coefficients (40, each with mean, deviation and slope), and whether the voice is female or male.":
    "Aufgabe 1.4 (b) des Skripts: 120 Merkmale einer Aufnahme nach Art der Mel-Frequenz-Cepstrum-Koeffizienten (40, je mit Mittelwert, Standardabweichung und Steigung), und ob die Stimme weiblich oder männlich ist.",
  "Two spirals": "Zwei Spiralen",
  "Two arms wound into one another: hard for few hidden units, easy for two layers.":
    "Zwei ineinander gewundene Arme: schwer für wenige verdeckte Neuronen, leicht für zwei Schichten.",
  "Stock price": "Aktienkurs",
  "The notes' problem 1.4 (c): a share's average price on five days, and on the day after. A random walk: yesterday's price is nearly all there is to know.":
    "Aufgabe 1.4 (c) des Skripts: der mittlere Kurs einer Aktie an fünf Tagen und am Tag danach. Eine Irrfahrt (Random Walk): Der Kurs von gestern ist fast alles, was man wissen kann.",
  Triangle: "Dreieck",
  "The notes' problem 1.3: points in the plane, class 1 where x₁ ≥ 0, x₂ ≥ 0 and x₁ + x₂ < 1. Each of three hidden units can find one side.":
    "Aufgabe 1.3 des Skripts: Punkte in der Ebene, Klasse 1, wo x₁ ≥ 0, x₂ ≥ 0 und x₁ + x₂ < 1. Jedes von drei verdeckten Neuronen kann eine Seite finden.",
  "Exclusive or": "Exklusives Oder (XOR)",
  "Points about the corners of a square; opposite corners belong together. No single line parts them, two hidden units can.":
    "Punkte um die Ecken eines Quadrats; gegenüberliegende Ecken gehören zusammen. Keine einzelne Gerade trennt sie, zwei verdeckte Neuronen können es.",
  "Offline desktop workbench for small neural networks: build, train, look inside, learn.":
    "Offline-Werkbank für kleine neuronale Netze: bauen, trainieren, hineinsehen, lernen.",
  "For onnxruntime and other programs: from the table's own values to predictions.":
    "Für onnxruntime und andere Programme: von den Werten der Tabelle zu Vorhersagen.",
  "NumPy script": "NumPy-Skript",
  "One Python file that needs NumPy alone, to read and to run.":
    "Eine Python-Datei, die nur NumPy braucht, zum Lesen und Ausführen.",
  "PyTorch project": "PyTorch-Projekt",
  "A folder that trains the model further, on one machine or on many.":
    "Ein Ordner, der das Modell weitertrainiert, auf einem Rechner oder auf vielen.",
  "JavaScript module": "JavaScript-Modul",
  "One ES module without dependencies, for web pages, Node and small devices.":
    "Ein ES-Modul ohne Abhängigkeiten, für Webseiten, Node und kleine Geräte.",
  "C header": "C-Header",
  "One C99 header without dependencies, preprocessing included, for small devices.":
    "Ein C99-Header ohne Abhängigkeiten, mit der Vorverarbeitung, für kleine Geräte.",
  "HTML report": "HTML-Bericht",
  "One page to read and print: network, data, training and results, without network access.":
    "Eine Seite zum Lesen und Drucken: Netz, Daten, Training und Ergebnisse, ohne Netzzugang.",
} as const;
