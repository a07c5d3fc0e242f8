/** How a drawing is seen: scaled, then moved, in pixels of the window. */
export interface Camera {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const SMALLEST = 0.1;
const LARGEST = 2.5;
/** Symbols cannot be read below this: a larger drawing begins at its left edge instead. */
const READABLE = 0.55;

/** All of the drawing, or as much of it as can be read. */
export function fitted(drawing: Size, frame: Size): Camera {
  if (drawing.width <= 0 || drawing.height <= 0) return { scale: 1, x: 0, y: 0 };
  const whole = Math.min(frame.width / drawing.width, frame.height / drawing.height, 1.25);
  const scale = Math.max(READABLE, whole);
  const spare = frame.width - drawing.width * scale;
  return {
    scale,
    x: Math.max(0, spare / 2),
    y: (frame.height - drawing.height * scale) / 2,
  };
}

/** Larger or smaller by a factor, with the point under `at` staying where it is. */
export function zoomed(camera: Camera, factor: number, at: { x: number; y: number }): Camera {
  const scale = Math.min(LARGEST, Math.max(SMALLEST, camera.scale * factor));
  const real = scale / camera.scale;
  return { scale, x: at.x - (at.x - camera.x) * real, y: at.y - (at.y - camera.y) * real };
}

/** Moved just so far that a place of the drawing is in the frame. */
export function showing(
  camera: Camera,
  place: { x: number; y: number; width: number; height: number },
  frame: Size,
): Camera {
  const margin = 12;
  const shift = (centre: number, length: number, offset: number, all: number) => {
    const low = centre * camera.scale + offset - (length / 2) * camera.scale - margin;
    const high = centre * camera.scale + offset + (length / 2) * camera.scale + margin;
    if (low < 0) return -low;
    return high > all ? all - high : 0;
  };
  return {
    scale: camera.scale,
    x: camera.x + shift(place.x, place.width, camera.x, frame.width),
    y: camera.y + shift(place.y, place.height, camera.y, frame.height),
  };
}
