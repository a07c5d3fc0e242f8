import { UserError } from "../errors.ts";
import { networkGraph } from "../graph/build.ts";
import { Program } from "../graph/program.ts";
import { float32 } from "../kernels/elementary.ts";
import { NonFinite } from "../train/nonfinite.ts";
import { Stepper } from "../train/stepper.ts";
import type { SgdStep } from "./contract.ts";
import type { Pass } from "./pass.ts";

/**
 * One step of plain gradient descent (eq. 21) on the rows of a pass, by the code that trains:
 * α·∂L/∂θ and θ′ of every parameter are kept with the pass. The model itself is not changed.
 * @throws {UserError} when a number would not be finite
 */
export function sgdStep(pass: Pass, learningRate: number): SgdStep {
  const { network, loss, reduction, rows, x, target, weights, parameters } = pass.input;
  const own = loss === "cce" ? { y: [], labels: target } : { y: target, labels: [] };
  const data = { rows, x, ...own, ...(weights && { weights }) };
  const stepper = new Stepper(
    network,
    {
      loss,
      reduction,
      optimizer: { name: "sgd", options: {} },
      weightDecay: 0,
      l1: 0,
      clipNorm: null,
      frozen: [],
      maxBatch: rows,
    },
    data,
  );
  stepper.parameters().set(parameters);
  // The stepper tells the sum as it adds it up, in float64; the graph's loss is float32.
  const before = float32.round(take(stepper, rows, learningRate));
  for (const node of pass.graph.nodes) {
    if (node.kind !== "parameter") continue;
    const gradient = pass.gradient(node);
    const step = gradient.data.map((slope) => float32.round(float32.round(learningRate) * slope));
    pass.keep(node, "step", { shape: gradient.shape, data: step });
    pass.keep(node, "after", stepper.program.value(node.name, 0));
  }
  return { learningRate, before, after: lossWith(pass, stepper.parameters()) };
}

function take(stepper: Stepper, rows: number, learningRate: number): number {
  try {
    return stepper.take(
      Array.from({ length: rows }, (_, row) => row),
      learningRate,
    );
  } catch (error) {
    if (!(error instanceof NonFinite)) throw error;
    const { what, remedy } = error.words(1, learningRate);
    throw new UserError(what, remedy);
  }
}

/** The loss of the same rows with other parameters. */
function lossWith(pass: Pass, parameters: Float32Array): number {
  const { network, loss, reduction, rows, x, target, weights } = pass.input;
  const graph = networkGraph(network, loss, reduction, weights !== undefined);
  const program = new Program(graph, {
    maxRows: rows,
    arithmetic: float32,
    gradients: "none",
  });
  program.dropout(false);
  program.setData("x", x, rows);
  program.setData(loss === "cce" ? "labels" : "y", target, rows);
  if (weights) program.setData("weights", weights, rows);
  program.parameters().set(parameters);
  for (const call of program.forward(rows)) call.run();
  return program.value("loss", rows).data[0] as number;
}
