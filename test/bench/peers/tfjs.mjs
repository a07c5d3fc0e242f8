// TensorFlow.js. --backend cpu|wasm  --mode sequential|manual
// sequential: tf.sequential + trainOnBatch.  manual: tf.variableGrads over tf.matMul etc. + optimizer.applyGradients, all in tf.tidy.
import { args, BATCHES, CASES, data, report, requirePeer, time } from "./common.mjs";

const o = args();
o.backend ||= "wasm";
o.mode ||= "manual";
console.warn = () => {};
const log = console.log;
console.log = () => {};
const tf = requirePeer("@tensorflow/tfjs");
console.log = log;
let info = "";
if (o.backend === "wasm") {
  const wasm = requirePeer("@tensorflow/tfjs-backend-wasm");
  if (o.threads > 1) {
    // off by default under Node; forced here, to be told when it fails
    tf.env().set("WASM_HAS_MULTITHREAD_SUPPORT", true);
    wasm.setThreadsCount(o.threads);
  }
}
await tf.setBackend(o.backend);
await tf.ready();
if (o.backend === "wasm") {
  const wasm = requirePeer("@tensorflow/tfjs-backend-wasm");
  let n = "?";
  try {
    n = wasm.getThreadsCount();
  } catch {
    /* none */
  }
  info = `simd=${await tf.env().getAsync("WASM_HAS_SIMD_SUPPORT")} threads=${await tf.env().getAsync("WASM_HAS_MULTITHREAD_SUPPORT")}:${n}`;
}
const c = CASES[o.case],
  d = data(c),
  b = c.batch;
const xs = [],
  ys = [],
  _ls = [];
for (let i = 0; i < BATCHES; i++) {
  xs.push(tf.tensor2d(d.X.slice(i * b * d.ni, (i + 1) * b * d.ni), [b, d.ni]));
  ys.push(tf.tensor2d(d.Y.slice(i * b * d.no, (i + 1) * b * d.no), [b, d.no]));
}
const opt = tf.train.sgd(0.01);
let step;
if (o.mode === "sequential") {
  const m = tf.sequential();
  for (let l = 1; l < c.layers.length; l++) {
    const last = l === c.layers.length - 1;
    m.add(
      tf.layers.dense({
        units: c.layers[l],
        inputShape: l === 1 ? [c.layers[0]] : undefined,
        activation: !last
          ? c.act
          : c.out.startsWith("softmax")
            ? "softmax"
            : c.out.startsWith("sigmoid")
              ? "sigmoid"
              : "linear",
      }),
    );
  }
  m.compile({
    optimizer: opt,
    loss:
      c.out === "softmax-cce"
        ? "categoricalCrossentropy"
        : c.out === "sigmoid-bce"
          ? "binaryCrossentropy"
          : "meanSquaredError",
  });
  step = (i) => m.trainOnBatch(xs[i], ys[i]);
} else {
  const W = [],
    B = [];
  for (let l = 1; l < c.layers.length; l++) {
    W.push(tf.variable(tf.randomUniform([c.layers[l - 1], c.layers[l]], -0.1, 0.1)));
    B.push(tf.variable(tf.zeros([c.layers[l]])));
  }
  const act = c.act === "relu" ? "relu" : "sigmoid";
  const f = (i) => () => {
    let h = xs[i];
    for (let l = 0; l < W.length; l++)
      h = tf.fused.matMul({
        a: h,
        b: W[l],
        bias: B[l],
        activation: l < W.length - 1 ? act : "linear",
      });
    if (c.out === "softmax-cce") return tf.losses.softmaxCrossEntropy(ys[i], h);
    if (c.out === "sigmoid-bce") return tf.losses.sigmoidCrossEntropy(ys[i], h);
    return tf.losses.meanSquaredError(ys[i], h);
  };
  const fs = xs.map((_, i) => f(i));
  step = (i) => {
    tf.tidy(() => {
      const { grads } = tf.variableGrads(fs[i]);
      opt.applyGradients(grads);
    });
  };
}
report(`tfjs-${o.backend}-${o.mode}`, tf.version.tfjs, o, await time(step, o.seconds), { info });
process.exit(0);
