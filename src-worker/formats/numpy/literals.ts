import { float32Text } from "../../data/columns.ts";

/** Up to so many numbers are written in decimals, for people to read; more as base64. */
const MOST_DECIMALS = 1000;

/** A value as Python writes it. Text is ASCII, so that no editor's encoding can change it. */
export function pythonLiteral(value: unknown): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number") {
    if (Number.isNaN(value)) return 'float("nan")';
    if (!Number.isFinite(value)) return `float("${value < 0 ? "-" : ""}inf")`;
    return Object.is(value, -0) ? "-0.0" : String(value);
  }
  if (typeof value === "string") {
    const ascii = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
    // Astral characters as one escape: Python keeps two surrogates as two.
    return JSON.stringify(value)
      .replace(
        /[\u{10000}-\u{10ffff}]/gu,
        (point) => `\\U${(point.codePointAt(0) ?? 0).toString(16).padStart(8, "0")}`,
      )
      .replace(/[\u007f-\uffff]/g, ascii);
  }
  if (Array.isArray(value)) return `[${value.map(pythonLiteral).join(", ")}]`;
  const entries = Object.entries(value as object);
  return `{${entries.map(([key, item]) => `${pythonLiteral(key)}: ${pythonLiteral(item)}`).join(", ")}}`;
}

/** A float32 array as a Python expression that gives the same bits. */
export function pythonArray(values: Float32Array, shape: readonly number[]): string {
  if (values.length > MOST_DECIMALS) {
    return `stored((${shape.join(", ")},), "${base64(values)}")`;
  }
  const texts = Array.from(values, (value) => (Object.is(value, -0) ? "-0.0" : float32Text(value)));
  const width = shape.at(-1) ?? 1;
  const list =
    shape.length === 1
      ? `[${texts.join(", ")}]`
      : `[\n${Array.from(
          { length: values.length / width },
          (_, row) => `            [${texts.slice(row * width, (row + 1) * width).join(", ")}],\n`,
        ).join("")}        ]`;
  return `np.array(${list}, dtype=np.float32)`;
}

function base64(values: Float32Array): string {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const pieces: string[] = [];
  // Multiples of three bytes, so that the pieces join without padding between them.
  for (let start = 0; start < bytes.length; start += 3 * 4096) {
    pieces.push(btoa(String.fromCharCode(...bytes.subarray(start, start + 3 * 4096))));
  }
  return pieces.join("");
}
