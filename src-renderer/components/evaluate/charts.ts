import { BarController, BarElement, Filler } from "chart.js";
import { Chart } from "../chart.ts";

Chart.register(BarController, BarElement, Filler);

export { Chart };
