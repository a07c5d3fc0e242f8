import type { History, TrainingProgress } from "../../src-worker/api.ts";
import type { Surroundings } from "./command.ts";
import { drawPlot, type Plot } from "./plot.ts";
import { percent, shortNumber } from "./table.ts";

/** Shows a training while it runs. */
export interface Display {
  show(progress: TrainingProgress): void;
  /** Leaves the last picture standing. */
  end(): void;
}

const PLOT_HEIGHT = 8;
const PLOT_MARGIN = 12;
const REDRAW_MS = 100;
const LINE_MS = 1_000;
const PIPE_WIDTH = 79;

/** One JSON line for the last epoch ended, whenever the engine reports a further one. */
export function jsonDisplay(write: (text: string) => void): Display {
  let told = 0;
  return {
    show({ history }) {
      const point = history.epochs.at(-1);
      if (!point || point.epoch <= told) return;
      told = point.epoch;
      const { epoch, step, loss, accuracy, validationLoss, validationAccuracy } = point;
      const validation =
        validationLoss === null ? null : { loss: validationLoss, accuracy: validationAccuracy };
      const { learningRate } = point;
      write(`${JSON.stringify({ epoch, step, loss, accuracy, validation, learningRate })}\n`);
    },
    end() {},
  };
}

/** A progress bar and a loss plot that stay in place on a terminal. */
export function terminalDisplay(
  { stdout, env, now }: Surroundings,
  fromEpoch: number,
  epochs: number,
): Display {
  const colours = !env.NO_COLOR;
  let drawn = 0;
  let last = Number.NEGATIVE_INFINITY;
  let waiting: TrainingProgress | null = null;
  const draw = (progress: TrainingProgress) => {
    const width = Math.max(30, Math.min(100, (stdout.columns || 80) - 1));
    const lines = [
      ...plotLines(progress.history, width, colours),
      barLine(progress, fromEpoch, epochs, width),
      figures(progress).join("  ").slice(0, width),
    ];
    const up = drawn > 0 ? `\u001b[${drawn}A` : "";
    stdout.write(up + lines.map((line) => `\r\u001b[K${line}\n`).join(""));
    drawn = lines.length;
  };
  return {
    show(progress) {
      waiting = progress;
      if (now() - last < REDRAW_MS) return;
      last = now();
      waiting = null;
      draw(progress);
    },
    end() {
      if (waiting) draw(waiting);
    },
  };
}

/** A line every second and the plot once at the end, for a pipe or a log. */
export function lineDisplay(
  { stdout, now }: Surroundings,
  fromEpoch: number,
  epochs: number,
): Display {
  let last = now();
  let history: History | null = null;
  return {
    show(progress) {
      history = progress.history;
      if (now() - last < LINE_MS) return;
      last = now();
      const words = [`epoch ${progress.epoch} of ${fromEpoch + epochs}`, ...figures(progress)];
      stdout.write(`${words.join("  ")}\n`);
    },
    end() {
      if (!history) return;
      const lines = plotLines(history, PIPE_WIDTH, false);
      if (lines.length > 0) stdout.write(`${lines.join("\n")}\n`);
    },
  };
}

function figures({ history, batchLoss, secondsLeft }: TrainingProgress): string[] {
  const point = history.epochs.at(-1);
  const words = [`loss ${shortNumber(point?.loss ?? batchLoss)}`];
  if (point && point.validationLoss !== null) {
    words.push(`validation ${shortNumber(point.validationLoss)}`);
  }
  const accuracy = point?.validationAccuracy ?? point?.accuracy ?? null;
  if (accuracy !== null) words.push(`accuracy ${percent(accuracy)}`);
  if (secondsLeft !== null && secondsLeft >= 1) words.push(`${duration(secondsLeft)} left`);
  return words;
}

/** `4.5 s`, `45 s`, `3 min 5 s`, `2 h 10 min`. */
export function duration(seconds: number): string {
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

function barLine(
  progress: TrainingProgress,
  fromEpoch: number,
  epochs: number,
  width: number,
): string {
  const done = progress.step - fromEpoch * progress.stepsPerEpoch;
  const share = Math.max(0, Math.min(1, done / Math.max(1, epochs * progress.stepsPerEpoch)));
  const count = `${progress.epoch}/${fromEpoch + epochs}`;
  const room = Math.max(5, width - count.length - 2);
  const filled = Math.round(share * room);
  return `${"█".repeat(filled)}${"░".repeat(room - filled)}  ${count}`;
}

/** The loss over the epochs, validation in its own colour (or, without colours, as it falls). */
function plotLines(history: History, width: number, colours: boolean): string[] {
  const training = history.epochs.map(({ epoch, loss }) => ({ x: epoch, y: loss }));
  if (training.length < 2) return [];
  const validation = history.epochs.flatMap(({ epoch, validationLoss }) =>
    validationLoss === null ? [] : [{ x: epoch, y: validationLoss }],
  );
  const plot = drawPlot([training, validation], width - PLOT_MARGIN, PLOT_HEIGHT);
  const legend = validation.length > 0 ? "loss: training, validation" : "loss: training";
  const scale = plot.logarithmic ? " (logarithmic)" : "";
  const title = colours ? coloured(legend) : legend;
  return [
    `${" ".repeat(PLOT_MARGIN)}${title}${scale}`,
    ...plot.cells.map((_, row) => `${axisLabel(plot, row)}${rowOf(plot, row, colours)}`),
  ];
}

const COLOURS = ["\u001b[36m", "\u001b[33m"] as const;
const PLAIN = "\u001b[39m";

function coloured(legend: string): string {
  return legend
    .replace("training", `${COLOURS[0]}training${PLAIN}`)
    .replace("validation", `${COLOURS[1]}validation${PLAIN}`);
}

function axisLabel({ low, high }: Plot, row: number): string {
  const label =
    row === 0 ? shortNumber(high, 3) : row === PLOT_HEIGHT - 1 ? shortNumber(low, 3) : "";
  return `${label.padStart(PLOT_MARGIN - 2)} ${label === "" ? "│" : "┤"}`;
}

function rowOf({ cells }: Plot, row: number, colours: boolean): string {
  const line = cells[row] ?? [];
  if (!colours) return line.map(({ character }) => character).join("");
  return line
    .map(({ character, series }) => {
      const colour = COLOURS[series];
      return colour === undefined ? character : `${colour}${character}${PLAIN}`;
    })
    .join("");
}
