def erf(x):
    """2/√π ∫₀ˣ exp(−t²) dt, by its series; at |x| = 4 it is 1 within float32."""
    x = np.clip(x, -4, 4).astype(np.float64)
    series = np.ones_like(x)
    for odd in range(161, 1, -2):
        series = 1 + 2 * x * x / odd * series
    return 2 / np.sqrt(np.pi) * x * np.exp(-x * x) * series


def sigmoid(z):
    power = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, power) / (1 + power)


def softmax(z):
    power = np.exp(z - z.max(axis=1, keepdims=True))
    return power / power.sum(axis=1, keepdims=True)


ACTIVATIONS = {
    "threshold": lambda z: z >= 0,
    "sigmoid": sigmoid,
    "relu": lambda z: np.maximum(z, 0),
    "tanh": np.tanh,
    "leakyRelu": lambda z: np.where(z > 0, z, 0.01 * z),
    "identity": lambda z: z,
    "gelu": lambda z: z * (0.5 * (1 + erf(z * np.sqrt(0.5)))),
    "softplus": lambda z: np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z))),
    "exp": np.exp,
    "softmax": softmax,
}


def scaled(values, how):
    """The logarithm where it is asked for, then centred and scaled."""
    if how.get("curve") == "log":
        values = np.sign(values) * np.log1p(np.abs(values))
    return (values - how["mean"]) / how["scale"]


def code_number(cells, feature):
    """[N, 1]: missing cells filled, then scaled. Without a filling they stay NaN."""
    values = np.asarray(cells)
    if values.dtype.kind not in "fiub":
        text = values.astype(str)
        values = np.where(np.isin(text, MISSING), "nan", text)
    values = values.astype(np.float64).reshape(-1, 1)
    if not feature.get("wide"):
        values = values.astype(np.float32).astype(np.float64)
    if feature["fill"] is not None:
        values = np.where(np.isnan(values), feature["fill"], values)
    return scaled(values, feature)


def milliseconds(cells):
    """[N, 1], since 1970 UTC, from numbers of these, datetime64, or text as 2024-01-31 13:45."""
    values = np.asarray(cells)
    if values.dtype.kind == "M":
        dates = values.astype("datetime64[ms]")
    elif values.dtype.kind in "fiu":
        return values.astype(np.float64).reshape(-1, 1)
    else:
        text = np.char.strip(values.astype(str))
        try:
            dates = np.where(np.isin(text, MISSING), "NaT", text).astype("datetime64[ms]")
        except ValueError as error:
            raise ValueError("write dates as 2024-01-31 or 2024-01-31 13:45") from error
    numbers = dates.astype(np.int64).astype(np.float64)
    return np.where(np.isnat(dates), np.nan, numbers).reshape(-1, 1)


def code_date(cells, feature):
    """[N, parts]: parts of the dates, scaled."""
    ms = milliseconds(cells)
    if feature["fill"] is not None:
        ms = np.where(np.isnan(ms), feature["fill"], ms)
    return np.concatenate([scaled(DATE_PARTS[p["part"]](ms), p) for p in feature["parts"]], axis=1)


def code_category(cells, feature):
    """
    [N, labels]: one-hot, all zeros for a category that is not among the labels; or, ordinal,
    [N, 1]: its place among them, -1 for such a category, scaled.
    """
    text = np.asarray(cells).astype(str).reshape(-1, 1)
    if feature["fill"] is not None:
        text = np.where(np.isin(text, MISSING), feature["fill"], text)
    own = text == np.array(feature["labels"])
    if feature["type"] == "category":
        return own
    place = np.where(own.any(axis=1), own.argmax(axis=1), -1)
    return scaled(place.astype(np.float64).reshape(-1, 1), feature)


def code(columns):
    """The network's inputs [N, inputs], float32, from cells by column name."""
    coders = {"number": code_number, "date": code_date}
    parts = [
        coders.get(feature["type"], code_category)(columns[feature["column"]], feature)
        for feature in FEATURES
    ]
    return np.concatenate(parts, axis=1, dtype=np.float32)


def forward(x):
    """u of the last layer [N, outputs] for coded inputs x [N, inputs]."""
    u = np.asarray(x, dtype=np.float32)
    for layer in LAYERS:
        z = u @ layer["weight"].T
        if layer["bias"] is not None:
            z = z + layer["bias"]
        u = ACTIVATIONS[layer["activation"]](z).astype(np.float32)
    return u


def predict(columns):
    """
    Predictions for a table: a dict of sequences by column name (or a structured array), in the
    table's own units. Returns [N, outputs]: probabilities of the classes in LABELS (of two, that
    of the second), or values in the targets' units.
    """
    outputs = forward(code(columns))
    if LABELS is None:
        mean, scale = (np.array([target[key] for target in TARGETS]) for key in ("mean", "scale"))
        outputs = (outputs.astype(np.float64) * scale + mean).astype(np.float32)
    return outputs


def classes(outputs):
    """The likeliest class of each row of `predict`."""
    place = outputs[:, 0] >= 0.5 if outputs.shape[1] == 1 else outputs.argmax(axis=1)
    return np.array(LABELS)[place.astype(int)]


def main(path, delimiter=","):
    with open(path, newline="", encoding="utf-8-sig") as file:
        rows = np.char.strip(list(csv.reader(file, delimiter=delimiter)))
    columns = dict(zip(rows[0], rows[1:].T))
    outputs = predict(columns)
    out = csv.writer(sys.stdout, lineterminator="\n")
    if LABELS is None:
        out.writerow(target["column"] for target in TARGETS)
        out.writerows(outputs.tolist())
    else:
        shown = LABELS[1:] if outputs.shape[1] == 1 else LABELS
        out.writerow([TARGETS[0]["column"]] + [f"probability {label}" for label in shown])
        out.writerows(zip(classes(outputs).tolist(), *outputs.T.tolist()))


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit("usage: python3 model.py TABLE.csv [DELIMITER]")
    main(*sys.argv[1:])
