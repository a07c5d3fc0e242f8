import { exp64 } from "../../kernels/elementary.ts";
import { normal } from "../../kernels/normal.ts";
import { Random } from "../../kernels/random.ts";
import { numbers, type Sample, sampleTable } from "./sample.ts";

const rows = 800;
const days = 5;
const pricesPerDay = 8;
const startPrice = 100;
/** Of the price's logarithm, a day: about 1.6 % a day is usual for a share. */
const dailyDeviation = 0.016;
const dailyDrift = 0.0003;

/** The notes' problem 1.4 (c): the next day's average price from the last five. */
export const stock: Sample = {
  name: "stock",
  label: "Stock price",
  about:
    "The notes' problem 1.4 (c): a share's average price on five days, and on the day after. A random walk: yesterday's price is nearly all there is to know.",
  rows,
  columns: days + 1,
  task: "regression",
  make(seed) {
    const averages = dailyAverages(new Random(seed, "stock"), rows + days);
    const columns = Array.from({ length: days }, (_, day) =>
      numbers(`day${day + 1}`, averages.subarray(day, day + rows)),
    );
    return sampleTable("stock", [...columns, numbers("next", averages.subarray(days))]);
  },
};

/** Average prices of successive days, the price being a geometric random walk. */
function dailyAverages(random: Random, count: number): Float64Array {
  const drift = dailyDrift / pricesPerDay;
  const deviation = dailyDeviation / Math.sqrt(pricesPerDay);
  let price = startPrice;
  return Float64Array.from({ length: count }, () => {
    let sum = 0;
    for (let time = 0; time < pricesPerDay; time++) {
      price *= exp64(drift + deviation * normal(random));
      sum += price;
    }
    return sum / pricesPerDay;
  });
}
