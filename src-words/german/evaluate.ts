/** The view Evaluate. */
export const evaluate = {
  True: "Wahr",
  "Full pass": "Ganzer Durchgang",
  "See this pass, of row {row}": "Durchgang ansehen, von Zeile {row}",
  "See this pass": "Durchgang ansehen",
  "Confusion matrix": "Konfusionsmatrix",
  "ROC and threshold": "ROC und Schwelle",
  Calibration: "Kalibrierung",
  Residuals: "Residuen",
  "Decision map": "Entscheidungskarte",
  "Feature effect": "Merkmalswirkung",
  "Feature importance": "Merkmalswichtigkeit",
  "Loss surface": "Verlustfläche",
  "Learning curves": "Lernkurven",
  "Compare models": "Modellvergleich",
  "Shuffling features": "Merkmale werden gemischt",
  "Averaging predictions": "Vorhersagen werden gemittelt",
  "Measuring the loss": "Der Verlust wird gemessen",
  "Training on shares of the rows": "Training auf Teilen der Zeilen",
  "Reading {name}": "{name} wird gelesen",
  "Run {number}: {words}": "Lauf {number}: {words}",
  "This model has no data yet. Open the table that belongs to it on the Bench.":
    "Dieses Modell hat noch keine Daten. Die Tabelle, die zu ihm gehört, auf der Werkbank öffnen.",
  "There is no model to measure yet. Open data and train a network on the Bench.":
    "Es gibt noch kein Modell zu messen. Auf der Werkbank Daten öffnen und ein Netz trainieren.",
  "To the Bench": "Zur Werkbank",
  Measures: "Maße",
  "Training goes on, and these figures are of step {step} or of the moment they were measured.":
    "Das Training läuft weiter; diese Zahlen sind von Schritt {step} oder vom Augenblick, in dem sie gemessen wurden.",
  "Rows weigh in the loss by “{column}”; every other measure counts each row once.":
    "Im Verlust zählen die Zeilen mit dem Gewicht „{column}“; jedes andere Maß zählt jede Zeile einmal.",
  "This network has not been trained yet: its parameters are those it starts from.":
    "Dieses Netz ist noch nicht trainiert: Seine Parameter sind die, mit denen es beginnt.",
  "as it should be": "wie es sein sollte",
  observed: "beobachtet",
  rows: "Zeilen",
  from: "von",
  to: "bis",
  "mean probability": "mittlere Wahrscheinlichkeit",
  "share of the class": "Anteil der Klasse",
  "Mean over the rows of the distance between probability and share":
    "Mittel über die Zeilen des Abstands zwischen Wahrscheinlichkeit und Anteil",
  "Mean of (probability − 1 or 0)²": "Mittel von (Wahrscheinlichkeit − 1 oder 0)²",
  "Expected calibration error": "Erwarteter Kalibrierungsfehler",
  "Brier score": "Brier-Score",
  "Rows in ten bins by the probability of {label}. Above the line the network is too modest, below it too sure.":
    "Zeilen in zehn Gruppen nach der Wahrscheinlichkeit von {label}. Über der Linie ist das Netz zu bescheiden, darunter zu sicher.",
  probability: "Wahrscheinlichkeit",
  "Rows in each bin": "Zeilen in jeder Gruppe",
  "Where there are few rows, the share is a matter of chance.":
    "Wo wenige Zeilen sind, ist der Anteil Zufall.",
  "Rows by their probability of {label}: {counts}":
    "Zeilen nach ihrer Wahrscheinlichkeit von {label}: {counts}",
  "Calibration of {label}: {points}": "Kalibrierung von {label}: {points}",
  "{said} said, {seen} seen": "{said} gesagt, {seen} gesehen",
  "The table is copied": "Die Tabelle ist kopiert",
  "{title} as table": "{title} als Tabelle",
  Table: "Tabelle",
  "{title} as PNG": "{title} als PNG",
  "{title} as CSV": "{title} als CSV",
  "Copy {title}": "{title} kopieren",
  Copy: "Kopieren",
  "{name} (this model)": "{name} (dieses Modell)",
  "Saved models for the same target, on the same rows of the {part} part. Rows on which another model was trained flatter it: compare on rows that none has seen.":
    "Gespeicherte Modelle für dieselbe Zielgröße, auf denselben Zeilen des Teils „{part}“. Zeilen, mit denen ein anderes Modell trainiert wurde, schmeicheln ihm: auf Zeilen vergleichen, die keines gesehen hat.",
  "Add a kept run": "Behaltenen Lauf hinzufügen",
  "Add a kept run…": "Behaltenen Lauf hinzufügen…",
  "Add a model file…": "Modelldatei hinzufügen…",
  Models: "Modelle",
  "{rows} rows. The best of each line is bold.": "{rows} Zeilen. Das Beste jeder Reihe ist fett.",
  "Remove {name}": "{name} entfernen",
  "Add a model file to see it beside this model.":
    "Eine Modelldatei hinzufügen, um sie neben diesem Modell zu sehen.",
  "true \\ predicted": "wahr \\ vorhergesagt",
  class: "Klasse",
  precision: "Precision",
  recall: "Recall",
  support: "Anzahl",
  "True {actual}, predicted {predicted}": "Wahr {actual}, vorhergesagt {predicted}",
  "Prob. of the true class": "Wahrsch. der wahren Klasse",
  Classes: "Klassen",
  "Right on the diagonal; colour is the share of the true class. Choose a cell to see its rows.":
    "Richtiges auf der Diagonale; die Farbe ist der Anteil der wahren Klasse. Eine Zelle wählen, um ihre Zeilen zu sehen.",
  "Precision: how many of those predicted so are so. Recall: how many of those that are so are found.":
    "Precision: wie viele der so Vorhergesagten es sind. Recall: wie viele von denen, die es sind, gefunden werden.",
  Class: "Klasse",
  Precision: "Precision",
  Recall: "Recall",
  Support: "Anzahl",
  "The first {count} of {total} rows; the CSV has all of them.":
    "Die ersten {count} von {total} Zeilen; die CSV-Datei hat alle.",
  "{title}: matrix": "{title}: Matrix",
  "{rows} rows: true {actual}, predicted {predicted}":
    "{rows} Zeilen: wahr {actual}, vorhergesagt {predicted}",
  "{share} of the rows that are {label}": "{share} der Zeilen, die {label} sind",
  "against all others": "gegen alle anderen",
  "against {label}": "gegen {label}",
  "not {label}": "nicht {label}",
  chance: "Zufall",
  threshold: "Schwelle",
  "precision–recall": "Precision–Recall",
  Threshold: "Schwelle",
  "{threshold}: recall {recall}, precision {precision}":
    "{threshold}: Recall {recall}, Precision {precision}",
  "Back to ½": "Zurück zu ½",
  "At the threshold": "An der Schwelle",
  "Confusion matrix at the threshold": "Konfusionsmatrix an der Schwelle",
  "Area {area}: the chance that a row of the class has a higher score than another.":
    "Fläche {area}: die Wahrscheinlichkeit, dass eine Zeile der Klasse einen höheren Wert hat als eine andere.",
  "false positive rate": "Falsch-positiv-Rate",
  "ROC of {label}: area {area}; at the threshold, recall {recall} and false positive rate {rate}":
    "ROC von {label}: Fläche {area}; an der Schwelle Recall {recall} und Falsch-positiv-Rate {rate}",
  "Precision–recall": "Precision–Recall",
  "Average precision {precision}; {share} of the rows are of the class.":
    "Mittlere Precision {precision}; {share} der Zeilen sind von der Klasse.",
  "Precision over recall of {label}: average precision {average}; at the threshold, precision {precision}":
    "Precision über Recall von {label}: mittlere Precision {average}; an der Schwelle Precision {precision}",
  "Permutation importance: the values of one feature are shuffled among the rows, and the predictions get worse by what the network takes from it. Features that say the same share their importance.":
    "Permutationswichtigkeit: Die Werte eines Merkmals werden unter den Zeilen gemischt, und die Vorhersagen werden um so viel schlechter, wie das Netz daraus nimmt. Merkmale, die dasselbe sagen, teilen sich ihre Wichtigkeit.",
  Repeats: "Wiederholungen",
  "Measure again": "Noch einmal messen",
  Measure: "Messen",
  "These are figures of an earlier state; measure again when training is paused.":
    "Dies sind Zahlen eines früheren Stands; noch einmal messen, wenn das Training angehalten ist.",
  "These are figures of an earlier state; measure again.":
    "Dies sind Zahlen eines früheren Stands; noch einmal messen.",
  feature: "Merkmal",
  "rise of the loss": "Anstieg des Verlusts",
  spread: "Streuung",
  "fall of {score}": "Abfall: {score}",
  "spread of it": "Streuung davon",
  "Over {rows} rows, {repeats} shuffles each. Unshuffled: loss {loss}, {score} {value}. The line is one standard deviation.":
    "Über {rows} Zeilen, je {repeats} Mal gemischt. Ungemischt: Verlust {loss}, {score} {value}. Der Strich ist eine Standardabweichung.",
  "Pixel by pixel: blue where shuffling makes the loss rise, orange where it falls.":
    "Pixel für Pixel: blau, wo Mischen den Verlust steigen lässt, orange, wo er fällt.",
  Feature: "Merkmal",
  "Rise of the loss": "Anstieg des Verlusts",
  "Change of {score}": "Änderung: {score}",
  "The loss depends on every parameter: far too many axes to draw. Here it is over a plane of two directions through the present parameters, which are at the dot.":
    "Der Verlust hängt von jedem Parameter ab: viel zu viele Achsen zum Zeichnen. Hier steht er über einer Ebene aus zwei Richtungen durch die jetzigen Parameter, die am Punkt liegen.",
  "This is the surface of an earlier state; measure again.":
    "Dies ist die Fläche eines früheren Stands; noch einmal messen.",
  Directions: "Richtungen",
  random: "zufällig",
  "along the training": "entlang des Trainings",
  Reach: "Reichweite",
  "Reach in lengths of the weights": "Reichweite in Längen der Gewichte",
  Points: "Punkte",
  "Points along each direction": "Punkte entlang jeder Richtung",
  "Directions along which the training went most; they cover {first} and {second} of its way. The ring is its first known point.":
    "Richtungen, in die das Training am weitesten ging; sie machen {first} und {second} seines Wegs aus. Der Ring ist sein erster bekannter Punkt.",
  "Random directions, each unit's weights scaled to the length of its own (filter normalisation).":
    "Zufällige Richtungen, die Gewichte jedes Neurons auf die Länge der eigenen gebracht (Filter-Normalisierung).",
  "Loss over two directions: {here} at the present parameters, from {low} to {high} over the plane":
    "Verlust über zwei Richtungen: {here} bei den jetzigen Parametern, von {low} bis {high} über der Ebene",
  "Loss over two directions: {here} at the present parameters, from {low} to {high} over the plane; the training's way from step {from} to {to}":
    "Verlust über zwei Richtungen: {here} bei den jetzigen Parametern, von {low} bis {high} über der Ebene; der Weg des Trainings von Schritt {from} bis {to}",
  "· here {loss} · mean over {rows} training rows":
    "· hier {loss} · Mittel über {rows} Trainingszeilen",
  "no error": "kein Fehler",
  "row of the part": "Zeile des Teils",
  true: "wahr",
  predicted: "vorhergesagt",
  residual: "Residuum",
  Target: "Zielgröße",
  "Mean of true − predicted: what is missing on average":
    "Mittel von wahr − vorhergesagt: was im Mittel fehlt",
  Bias: "Bias",
  Prediction: "Vorhersage",
  Histogram: "Histogramm",
  "Each row's prediction over its truth; on the line it is right.":
    "Die Vorhersage jeder Zeile über ihrem wahren Wert; auf der Linie ist sie richtig.",
  "True minus predicted. A pattern is something the network has not learnt.":
    "Wahr minus vorhergesagt. Ein Muster ist etwas, das das Netz nicht gelernt hat.",
  "How many rows have which residual.": "Wie viele Zeilen welches Residuum haben.",
  "true {name}": "{name}, wahr",
  "predicted {name}": "{name}, vorhergesagt",
  "true − predicted": "wahr − vorhergesagt",
  "True − predicted": "Wahr − vorhergesagt",
  "Predicted over true {name} of {rows} rows; R² {r2}":
    "Vorhergesagtes über wahrem {name} von {rows} Zeilen; R² {r2}",
  "Residuals over the prediction of {rows} rows; mean {mean}, root mean square {rmse}":
    "Residuen über der Vorhersage von {rows} Zeilen; Mittel {mean}, quadratisches Mittel {rmse}",
  "Rows by residual from {low} to {high}: {counts}":
    "Zeilen nach Residuum von {low} bis {high}: {counts}",
  "Largest residuals of {name}": "Größte Residuen von {name}",
  "between 10 % and 90 % of the rows": "zwischen 10 % und 90 % der Zeilen",
  "{name}: mean": "{name}: Mittel",
  "Mean output over {name}: {output} goes from {from} to {to}":
    "Mittlere Ausgabe über {name}: {output} geht von {from} bis {to}",
  "Effect of {name}": "Wirkung von {name}",
  "The mean output of {rows} rows of the {part} part when {name} has the same value in all of them and everything else stays (partial dependence).":
    "Die mittlere Ausgabe von {rows} Zeilen des Teils „{part}“, wenn {name} in allen denselben Wert hat und alles andere bleibt (partielle Abhängigkeit).",
  "probability of {label}": "Wahrscheinlichkeit von {label}",
  "A decision map needs a numeric feature for its axes; this model has none.":
    "Eine Entscheidungskarte braucht ein Zahlenmerkmal für ihre Achsen; dieses Modell hat keines.",
  Across: "Waagerecht",
  Upwards: "Senkrecht",
  "Output over one feature": "Ausgabe über einem Merkmal",
  "Choose another feature upwards for a map.":
    "Für eine Karte senkrecht ein anderes Merkmal wählen.",
  "What the network says over {x}, with {rows} rows of the data; the table has the numbers":
    "Was das Netz über {x} sagt, mit {rows} Zeilen der Daten; die Tabelle hat die Zahlen",
  "What the network says over {x} and {y}, with {rows} rows of the data; the table has the numbers":
    "Was das Netz über {x} und {y} sagt, mit {rows} Zeilen der Daten; die Tabelle hat die Zahlen",
  Colours: "Farben",
  "orange {low} … blue {high}": "orange {low} … blau {high}",
  "held out": "zurückgehalten",
  "Other features are held at": "Andere Merkmale stehen auf",
  "{name}, from {low} to {high}": "{name}, von {low} bis {high}",
  "The other {count} are at their typical value.":
    "Die anderen {count} haben ihren typischen Wert.",
  "Typical values": "Typische Werte",
  epoch: "Epoche",
  step: "Schritt",
  "training loss": "Trainingsverlust",
  "validation loss": "Validierungsverlust",
  "training accuracy": "Trainingsgenauigkeit",
  "validation accuracy": "Validierungsgenauigkeit",
  "learning rate": "Lernrate",
  "training rows": "Trainingszeilen",
  "{part} loss": "Verlust ({part})",
  "training {score}": "{score} (Training)",
  "{part} {score}": "{score} ({part})",
  "{rows}: {training}, {part} {held}": "{rows}: {training}, {part} {held}",
  "The network has not been trained for an epoch yet; its curves appear here then.":
    "Das Netz ist noch keine Epoche trainiert; dann erscheinen hier seine Kurven.",
  "Loss over the epochs": "Verlust über die Epochen",
  "Accuracy over the epochs": "Genauigkeit über die Epochen",
  loss: "Verlust",
  accuracy: "Genauigkeit",
  "Loss up to epoch {epoch}: training {training}, validation {validation}":
    "Verlust bis Epoche {epoch}: Training {training}, Validierung {validation}",
  "Accuracy up to epoch {epoch}: training {training}, validation {validation}":
    "Genauigkeit bis Epoche {epoch}: Training {training}, Validierung {validation}",
  "By number of rows": "Nach Zahl der Zeilen",
  "By number of training rows": "Nach Zahl der Trainingszeilen",
  "Train again": "Noch einmal trainieren",
  "Train on 10, 20, … 100 %": "Mit 10, 20, … 100 % trainieren",
  "The same network is trained from its start on growing shares of the rows. Curves that meet: more rows will not help, a larger network may. A gap that closes: more rows help.":
    "Dasselbe Netz wird von seinem Anfang an auf wachsenden Teilen der Zeilen trainiert. Kurven, die sich treffen: Mehr Zeilen helfen nicht, ein größeres Netz vielleicht. Eine Lücke, die sich schließt: Mehr Zeilen helfen.",
  "These are curves of an earlier state.": "Dies sind Kurven eines früheren Stands.",
  "Loss by rows": "Verlust nach Zeilen",
  "{epochs} epochs each.": "Je {epochs} Epochen.",
  "Accuracy by rows": "Genauigkeit nach Zeilen",
  "R² by rows": "R² nach Zeilen",
  "Loss by training rows: {points}": "Verlust nach Trainingszeilen: {points}",
  "{score} by training rows: {points}": "{score} nach Trainingszeilen: {points}",
  "Share of the rows that are right": "Anteil der richtigen Zeilen",
  "Mean over the classes": "Mittel über die Klassen",
  "Mean of a row, by each model's own loss function":
    "Mittel je Zeile, nach der Verlustfunktion jedes Modells",
  "Weights and biases": "Gewichte und Biases",
  "Rows to which it comes closer than the first model":
    "Zeilen, denen es näher kommt als das erste Modell",
  "Rows that it gets right and the first model wrong":
    "Zeilen, die es richtig hat und das erste Modell falsch",
  "Rows to which the first model comes closer": "Zeilen, denen das erste Modell näher kommt",
  "Rows that the first model gets right and this one wrong":
    "Zeilen, die das erste Modell richtig hat und dieses falsch",
  "Only this is closer": "Nur dies ist näher",
  "Only this is right": "Nur dies ist richtig",
  "Only the first is closer": "Nur das erste ist näher",
  "Only the first is right": "Nur das erste ist richtig",
  "true positives": "richtig Positive",
  "false positives": "falsch Positive",
  "along direction 1": "entlang Richtung 1",
  "along direction 2": "entlang Richtung 2",
} as const;
