/** A number in TeX with four significant digits: 1.5, 2.3\cdot 10^{-7}. */
export function numberTex(value: number): string {
  if (Number.isNaN(value)) return "\\mathrm{NaN}";
  if (!Number.isFinite(value)) return value > 0 ? "\\infty" : "-\\infty";
  const [mantissa = "", exponent] = value.toPrecision(4).split("e");
  const short = mantissa.includes(".") ? mantissa.replace(/\.?0+$/, "") : mantissa;
  if (exponent !== undefined) return `${short}\\cdot 10^{${Number(exponent)}}`;
  const size = Math.abs(value);
  if (size !== 0 && size < 1e-3) {
    const [digits = "", power = "0"] = value.toExponential(3).split("e");
    return `${digits.replace(/\.?0+$/, "")}\\cdot 10^{${Number(power)}}`;
  }
  return short;
}
