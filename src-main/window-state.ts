import type { Rectangle } from "electron";
import { z } from "zod";
import { LARGEST_ZOOM, SMALLEST_ZOOM } from "./zoom.ts";

export const SMALLEST = { width: 640, height: 480 } as const;

/** Where the last window stood. */
export interface WindowState {
  readonly width: number;
  readonly height: number;
  /** Absent at the first start: the desktop chooses. */
  readonly x?: number;
  readonly y?: number;
  readonly maximized: boolean;
  /** How much larger than drawn the page is shown. */
  readonly zoom: number;
}

export const DEFAULT_WINDOW_STATE: WindowState = {
  width: 1280,
  height: 800,
  maximized: false,
  zoom: 1,
};

const pixels = z.int().min(-100_000).max(100_000);

export const windowStateSchema: z.ZodType<WindowState> = z.object({
  width: pixels,
  height: pixels,
  x: pixels.exactOptional(),
  y: pixels.exactOptional(),
  maximized: z.boolean(),
  zoom: z.number().min(SMALLEST_ZOOM).max(LARGEST_ZOOM).default(1),
});

/** How much of a title bar has to be in reach for a window to count as on a screen. */
const GRIP = 80;

/** The state as it can be shown on the screens there are now; a lost place is forgotten. */
export function fitted(state: WindowState, screens: readonly Rectangle[]): WindowState {
  const width = Math.max(state.width, SMALLEST.width);
  const height = Math.max(state.height, SMALLEST.height);
  const { x, y, maximized, zoom } = state;
  const lost = { width, height, maximized, zoom };
  if (x === undefined || y === undefined) return lost;
  const reachable = screens.some(
    (screen) =>
      y >= screen.y &&
      y + GRIP <= screen.y + screen.height &&
      x + width >= screen.x + GRIP &&
      x + GRIP <= screen.x + screen.width,
  );
  return reachable ? { ...lost, x, y } : lost;
}
