import { normal } from "../../kernels/normal.ts";
import { Random } from "../../kernels/random.ts";
import { categories, numbers, type Sample, sampleTable } from "./sample.ts";

const rows = 1000;
const coefficients = 40;
const kinds = ["mean", "deviation", "slope"];
const features = coefficients * kinds.length;
/** What a recording has in common over all its features: voice, microphone, mood, loudness … */
const causes = 12;
/** How far the two classes' voices are apart, in deviations of a voice. */
const distance = 2.2;
/** How much of a feature's neighbour, the next coefficient, is in its own noise. */
const neighbour = 0.6;

/** The notes' problem 1.4 (b): 120 features of a recording, female or male. */
export const speech: Sample = {
  name: "speech",
  label: "Speech",
  about:
    "The notes' problem 1.4 (b): 120 features of a recording, in the manner of mel-frequency cepstral coefficients (40, each with mean, deviation and slope), and whether the voice is female or male.",
  rows,
  columns: features + 1,
  task: "binary",
  make(seed) {
    const random = new Random(seed, "speech");
    const values = Array.from({ length: features }, () => new Float32Array(rows));
    const codes = Int32Array.from({ length: rows }, (_, row) => row % 2);
    for (const [row, code] of codes.entries()) {
      recording(code, random).forEach((value, feature) => {
        (values[feature] as Float32Array)[row] = value;
      });
    }
    const columns = values.map((column, feature) => {
      const kind = kinds[Math.floor(feature / coefficients)];
      return numbers(`mfcc${(feature % coefficients) + 1} ${kind}`, column);
    });
    return sampleTable("speech", [...columns, categories("voice", ["female", "male"], codes)]);
  },
};

/**
 * Weight of each cause in each feature [features, causes]. They are the world, not the sample:
 * the same for every seed, so that a network trained on one seed's rows knows another's. Higher
 * coefficients vary less, as they do in speech.
 */
const weights = (() => {
  const random = new Random(0, "speech world");
  return Array.from({ length: features }, (_, feature) => {
    const size = 1 / Math.sqrt(1 + (feature % coefficients) / 4);
    return Array.from({ length: causes }, () => size * normal(random));
  });
})();

function recording(code: number, random: Random): number[] {
  const strengths = Array.from({ length: causes }, () => normal(random));
  // The first three causes are the voice itself: pitch and the length of the vocal tract.
  for (let cause = 0; cause < 3; cause++) {
    strengths[cause] = (strengths[cause] as number) + (code === 0 ? distance : -distance) / 2;
  }
  let noise = 0;
  return weights.map((row) => {
    noise = neighbour * noise + normal(random);
    return row.reduce(
      (sum, weight, cause) => sum + weight * (strengths[cause] as number),
      0.5 * noise,
    );
  });
}
