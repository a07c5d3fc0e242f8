import type { DecisionMap, MapRequest, UnitMaps } from "../api.ts";
import { inputCount } from "../data/code.ts";
import type {
  Dataset,
  FeatureCoding,
  NumberScale,
  Part,
  PartData,
  Preprocessing,
} from "../data/dataset.ts";
import { scaled, unscaled } from "../data/number-scale.ts";
import { UserError } from "../errors.ts";
import { findFeature, setFeature } from "../evaluate/features.ts";
import type { Predictor } from "../train/predictor.ts";
import { inOwnUnits } from "./prediction.ts";

const MAX_POINTS = 2000;
const MARGIN = 0.1;
const PARTS: readonly Part[] = ["training", "validation", "test"];

/** One numeric feature as an axis: its place among the inputs and its own unit. */
interface Axis extends NumberScale {
  readonly input: number;
}

/** What the network says over the plane of two features. */
export function decisionMap(
  predictor: Predictor,
  dataset: Dataset,
  request: MapRequest,
): DecisionMap {
  const plane = new Plane(dataset, request);
  const { target } = dataset.preprocessing;
  const values = inOwnUnits(
    plane.evaluate((x, rows) => predictor.outputs(x, rows)),
    target,
  );
  const outputs = values.length / (request.width * request.height);
  const { x, y } = plane;
  const { width, height } = request;
  return { x, y, width, height, values, outputs, points: plane.points() };
}

/** The activations of a layer's units over the plane of two features. */
export function unitMaps(
  predictor: Predictor,
  dataset: Dataset,
  layer: number,
  request: MapRequest,
): UnitMaps {
  const { width, height } = request;
  const pixels = width * height;
  const byPixel = new Plane(dataset, request).evaluate((x, rows) =>
    predictor.hidden(layer, x, rows),
  );
  const units = byPixel.length / pixels;
  const values = new Float32Array(byPixel.length);
  for (let unit = 0; unit < units; unit++) {
    for (let pixel = 0; pixel < pixels; pixel++) {
      values[unit * pixels + pixel] = byPixel[pixel * units + unit] as number;
    }
  }
  return { layer, width, height, values };
}

class Plane {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  private readonly dataset: Dataset;
  private readonly request: MapRequest;
  private readonly xAxis: Axis;
  private readonly yAxis: Axis;

  constructor(dataset: Dataset, request: MapRequest) {
    this.dataset = dataset;
    this.request = request;
    this.xAxis = findAxis(dataset.preprocessing.features, request.xFeature);
    this.yAxis = findAxis(dataset.preprocessing.features, request.yFeature);
    this.x = request.bounds?.x ?? this.range(this.xAxis);
    this.y = request.bounds?.y ?? this.range(this.yAxis);
  }

  /** Applies the network to the middle of every pixel; row 0 is the largest y. */
  evaluate(apply: (x: Float32Array, rows: number) => Float32Array): Float32Array {
    const { width, height, xFeature, yFeature } = this.request;
    const { inputs } = this.dataset;
    const typical = this.typicalRow();
    const grid = new Float32Array(width * height * inputs);
    for (let row = 0; row < height; row++) {
      const y = scaled(this.yAxis, at(this.y, 1 - (row + 0.5) / height));
      for (let column = 0; column < width; column++) {
        const start = (row * width + column) * inputs;
        grid.set(typical, start);
        if (yFeature !== xFeature) grid[start + this.yAxis.input] = y;
        grid[start + this.xAxis.input] = scaled(this.xAxis, at(this.x, (column + 0.5) / width));
      }
    }
    return apply(grid, width * height);
  }

  points(): DecisionMap["points"] {
    const { parts, inputs, preprocessing } = this.dataset;
    const total = PARTS.reduce((sum, part) => sum + parts[part].rows, 0);
    const stride = Math.max(1, Math.ceil(total / MAX_POINTS));
    const points: DecisionMap["points"][number][] = [];
    for (const part of PARTS) {
      const data = parts[part];
      for (let row = 0; row < data.rows; row += stride) {
        points.push({
          x: unscaled(this.xAxis, data.x[row * inputs + this.xAxis.input] as number),
          y: unscaled(this.yAxis, data.x[row * inputs + this.yAxis.input] as number),
          target: targetOf(data, row, preprocessing),
          part,
        });
      }
    }
    return points;
  }

  /** The range of a feature over all parts, with a margin; never empty. */
  private range(axis: Axis): [number, number] {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (const part of PARTS) {
      const { x, rows } = this.dataset.parts[part];
      for (let row = 0; row < rows; row++) {
        const value = x[row * this.dataset.inputs + axis.input] as number;
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    if (low > high) [low, high] = [-1, 1];
    const margin = (high - low) * MARGIN || 1;
    return [unscaled(axis, low - margin), unscaled(axis, high + margin)];
  }

  /** Numbers at their mean over the training part, categories at their first label. */
  private typicalRow(): Float32Array {
    const { parts, inputs, preprocessing } = this.dataset;
    const { x, rows } = parts.training;
    const typical = new Float32Array(inputs);
    let input = 0;
    for (const feature of preprocessing.features) {
      const end = input + inputCount(feature);
      if (feature.type === "category") {
        typical[input] = 1;
        input = end;
        continue;
      }
      for (; input < end; input++) {
        let sum = 0;
        for (let row = 0; row < rows; row++) sum += x[row * inputs + input] as number;
        typical[input] = rows > 0 ? sum / rows : 0;
      }
    }
    for (const [name, value] of Object.entries(this.request.held ?? {})) {
      const feature = findFeature(this.dataset, name);
      const place = feature.labels ? feature.labels.indexOf(String(value)) : Number(value);
      setFeature(typical, 0, feature, place);
    }
    return typical;
  }
}

function findAxis(features: readonly FeatureCoding[], name: string): Axis {
  let input = 0;
  for (const feature of features) {
    if (feature.column === name && feature.type === "number") {
      return { ...feature, input };
    }
    input += inputCount(feature);
  }
  throw new UserError(
    `“${name}” is no numeric feature of this model`,
    "choose a numeric feature as an axis",
  );
}

function targetOf(part: PartData, row: number, { target }: Preprocessing): number {
  if (target.task !== "regression") return part.labels[row] as number;
  const first = target.columns[0];
  const value = part.y[row * target.columns.length] as number;
  return first ? value * first.scale + first.mean : value;
}

const at = ([from, to]: readonly [number, number], share: number) => from + (to - from) * share;
