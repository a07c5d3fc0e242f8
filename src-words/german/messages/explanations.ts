/** What the engine says of a pass, of formulas and of an answer. */
export const explanations = {
  row: "Zeile",
  input: "Eingabe",
  subtract: "Subtraktion",
  multiply: "Multiplikation",
  divide: "Division",
  negate: "Negation",
  sum: "Summe",
  stack: "Stapelung",
  squaredNorm: "quadrierte Norm",
  transpose: "Transponierte",
  matmul: "Matrixprodukt",
  "linear map": "lineare Abbildung",
  "dropout (off)": "Dropout (aus)",
  "binary cross-entropy of each row": "binäre Kreuzentropie jeder Zeile",
  "categorical cross-entropy of each row": "kategoriale Kreuzentropie jeder Zeile",
  "squared error of each row": "quadratischer Fehler jeder Zeile",
  "loss of each row times its weight": "Verlust jeder Zeile mal ihr Gewicht",
  "sum of the rows' losses": "Summe der Verluste der Zeilen",
  "mean of the rows' losses": "Mittel der Verluste der Zeilen",
  "A threshold has the slope 0 everywhere: no gradient passes it.":
    "Eine Schwelle hat überall die Steigung 0: Kein Gradient kommt hindurch.",

  "The linear map: each unit's weights times what comes in, plus its bias.":
    "Die lineare Abbildung: die Gewichte jedes Neurons mal das, was hereinkommt, plus sein Bias.",
  "Dropout leaves everything as it is when the network is only asked.":
    "Dropout lässt alles, wie es ist, wenn das Netz nur antwortet und nicht trainiert.",
  "The loss of each row: how little probability its true class was given.":
    "Der Verlust jeder Zeile: wie wenig Wahrscheinlichkeit ihre wahre Klasse bekam.",
  "The loss of each row: how far the prediction is from the target.":
    "Der Verlust jeder Zeile: wie weit die Vorhersage von der Zielgröße entfernt ist.",
  "The rows' losses times their weights.": "Die Verluste der Zeilen mal ihre Gewichte.",
  "The loss of the batch: the sum over its rows (eq. 16).":
    "Der Verlust des Batches: die Summe über seine Zeilen (Gl. 16).",
  "The loss of the batch: the mean over its rows.":
    "Der Verlust des Batches: das Mittel über seine Zeilen.",
  "The output map {0}: logits become probabilities.":
    "Die Ausgabeabbildung {0}: Aus Logits werden Wahrscheinlichkeiten.",
  "The activation {0} of each number.": "Die Aktivierung {0} jeder Zahl.",
  "The gradient goes on to the weights and biases, which training changes by it, and to what came in.":
    "Der Gradient geht weiter zu den Gewichten und Biases, die das Training danach ändert, und zu dem, was hereinkam.",
  "The gradient goes through as it is.": "Der Gradient geht unverändert hindurch.",
  "Backpropagation begins at the loss: what was predicted, less what is true.":
    "Die Backpropagation beginnt beim Verlust: das Vorhergesagte minus das Wahre.",
  "Backpropagation begins at the loss: what was predicted, less r, which is 1 for the row's class and else 0.":
    "Die Backpropagation beginnt beim Verlust: das Vorhergesagte minus r, das für die Klasse der Zeile 1 ist und sonst 0.",
  "Backpropagation begins at the loss: twice the difference of prediction and target.":
    "Die Backpropagation beginnt beim Verlust: das Doppelte der Differenz von Vorhersage und Zielgröße.",
  "The threshold is flat: its slope is 0, and so is the gradient.":
    "Die Schwelle ist flach: Ihre Steigung ist 0, und damit auch der Gradient.",
  "The gradient times the slope of {0} at each number.":
    "Der Gradient mal die Steigung von {0} bei jeder Zahl.",

  "A parameter: training changes it.": "Ein Parameter: Das Training ändert ihn.",
  "Data: the number of the row's class, counted from 0.":
    "Daten: die Nummer der Klasse der Zeile, gezählt ab 0.",
  "Data: from the row of the table, as it was coded and scaled.":
    "Daten: aus der Zeile der Tabelle, wie sie kodiert und skaliert wurde.",
  "The bias, then a weight times what comes in, one a term.":
    "Der Bias, dann je Summand ein Gewicht mal das, was hereinkommt.",
  "A weight times what comes in, one a term.": "Je Summand ein Gewicht mal das, was hereinkommt.",
  "The activation {0} of one number.": "Die Aktivierung {0} einer Zahl.",
  "Dropout is off but in training: the number goes through.":
    "Dropout wirkt nur im Training: Die Zahl geht hindurch.",
  "Powers of e by the row's logits less the largest; their sum divides the own one.":
    "Potenzen von e mit den Logits der Zeile minus dem größten als Exponenten; die eigene wird durch ihre Summe geteilt.",
  "The cross-entropy of each output.": "Die Kreuzentropie jeder Ausgabe.",
  "Powers of e by the row's logits less the largest: the logarithm of their sum, less the logit of the row's class.":
    "Potenzen von e mit den Logits der Zeile minus dem größten als Exponenten; dann der Logarithmus ihrer Summe minus der Logit der Klasse der Zeile.",
  "The squared difference of each output.": "Die quadrierte Differenz jeder Ausgabe.",
  "The row's loss times the row's weight.": "Der Verlust der Zeile mal ihr Gewicht.",
  "The losses of the rows; their sum is divided by the number of rows.":
    "Die Verluste der Zeilen; ihre Summe wird durch die Zahl der Zeilen geteilt.",
  "The losses of the rows.": "Die Verluste der Zeilen.",

  "Here backpropagation begins: the derivative of the loss by itself.":
    "Hier beginnt die Backpropagation: die Ableitung des Verlusts nach sich selbst.",
  "Dropout is off but in training: the gradient goes through.":
    "Dropout wirkt nur im Training: Der Gradient geht hindurch.",
  "Each unit's gradient times the weight that leads to it.":
    "Der Gradient jedes Neurons mal das Gewicht, das zu ihm führt.",
  "The unit's gradient times what came in, one row a term.":
    "Der Gradient des Neurons mal das, was hereinkam, je Summand eine Zeile.",
  "The unit's gradient, one row a term.": "Der Gradient des Neurons, je Summand eine Zeile.",
  "The gradient times the slope of {0} at {1}.": "Der Gradient mal die Steigung von {0} bei {1}.",
  "The terms of Σ ∂L/∂u·u over the row.": "Die Summanden von Σ ∂L/∂u·u über die Zeile.",
  "Twice the difference of prediction and target.":
    "Das Doppelte der Differenz von Vorhersage und Zielgröße.",
  "The probability that was given, less the one that is true.":
    "Die vorhergesagte Wahrscheinlichkeit minus die wahre.",
  "The gradient times the row's weight.": "Der Gradient mal das Gewicht der Zeile.",
  "Each row has its share of the mean.": "Jede Zeile hat ihren Anteil am Mittel.",
  "Each row counts fully.": "Jede Zeile zählt ganz.",

  "2.1 · Two outputs": "2.1 · Zwei Ausgaben",
  "Section 2, problem 1: the Jacobian of a function with two outputs and three inputs.":
    "Abschnitt 2, Aufgabe 1: die Jacobi-Matrix einer Funktion mit zwei Ausgaben und drei Eingaben.",
  "2.2 · Logistic loss": "2.2 · Logistischer Verlust",
  "Section 2, problem 2: ∂J/∂z, ∂z/∂w and their dot-product ∂J/∂w.":
    "Abschnitt 2, Aufgabe 2: ∂J/∂z, ∂z/∂w und ihr Skalarprodukt ∂J/∂w.",
  "2.3 · Sigmoid layer": "2.3 · Sigmoid-Schicht",
  "Section 2, problem 3: the diagonal ∂u/∂z, and ∂u/∂W of shape (3, 3, 2).":
    "Abschnitt 2, Aufgabe 3: die Diagonale ∂u/∂z und ∂u/∂W der Form (3, 3, 2).",
  "2.4 · Squared loss": "2.4 · Quadratischer Verlust",
  "Section 2, problem 4: the squared loss of a linear layer.":
    "Abschnitt 2, Aufgabe 4: der quadratische Verlust einer linearen Schicht.",
  "3.2 · Exponential model": "3.2 · Exponentielles Modell",
  "Section 3, problem 2: ŷ = Σ α_j exp(z_j), fitted to data by SGD.":
    "Abschnitt 3, Aufgabe 2: ŷ = Σ α_j exp(z_j), mit SGD an Daten angepasst.",
  "Eq. (5), u_k = exp(z_k) / Σ_l exp(z_l): each output depends on every logit.":
    "Gl. (5), u_k = exp(z_k) / Σ_l exp(z_l): Jede Ausgabe hängt von jedem Logit ab.",
  "Batch normalisation": "Batch-Normalisierung",
  "Every row of a batch influences the mean and variance, and so every other row.":
    "Jede Zeile eines Batches beeinflusst Mittel und Varianz und damit jede andere Zeile.",
  "at step {0}: {1} is no longer finite; lower the learning rate, or start from smaller values":
    "bei Schritt {0}: {1} ist nicht mehr endlich; die Lernrate senken oder von kleineren Werten ausgehen",
  "a gradient or parameter": "ein Gradient oder Parameter",
  "the loss {0}": "der Verlust {0}",

  "This is not the value.": "Das ist nicht der Wert.",
  "None of the numbers is right yet.": "Noch keine der Zahlen ist richtig.",
  "{0} of {1} numbers are right.": "{0} von {1} Zahlen sind richtig.",
  "There is nothing to compare.": "Es gibt nichts zu vergleichen.",
  "This is another function: its values differ.":
    "Das ist eine andere Funktion: Ihre Werte weichen ab.",
  "None of the entries is the right function yet.":
    "Noch keiner der Einträge ist die richtige Funktion.",
  "{0} of {1} entries are the right function.": "{0} von {1} Einträgen sind die richtige Funktion.",
  "Your answer is {0}; the right one is {1}.": "Deine Antwort ist {0}; die richtige ist {1}.",
  "one number": "eine Zahl",
  "a list of {0}": "eine Liste von {0}",
  "of the shape {0}": "von der Form {0}",
  "At x = {0} the network says {1}, but y is {2}.":
    "Bei x = {0} sagt das Netz {1}, aber y ist {2}.",
  "Choose an answer.": "Eine Antwort wählen.",
  "Nothing is chosen yet.": "Noch nichts ist gewählt.",
  "Not all of these, or not these alone.": "Nicht alle davon, oder nicht nur diese.",
  "It is another one.": "Es ist eine andere.",
  "Set the weights of the network.": "Die Gewichte des Netzes setzen.",
  "Choose the layers.": "Die Schichten wählen.",
  "There is no loss {0}.": "Es gibt keinen Verlust {0}.",
  "Type an answer.": "Eine Antwort schreiben.",
  "This cannot be read: {0}; {1}.": "Das lässt sich nicht lesen: {0}; {1}.",
  "This cannot be read: {0}.": "Das lässt sich nicht lesen: {0}.",
} as const;
