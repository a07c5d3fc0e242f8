// Plain JavaScript loops over Float32Array; no library. Straightforward but cache-sensible loop orders.
import { args, CASES, data, report, time } from "./common.mjs";

const o = args(),
  c = CASES[o.case],
  d = data(c),
  b = c.batch,
  L = c.layers.length - 1,
  lr = 0.01;
const W = [],
  B = [],
  A = [],
  D = [],
  G = [],
  GB = [];
for (let l = 0; l < L; l++) {
  const ni = c.layers[l],
    no = c.layers[l + 1];
  W.push(Float32Array.from({ length: ni * no }, () => (Math.random() - 0.5) / Math.sqrt(ni)));
  B.push(new Float32Array(no));
  A.push(new Float32Array(b * no));
  D.push(new Float32Array(b * no));
  G.push(new Float32Array(ni * no));
  GB.push(new Float32Array(no));
}
function forward(x, xo, w, bias, y, n, ni, no, kind) {
  // y = x wT + b, w is [no][ni]
  for (let r = 0; r < n; r++)
    for (let j = 0; j < no; j++) {
      let s = bias[j];
      const xr = xo + r * ni,
        wr = j * ni;
      for (let k = 0; k < ni; k++) s += x[xr + k] * w[wr + k];
      y[r * no + j] = kind === 1 ? Math.max(s, 0) : kind === 2 ? 1 / (1 + Math.exp(-s)) : s;
    }
}
function gradW(x, xo, dy, g, gb, n, ni, no) {
  g.fill(0);
  gb.fill(0);
  for (let r = 0; r < n; r++)
    for (let j = 0; j < no; j++) {
      const v = dy[r * no + j];
      if (v === 0) continue;
      gb[j] += v;
      const xr = xo + r * ni,
        wr = j * ni;
      for (let k = 0; k < ni; k++) g[wr + k] += v * x[xr + k];
    }
}
function gradX(dy, w, dx, a, n, ni, no, kind) {
  // dx = (dy w) * act'(a)
  dx.fill(0);
  for (let r = 0; r < n; r++) {
    for (let j = 0; j < no; j++) {
      const v = dy[r * no + j];
      if (v === 0) continue;
      const wr = j * ni,
        xr = r * ni;
      for (let k = 0; k < ni; k++) dx[xr + k] += v * w[wr + k];
    }
    for (let k = r * ni; k < (r + 1) * ni; k++)
      dx[k] *= kind === 1 ? (a[k] > 0 ? 1 : 0) : a[k] * (1 - a[k]);
  }
}
function update(w, g) {
  for (let i = 0; i < w.length; i++) w[i] -= lr * g[i];
}
const hk = c.act === "relu" ? 1 : 2,
  ok = c.out === "sigmoid-bce" ? 2 : 0;
function step(i) {
  const xo = i * b * d.ni;
  for (let l = 0; l < L; l++)
    forward(
      l ? A[l - 1] : d.X,
      l ? 0 : xo,
      W[l],
      B[l],
      A[l],
      b,
      c.layers[l],
      c.layers[l + 1],
      l < L - 1 ? hk : ok,
    );
  const y = A[L - 1],
    dy = D[L - 1],
    no = d.no,
    yo = i * b * no;
  if (c.out === "softmax-cce")
    for (let r = 0; r < b; r++) {
      let m = -Infinity,
        s = 0;
      const q = r * no;
      for (let j = 0; j < no; j++) m = Math.max(m, y[q + j]);
      for (let j = 0; j < no; j++) s += y[q + j] = Math.exp(y[q + j] - m);
      for (let j = 0; j < no; j++) dy[q + j] = (y[q + j] / s - d.Y[yo + q + j]) / b;
    }
  else for (let q = 0; q < b * no; q++) dy[q] = (y[q] - d.Y[yo + q]) / b;
  for (let l = L - 1; l >= 0; l--) {
    gradW(l ? A[l - 1] : d.X, l ? 0 : xo, D[l], G[l], GB[l], b, c.layers[l], c.layers[l + 1]);
    if (l) gradX(D[l], W[l], D[l - 1], A[l - 1], b, c.layers[l], c.layers[l + 1], hk);
  }
  for (let l = 0; l < L; l++) {
    update(W[l], G[l]);
    update(B[l], GB[l]);
  }
}
report("plain-js", process.version, o, await time(step, o.seconds));
