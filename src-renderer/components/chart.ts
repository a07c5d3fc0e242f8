import {
  Chart,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
} from "chart.js";
import { formatNumber } from "../drawing/numbers.ts";

Chart.register(Legend, LinearScale, LineController, LineElement, LogarithmicScale, PointElement);

export { Chart };

/**
 * An axis in the theme's colours.
 * @param colour value of a variable of the theme
 * @param more what this axis has besides
 */
export function axis(
  type: "linear" | "logarithmic",
  colour: (name: string) => string,
  more: object,
) {
  return {
    type,
    border: { display: false },
    grid: { color: colour("--line"), tickLength: 4 },
    ticks: {
      color: colour("--muted"),
      font: { size: 11, family: colour("--font") },
      maxTicksLimit: 6,
      maxRotation: 0,
      callback: (value: string | number) => formatNumber(Number(value), 3),
    },
    ...more,
  };
}
