/** What the engine remarks of its own accord: of columns, of a network, of the training. */
export const advice = {
  // Columns
  "“{0}” has no value at all": "„{0}“ hat gar keinen Wert",
  "“{0}” has one and the same value throughout": "„{0}“ hat überall ein und denselben Wert",
  "“{0}” counts up by 1 from row to row: it numbers the rows and says nothing of them":
    "„{0}“ zählt von Zeile zu Zeile um 1 hoch: Sie nummeriert die Zeilen und sagt nichts über sie",
  "“{0}” equals “{1}” in every row": "„{0}“ ist in jeder Zeile gleich „{1}“",
  "dates of “{0}” could have the day or the month first; the month is taken":
    "Datumsangaben von „{0}“ könnten mit dem Tag oder mit dem Monat beginnen; genommen wird der Monat",
  "“{0}”: {1} as missing": "„{0}“: {1} als fehlend",
  "1 cell is no {0} and counts": "1 Zelle lässt sich nicht als {0} lesen und zählt",
  "{0} cells are no {1} and count": "{0} Zellen lassen sich nicht als {1} lesen und zählen",
  "“{0}” {1} “{2}”; is it known beforehand?": "„{0}“ {1} „{2}“; ist es vorher bekannt?",
  "equals the target": "ist gleich der Zielgröße",
  "tells every class of the target": "verrät jede Klasse der Zielgröße",
  "is a straight line of the target": "ist eine Gerade über der Zielgröße",
  "has {0} different texts, more than {1}": "hat {0} verschiedene Texte, mehr als {1}",
  "is empty": "ist leer",

  // The proposed network
  inputs: "Eingaben",
  outputs: "Ausgaben",
  "output activation": "Aktivierung der Ausgabe",
  "hidden units": "verdeckte Neuronen",
  "hidden activation": "Aktivierung der verdeckten Schicht",
  "two classes: one logit, whose sigmoid is the probability of the second class (eq. 3); two softmax outputs would be the same model with a redundant set of parameters":
    "zwei Klassen: ein Logit, dessen Sigmoid die Wahrscheinlichkeit der zweiten Klasse ist (Gl. 3); zwei Softmax-Ausgaben wären dasselbe Modell mit überzähligen Parametern",
  "one logit a class; softmax makes them probabilities that add up to 1 (eq. 5)":
    "ein Logit je Klasse; Softmax macht daraus Wahrscheinlichkeiten, die sich zu 1 addieren (Gl. 5)",
  "the prediction is any number, so the output is the linear value itself (eq. 7)":
    "die Vorhersage ist irgendeine Zahl, also ist die Ausgabe der lineare Wert selbst (Gl. 7)",
  "one input a feature; a category has one input for each of its values":
    "eine Eingabe je Merkmal; eine Kategorie hat eine Eingabe für jeden ihrer Werte",
  "more units express more complex functions but need more data; {0} rows are there to train on":
    "mehr Neuronen drücken kompliziertere Funktionen aus, brauchen aber mehr Daten; {0} Zeilen sind zum Trainieren da",
  "any activation will do but the threshold, which cannot be trained, and the identity, which adds nothing; ReLU is quick and seldom saturates":
    "jede Aktivierung geht, außer der Schwelle, die nicht trainierbar ist, und der Identität, die nichts hinzufügt; ReLU ist schnell und sättigt selten",

  // Objections to a network
  "the last layer has {0} units, but this data needs {1} ({2})":
    "die letzte Schicht hat {0} Neuronen, diese Daten brauchen aber {1} ({2})",
  "the logit of the second class": "den Logit der zweiten Klasse",
  "one a class": "eins je Klasse",
  "one a target": "eins je Zielgröße",
  "a network needs at least one layer": "ein Netz braucht mindestens eine Schicht",
  "a threshold output has gradient zero everywhere, so SGD can learn nothing from it; train with a sigmoid output, whose decision is the same (eq. 4)":
    "eine Schwelle als Ausgabe hat überall den Gradienten null, sodass SGD daraus nichts lernen kann; mit einer Sigmoid-Ausgabe trainieren, deren Entscheidung dieselbe ist (Gl. 4)",
  "softmax over a single unit is always 1; use a sigmoid output for two classes, or one unit a class":
    "Softmax über ein einziges Neuron ist immer 1; für zwei Klassen eine Sigmoid-Ausgabe nehmen, oder ein Neuron je Klasse",
  "the loss {0} does not belong to {1} targets; {2} does":
    "der Verlust {0} passt nicht zu dieser Zielgröße ({1}); {2} passt",
  "{0} is computed from logits whose output map is {1}, not {2}; choose {1}":
    "{0} wird aus Logits berechnet, deren Ausgabeabbildung {1} ist, nicht {2}; {1} wählen",
  "a {0} output cannot reach every number; regression takes the identity (eq. 7)":
    "eine Ausgabe mit {0} erreicht nicht jede Zahl; Regression nimmt die Identität (Gl. 7)",
  "a threshold layer has gradient zero everywhere: neither its own weights nor those before it would ever change under SGD; use sigmoid, its smooth relative":
    "eine Schicht mit Schwelle hat überall den Gradienten null: weder ihre eigenen Gewichte noch die davor würden sich mit SGD je ändern; Sigmoid nehmen, ihre glatte Verwandte",
  "a hidden layer without an activation adds nothing: two linear maps after each other are one":
    "eine verdeckte Schicht ohne Aktivierung fügt nichts hinzu: zwei lineare Abbildungen hintereinander sind eine",
  "{0} is meant for the output, not a hidden layer":
    "{0} ist für die Ausgabe gedacht, nicht für eine verdeckte Schicht",
  "early stopping watches the validation loss, but no rows are held out for it":
    "Early Stopping beobachtet den Validierungsverlust, aber dafür sind keine Zeilen zurückgehalten",
  "with the summed loss of eq. (16) the gradient grows with the batch; a learning rate this large will likely diverge":
    "mit dem summierten Verlust aus Gl. (16) wächst der Gradient mit dem Batch; eine so große Lernrate divergiert wahrscheinlich",

  // Why training ended
  "the validation loss has not improved for {0} epochs; the parameters of epoch {1} are back":
    "der Validierungsverlust ist seit {0} Epochen nicht besser geworden; die Parameter von Epoche {1} sind wieder da",

  "{0}; the parameters of step {1} are back; {2}":
    "{0}; die Parameter von Schritt {1} sind wieder da; {2}",

  "at step {0}: {1} no longer finite, most likely because {2}":
    "in Schritt {0} {1} nicht mehr endlich, wahrscheinlich weil {2}",
  "the values of {0} are": "sind die Werte von {0}",
  "the gradient of {0} is": "ist der Gradient von {0}",
  "the update of {0} is": "ist die Änderung von {0}",
  "layer {0} ({1})": "Schicht {0} ({1})",
  "the inputs, targets or initial weights are too large":
    "die Eingaben, Zielgrößen oder Anfangsgewichte zu groß sind",
  "standardise the data": "Daten standardisieren",
  "the learning rate {0} is too high": "die Lernrate {0} zu hoch ist",
  "lower it and go on": "senken und weitermachen",

  // The doctor
  "the output layer": "der Ausgabeschicht",
  "hidden layer {0}": "der verdeckten Schicht {0}",
  "{0} of {1} units of {2} are dead": "{0} von {1} Neuronen {2} sind tot",
  "A ReLU whose z is negative for every row gives 0, and so is its gradient: its weights never change again. Often one step that was too long has pushed it there.":
    "Eine ReLU, deren z für jede Zeile negativ ist, gibt 0, und ihr Gradient ist es auch: Ihre Gewichte ändern sich nie mehr. Oft hat sie ein einziger zu langer Schritt dorthin gebracht.",
  "units that are 0 for every row": "Neuronen, die für jede Zeile 0 sind",
  "rows looked at": "betrachtete Zeilen",
  "Use Leaky ReLU there": "Dort Leaky ReLU nehmen",
  "norm of the whole gradient": "Norm des ganzen Gradienten",
  "gradient of {0}, root mean square": "Gradient {0}, quadratisches Mittel",
  "Gradients explode": "Gradienten explodieren",
  "Weights or activations above 1 multiply the gradient in every layer. One step then throws the parameters far away. Unscaled inputs or targets are the usual reason; a limit on the gradient's norm keeps the direction and shortens the step.":
    "Gewichte oder Aktivierungen über 1 vervielfachen den Gradienten in jeder Schicht. Ein Schritt wirft die Parameter dann weit fort. Der übliche Grund sind unskalierte Eingaben oder Zielgrößen; eine Grenze für die Norm des Gradienten behält die Richtung bei und verkürzt den Schritt.",
  "Clip the gradient's norm to 1": "Norm des Gradienten auf 1 begrenzen",
  "“{0}” is rare": "„{0}“ ist selten",
  "Whoever always guesses the most frequent class is right most of the time, so a good accuracy says little. Look at recall and precision of each class, and at the area under the precision–recall curve.":
    "Wer immer die häufigste Klasse rät, hat meistens recht; eine gute Genauigkeit sagt also wenig. Aussagekräftiger sind Recall und Precision jeder Klasse und die Fläche unter der Precision-Recall-Kurve.",
  "training rows of “{0}”": "Trainingszeilen von „{0}“",
  "accuracy of always guessing the former": "Genauigkeit, wenn man immer die erste rät",
  "See the figures of each class": "Die Zahlen jeder Klasse ansehen",
  "“{0}” gives the target away": "„{0}“ verrät die Zielgröße",
  "With the answer among its inputs a network looks perfect, on held-out rows too, and fails where the answer is not known yet. Keep the column only if it will be known when the model is used.":
    "Mit der Antwort unter seinen Eingaben wirkt ein Netz vollkommen, auch auf zurückgehaltenen Zeilen, und versagt, wo die Antwort noch nicht bekannt ist. Die Spalte nur behalten, wenn sie beim Verwenden des Modells bekannt sein wird.",
  "what was seen": "was zu sehen war",
  "Leave “{0}” out": "„{0}“ weglassen",
  "The learning rate is too high": "Die Lernrate ist zu hoch",
  "Each step overshot further, until the numbers were no longer finite.":
    "Jeder Schritt schoss weiter über das Ziel hinaus, bis die Zahlen nicht mehr endlich waren.",
  "what happened": "was geschah",
  "The training loss should fall from epoch to epoch, if unevenly. It jumps up: steps overshoot, and what was learnt is lost again.":
    "Der Trainingsverlust sollte von Epoche zu Epoche fallen, wenn auch ungleichmäßig. Er springt nach oben: Schritte schießen über das Ziel hinaus, und Gelerntes geht wieder verloren.",
  "training loss of epoch {0}": "Trainingsverlust von Epoche {0}",
  "lowest before": "niedrigster davor",
  "A step along the gradient should lower the loss of the very rows it was made from. This one raises it: it goes down one side of the valley and up the other.":
    "Ein Schritt entlang des Gradienten sollte den Verlust genau der Zeilen senken, aus denen er gemacht ist. Dieser erhöht ihn: Er geht auf der einen Seite des Tals hinunter und auf der anderen hinauf.",
  "loss of a batch before a step": "Verlust eines Batches vor einem Schritt",
  "loss of the same batch after it": "Verlust desselben Batches danach",
  "The learning rate is low": "Die Lernrate ist niedrig",
  "Steps are so short that the loss hardly moves, while a far longer one in the same direction would lower it at once. Training would get there, but slowly.":
    "Die Schritte sind so kurz, dass sich der Verlust kaum bewegt, während ihn ein viel längerer in derselben Richtung sofort senken würde. Das Training käme an, aber langsam.",
  "loss of a batch now": "Verlust eines Batches jetzt",
  "after one step": "nach einem Schritt",
  "after a step {0} times as long": "nach einem {0}-mal so langen Schritt",
  "Set it to {0}": "Auf {0} setzen",
  "Stop after {0} epochs without a better one": "Nach {0} Epochen ohne eine bessere beenden",
  "Weight decay {0}": "Weight Decay {0}",
  "The network overfits": "Das Netz passt sich zu sehr an (Overfitting)",
  "It gets better on the rows it trains on and worse on those it does not: it learns the rows by heart. Stopping earlier, a penalty on the weights, dropout, fewer units or more rows help.":
    "Es wird besser auf den Zeilen, mit denen es trainiert, und schlechter auf den anderen: Es lernt die Zeilen auswendig. Früheres Beenden, ein Strafterm für die Gewichte, Dropout, weniger Neuronen oder mehr Zeilen helfen.",
  "lowest validation loss": "niedrigster Validierungsverlust",
  "in epoch": "in Epoche",
  "validation loss now": "Validierungsverlust jetzt",
  "training loss then": "Trainingsverlust damals",
  "training loss now": "Trainingsverlust jetzt",
  "{0} of the {1} values of {2} are saturated": "{0} der {1}-Werte {2} sind gesättigt",
  "Far from 0 the curve is flat, and its derivative multiplies every gradient that passes: the layers before learn very slowly. Large inputs or large weights are the usual reason.":
    "Weit von 0 ist die Kurve flach, und ihre Ableitung multipliziert jeden Gradienten, der hindurchgeht: Die Schichten davor lernen sehr langsam. Große Eingaben oder große Gewichte sind der übliche Grund.",
  "share of values with a derivative under 5 % of the largest":
    "Anteil der Werte mit einer Ableitung unter 5 % der größten",
  "Standardise the inputs": "Eingaben standardisieren",
  "Start from smaller weights (Glorot)": "Mit kleineren Gewichten beginnen (Glorot)",
  "Use ReLU there": "Dort ReLU nehmen",
  "size of “{0}”, root mean square": "Größe von „{0}“, quadratisches Mittel",
  "size of “{0}”": "Größe von „{0}“",
  "“{0}” is not scaled": "„{0}“ ist nicht skaliert",
  "Inputs are not scaled": "Eingaben sind nicht skaliert",
  "The gradient of a weight is proportional to its input: large inputs make long steps and saturate units, and no one learning rate suits inputs of different size.":
    "Der Gradient eines Gewichts ist proportional zu seiner Eingabe: Große Eingaben machen lange Schritte und sättigen Neuronen, und keine einzelne Lernrate passt zu Eingaben verschiedener Größe.",
  "Use ReLU in {0}": "ReLU in {0} nehmen",
  "Start from He's weights": "Mit Gewichten nach He beginnen",
  "Gradients vanish on their way back": "Gradienten verschwinden auf dem Rückweg",
  "Each layer multiplies the gradient by its weights and its activation's derivative. Where these are small, almost nothing is left for the first layers, which then hardly learn.":
    "Jede Schicht multipliziert den Gradienten mit ihren Gewichten und der Ableitung ihrer Aktivierung. Wo diese klein sind, bleibt für die ersten Schichten fast nichts übrig, die dann kaum lernen.",
  ratio: "Verhältnis",
} as const;
