import { UserError } from "../errors.ts";
import { parameterNames, validateNetwork } from "../graph/build.ts";
import type { NetworkSpec } from "../graph/network.ts";
import { type Result, solve } from "../inspect/solve.ts";
import { RIGHT, wrong } from "./compare.ts";
import type { PassRequest, Verdict } from "./contract.ts";

/** Units, inputs and rows of a pass of a lesson; more belong on the Bench. */
const MOST_UNITS = 256;
const MOST_ROWS = 20_000;

/**
 * Works a network out at rows of inputs, through the kernels that train.
 * @throws {UserError} when the parameters or rows do not fit the network
 */
export function forwardPass({ network, parameters, x }: PassRequest): Record<string, Result> {
  validateNetwork(network);
  const sizes = [network.inputs, ...network.layers.map(({ units }) => units)];
  if (Math.max(...sizes) > MOST_UNITS || x.length > MOST_ROWS || x.length === 0) {
    throw new UserError(
      `a lesson's network has at most ${MOST_UNITS} units a layer, and 1 to ${MOST_ROWS} rows`,
      "make it smaller",
    );
  }
  const given = new Map<string, Float64Array>();
  for (const { name, shape } of parameterNames(network)) {
    const size = shape.reduce((product, length) => product * length, 1);
    const values = parameters[name];
    if (values?.length !== size) {
      throw new UserError(
        `${name} has ${values?.length ?? 0} numbers and not ${shape.join(" × ")}`,
        "give all of them",
        { name },
      );
    }
    given.set(name, Float64Array.from(values));
  }
  const odd = x.findIndex(({ length }) => length !== network.inputs);
  if (odd >= 0) {
    throw new UserError(
      `row ${odd} has ${x[odd]?.length} numbers, the network ${network.inputs} inputs`,
      "make them fit",
      { name: "x" },
    );
  }
  return solve({
    kind: "network",
    title: "",
    network,
    loss: null,
    reduction: "sum",
    rows: x.length,
    x: Float64Array.from(x.flat()),
    target: null,
    parameters: given,
    training: null,
  });
}

/** Parameters of a problem file as rows are in them, row-major. */
export const flatParameters = (
  given: Readonly<Record<string, readonly number[] | readonly (readonly number[])[]>>,
): Record<string, readonly number[]> =>
  Object.fromEntries(
    Object.entries(given).map(([name, values]) => [name, (values as readonly number[]).flat()]),
  );

/** Whether the student's network says what it must at every point. */
export function judgeNetwork(
  network: NetworkSpec,
  parameters: Readonly<Record<string, readonly number[]>>,
  points: {
    readonly x: readonly (readonly number[])[];
    readonly y: readonly (readonly number[])[];
  },
  tolerance: number,
): Verdict {
  const { output } = forwardPass({ network, parameters, x: points.x });
  const outputs = network.layers.at(-1)?.units ?? 1;
  const wrongRow = points.y.findIndex((row, at) =>
    row.some((value, column) => {
      const said = output?.data[at * outputs + column] ?? Number.NaN;
      return !(Math.abs(said - value) <= tolerance);
    }),
  );
  if (wrongRow < 0) return RIGHT;
  const said = output?.data.slice(wrongRow * outputs, (wrongRow + 1) * outputs) ?? [];
  const list = (values: readonly number[]) => values.map((value) => String(value)).join(", ");
  return wrong(
    `At x = ${list(points.x[wrongRow] ?? [])} the network says ${list(said)}, but y is ${list(points.y[wrongRow] ?? [])}.`,
  );
}
