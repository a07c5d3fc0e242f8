const { fround } = Math;

/** 2/√π ∫₀ˣ exp(−t²) dt, by its series; at |x| = 4 it is 1 within float32. */
function erf(x) {
  const t = Math.max(-4, Math.min(4, x));
  let series = 1;
  for (let odd = 161; odd > 1; odd -= 2) series = 1 + ((2 * t * t) / odd) * series;
  return (2 / Math.sqrt(Math.PI)) * t * Math.exp(-t * t) * series;
}

const ACTIVATIONS = {
  threshold: (z) => (z >= 0 ? 1 : 0),
  sigmoid: (z) => (z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z))),
  relu: (z) => Math.max(z, 0),
  tanh: Math.tanh,
  leakyRelu: (z) => (z > 0 ? z : 0.01 * z),
  identity: (z) => z,
  gelu: (z) => z * fround(0.5 * fround(1 + fround(erf(fround(z * fround(Math.SQRT1_2)))))),
  softplus: (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))),
  exp: Math.exp,
};

function softmax(z) {
  const largest = z.reduce((most, value) => Math.max(most, value), -Infinity);
  const powers = z.map((value) => Math.exp(value - largest));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

/** The logarithm where it is asked for, then centred and scaled. */
function scaled(value, { curve, mean, scale }) {
  const own = curve === "log" ? Math.sign(value) * Math.log1p(Math.abs(value)) : value;
  return (own - mean) / scale;
}

function filled(value, { column, fill }) {
  const missing = value === null || Number.isNaN(value);
  if (missing && fill === null) throw new RangeError(`the column ${column} has no value`);
  return missing ? fill : value;
}

const isEmpty = (cell) => cell === null || cell === undefined || cell === "";

/** Milliseconds since 1970 UTC from these, a Date, or text as 2024-01-31 13:45. */
function milliseconds(cell) {
  if (isEmpty(cell)) return NaN;
  if (typeof cell !== "string") return Number(cell);
  const text = cell.trim().replace(" ", "T");
  return Date.parse(/T[^Z+-]*$/.test(text) ? `${text}Z` : text);
}

const CODERS = {
  number(cell, feature) {
    const value = isEmpty(cell) ? NaN : Number(cell);
    return [scaled(filled(feature.wide ? value : fround(value), feature), feature)];
  },
  date(cell, feature) {
    const value = filled(milliseconds(cell), feature);
    return feature.parts.map((part) => scaled(DATE_PARTS[part.part](value), part));
  },
  category(cell, feature) {
    const label = filled(isEmpty(cell) ? null : String(cell), feature);
    return feature.labels.map((one) => (one === label ? 1 : 0));
  },
  ordinal(cell, feature) {
    const label = filled(isEmpty(cell) ? null : String(cell), feature);
    return [scaled(feature.labels.indexOf(label), feature)];
  },
};

/**
 * The network's inputs for a row: an object of cells by column name.
 * @throws {RangeError} where a cell is missing that the model cannot fill
 */
export function code(row) {
  return Float32Array.from(
    FEATURES.flatMap((feature) => CODERS[feature.type](row[feature.column], feature)),
  );
}

/** u of the last layer for coded inputs, in float32. */
export function forward(x) {
  let u = x;
  for (const { units, activation, weight, bias } of LAYERS) {
    const inputs = u.length;
    const z = new Float32Array(units);
    for (let i = 0; i < units; i++) {
      let sum = bias ? bias[i] : 0;
      for (let k = 0; k < inputs; k++) {
        sum = fround(sum + fround(weight[i * inputs + k] * u[k]));
      }
      z[i] = sum;
    }
    u = activation === "softmax" ? softmax(z) : z.map((value) => ACTIVATIONS[activation](value));
  }
  return u;
}

/**
 * Predicts a row: an object of cells by column name, in the table's own units. `outputs`:
 * probabilities of the classes in LABELS (of two, that of the second), or values in the targets'
 * units; `label`: the likeliest class, or null for numbers.
 */
export function predict(row) {
  const u = forward(code(row));
  if (LABELS === null) {
    return {
      outputs: u.map((value, k) => value * TARGETS[k].scale + TARGETS[k].mean),
      label: null,
    };
  }
  const place = u.length === 1 ? Number(u[0] >= 0.5) : u.indexOf(Math.max(...u));
  return { outputs: u, label: LABELS[place] };
}
