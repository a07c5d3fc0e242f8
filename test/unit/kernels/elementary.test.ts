import { describe, expect, test } from "vitest";
import { cos64, float32, float64, sin64 } from "../../../src-worker/kernels/elementary.ts";

const functions = ["exp", "log", "log1p", "tanh", "erf", "sigmoid"] as const;

/** Distance from the exact value in units of the last place, subnormal numbers included. */
function ulps(result: number, exact: number, digits: 24 | 53): number {
  if (result === exact) return 0;
  const least = digits === 24 ? -126 : -1022;
  const exponent = Math.max(least, Math.floor(Math.log2(Math.abs(exact))));
  // In two steps, as the unit itself may be too small for one.
  return (Math.abs(result - exact) / 2 ** exponent) * 2 ** (digits - 1);
}

describe("float32", () => {
  const value = new Float32Array(1);
  const bits = new Uint32Array(value.buffer);

  test.each(functions)("%s is within 4 ulp of float64 over all numbers", (name) => {
    let worst = 0;
    let where = 0;
    const check = (pattern: number) => {
      bits[0] = pattern;
      const x = value[0] as number;
      const exact = float64[name](x);
      const result = float32[name](x);
      const rounded = Math.fround(exact);
      const error = Number.isFinite(rounded)
        ? ulps(result, exact, 24)
        : Object.is(result, rounded)
          ? 0
          : Number.POSITIVE_INFINITY;
      if (!(error <= worst)) [worst, where] = [error, x];
    };
    for (let pattern = 0; pattern < 2 ** 32; pattern += 6997) check(pattern);
    // Ends of ranges: 0, subnormal, ±1, overflow and underflow of exp, infinity, NaN.
    for (const centre of [0, 0x80000000, 0x00800000, 0x3f800000, 0xbf800000]) {
      for (let near = -300; near < 300; near++) check((centre + near) >>> 0);
    }
    for (const edge of [88.72284, -103.97208, -87.33655, 0.625, 0.9277344, 0.41421357, 9.02, 4]) {
      value[0] = edge;
      const centre = bits[0] as number;
      for (let near = -300; near < 300; near++) check(centre + near);
    }
    for (const special of [0x7f800000, 0xff800000, 0x7fc00000]) check(special);
    expect(worst, `at ${where}`).toBeLessThanOrEqual(4);
  });

  test("results are float32 numbers", () => {
    for (const name of functions) {
      for (let x = -0.99; x < 20; x += 0.37) {
        const result = float32[name](Math.fround(x));
        expect(Object.is(result, Math.fround(result)), `${name}(${x})`).toBe(true);
      }
    }
  });
});

describe("float64", () => {
  const references: Record<string, (x: number) => number> = {
    exp: Math.exp,
    log: Math.log,
    log1p: Math.log1p,
    tanh: Math.tanh,
    sigmoid: (x) => (x >= 0 ? 1 : Math.exp(x)) / (1 + Math.exp(-Math.abs(x))),
  };

  test.each(Object.keys(references))("%s agrees with the JavaScript engine's", (name) => {
    const own = float64[name as "exp"];
    const reference = references[name] as (x: number) => number;
    for (let size = 1e-300; size < 1e300; size *= 1.37) {
      for (const x of [size, -size]) {
        const wanted = reference(x);
        if (!Number.isFinite(wanted)) continue;
        expect(ulps(own(x), wanted, 53), `${name}(${x})`).toBeLessThanOrEqual(3);
      }
    }
    for (let x = -740; x < 709; x += 0.173) {
      const wanted = reference(x);
      if (Number.isNaN(wanted)) expect(own(x)).toBeNaN();
      else expect(ulps(own(x), wanted, 53), `${name}(${x})`).toBeLessThanOrEqual(3);
    }
  });

  test("erf has the values of Abramowitz and Stegun's table 7.1", () => {
    const table = [
      [0.1, 0.1124629160182849],
      [0.5, 0.5204998778130465],
      [1, 0.8427007929497149],
      [1.5, 0.9661051464753108],
      [2, 0.9953222650189527],
      [3, 0.9999779095030014],
    ] as const;
    for (const [x, wanted] of table) {
      expect(float64.erf(x)).toBeCloseTo(wanted, 14);
      expect(float64.erf(-x)).toBeCloseTo(-wanted, 14);
    }
    expect(float64.erf(Number.POSITIVE_INFINITY)).toBe(1);
  });

  test("sine and cosine agree with the JavaScript engine's", () => {
    for (let x = -1000; x < 1000; x += 0.0937) {
      expect(Math.abs(sin64(x) - Math.sin(x))).toBeLessThan(3e-16);
      expect(Math.abs(cos64(x) - Math.cos(x))).toBeLessThan(3e-16);
    }
  });
});
