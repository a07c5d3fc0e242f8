// ConvNetJS: float64, one example at a time; one step = batch calls of trainer.train with batch_size = batch.
// T has no sigmoid+BCE output here: a two-class softmax stands in for it.
import { args, CASES, data, report, requirePeer, time } from "./common.mjs";

const o = args(),
  cn = requirePeer("convnetjs"),
  c = CASES[o.case],
  d = data(c);
const defs = [{ type: "input", out_sx: 1, out_sy: 1, out_depth: c.layers[0] }];
for (let l = 1; l < c.layers.length - 1; l++)
  defs.push({ type: "fc", num_neurons: c.layers[l], activation: c.act });
defs.push(
  c.out === "identity-mse"
    ? { type: "regression", num_neurons: d.no }
    : { type: "softmax", num_classes: Math.max(2, d.no) },
);
const net = new cn.Net();
net.makeLayers(defs);
const tr = new cn.SGDTrainer(net, {
  learning_rate: 0.01,
  momentum: 0,
  batch_size: c.batch,
  l2_decay: 0,
});
const vols = [],
  ys = [];
for (let r = 0; r < d.n; r++) {
  const v = new cn.Vol(1, 1, d.ni, 0);
  for (let k = 0; k < d.ni; k++) v.w[k] = d.X[r * d.ni + k];
  vols.push(v);
  ys.push(c.out === "identity-mse" ? [d.Y[r]] : d.label[r]);
}
const step = (i) => {
  for (let r = i * c.batch; r < (i + 1) * c.batch; r++) tr.train(vols[r], ys[r]);
};
report("convnetjs", requirePeer("convnetjs/package.json").version, o, await time(step, o.seconds));
