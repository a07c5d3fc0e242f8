// brain.js (CPU NeuralNetwork): no minibatches (updates after every example, with momentum), squared error only, one
// activation for all layers. So only T and S, and only roughly; one "step" = one pass over batch examples.
import { args, BATCHES, CASES, data, report, requirePeer, time } from "./common.mjs";

const o = args(),
  brain = requirePeer("brain.js"),
  c = CASES[o.case],
  d = data(c);
if (c.out === "softmax-cce") {
  console.log(
    JSON.stringify({ peer: "brain.js", case: o.case, error: "not expressible: no softmax+CCE" }),
  );
  process.exit(0);
}
const net = new brain.NeuralNetwork({ hiddenLayers: c.layers.slice(1, -1), activation: c.act });
const sets = [];
for (let i = 0; i < BATCHES; i++) {
  const s = [];
  for (let r = i * c.batch; r < (i + 1) * c.batch; r++)
    s.push({
      input: Array.from(d.X.subarray(r * d.ni, (r + 1) * d.ni)),
      output: Array.from(d.Y.subarray(r * d.no, (r + 1) * d.no)),
    });
  sets.push(s);
}
const all = sets.flat();
// whole epochs in one call of train(), as its users do
const N = 200;
const run = () =>
  net.train(all, {
    iterations: N,
    errorThresh: -1,
    learningRate: 0.01,
    momentum: 0,
    log: false,
    errorCheckInterval: N,
  });
const r = await time(run, o.seconds);
for (const k of ["us", "min", "max"]) r[k] /= N * BATCHES;
r.steps *= N * BATCHES;
report("brain.js", requirePeer("brain.js/package.json").version, o, r);
