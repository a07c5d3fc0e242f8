import {
  Chart,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
} from "chart.js";

Chart.register(Legend, LinearScale, LineController, LineElement, LogarithmicScale, PointElement);

export { Chart };
