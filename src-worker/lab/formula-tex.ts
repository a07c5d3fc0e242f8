import { type Formula, type FunctionName, number, power, product } from "./formula.ts";

const SUM = 1;
const PRODUCT = 2;
const ATOM = 3;

interface Piece {
  readonly tex: string;
  readonly strength: number;
}

const functions: Readonly<Record<FunctionName, (parts: readonly string[]) => string>> = {
  exp: ([x]) => `e^{${x}}`,
  ln: ([x]) => `\\ln\\left(${x}\\right)`,
  abs: ([x]) => `\\lvert ${x} \\rvert`,
  sign: ([x]) => `\\operatorname{sign}\\left(${x}\\right)`,
  sigmoid: ([x]) => `\\sigma\\left(${x}\\right)`,
  tanh: ([x]) => `\\tanh\\left(${x}\\right)`,
  erf: ([x]) => `\\operatorname{erf}\\left(${x}\\right)`,
  gelu: ([x]) => `\\operatorname{GELU}\\left(${x}\\right)`,
  softplus: ([x]) => `\\ln\\left(1 + e^{${x}}\\right)`,
  relu: ([x]) => `\\max\\{0,\\, ${x}\\}`,
  leakyRelu: ([x]) => `\\max\\{0.01\\,${x},\\, ${x}\\}`,
  max: ([x, y]) => `\\max\\{${x},\\, ${y}\\}`,
  min: ([x, y]) => `\\min\\{${x},\\, ${y}\\}`,
  greater: ([x, y]) => `[${x} > ${y}]`,
  atLeast: ([x, y]) => `[${x} \\ge ${y}]`,
};

/** The formula in TeX; null: it is too long to be shown. */
export function formulaTex(formula: Formula): string | null {
  return formula.kind === "long" ? null : piece(formula).tex;
}

function piece(formula: Formula): Piece {
  switch (formula.kind) {
    case "number":
      return numberPiece(formula.p, formula.q);
    case "element":
      return { tex: formula.tex, strength: ATOM };
    case "sum":
      return { tex: sumTex(formula.parts), strength: SUM };
    case "product":
      return productPiece(formula.parts);
    case "power":
      return powerPiece(formula.parts as [Formula, Formula]);
    case "call":
      return {
        tex: functions[formula.name](formula.parts.map((part) => piece(part).tex)),
        strength: ATOM,
      };
    case "long":
      return { tex: "\\cdots", strength: ATOM };
  }
}

function within(formula: Formula, strength: number): string {
  const own = piece(formula);
  return own.strength >= strength ? own.tex : `\\left(${own.tex}\\right)`;
}

/** A sum begins with a term that is not negative, if there is one. */
function sumTex(parts: readonly Formula[]): string {
  const first = parts.findIndex((part) => !isNegative(part));
  const ordered = first > 0 ? [parts[first] as Formula, ...parts.toSpliced(first, 1)] : parts;
  return ordered
    .map((part, place) => {
      if (!isNegative(part)) return place === 0 ? piece(part).tex : ` + ${piece(part).tex}`;
      return `${place === 0 ? "-" : " - "}${within(product([number(-1), part]), PRODUCT)}`;
    })
    .join("");
}

function productPiece(parts: readonly Formula[]): Piece {
  const [first, ...others] = parts;
  if (first?.kind === "number" && first.p < 0) {
    const rest = product([number(-first.p, first.q), ...others]);
    return { tex: `-${within(rest, PRODUCT)}`, strength: SUM };
  }
  const top: Formula[] = [];
  const bottom: Formula[] = [];
  for (const part of parts) {
    if (part.kind === "number") {
      if (part.p !== 1) top.push(number(part.p));
      if (part.q !== 1) bottom.push(number(part.q));
    } else if (part.kind === "power" && isNegative(part.parts[1] as Formula)) {
      bottom.push(inverse(part.parts as [Formula, Formula]));
    } else {
      top.push(part);
    }
  }
  const side = (list: readonly Formula[]) =>
    list.length === 1
      ? piece(list[0] as Formula).tex
      : list.map((part) => within(part, PRODUCT)).join("\\,") || "1";
  if (bottom.length > 0) return { tex: `\\frac{${side(top)}}{${side(bottom)}}`, strength: PRODUCT };
  return { tex: side(top), strength: PRODUCT };
}

function powerPiece([base, exponent]: readonly [Formula, Formula]): Piece {
  if (isNegative(exponent)) {
    return { tex: `\\frac{1}{${piece(inverse([base, exponent])).tex}}`, strength: PRODUCT };
  }
  if (exponent.kind === "number" && exponent.p === 1 && exponent.q === 2) {
    return { tex: `\\sqrt{${piece(base).tex}}`, strength: ATOM };
  }
  return { tex: `{${within(base, ATOM)}}^{${piece(exponent).tex}}`, strength: PRODUCT };
}

function inverse([base, exponent]: readonly [Formula, Formula]): Formula {
  return power(base, product([number(-1), exponent]));
}

function isNegative(formula: Formula): boolean {
  if (formula.kind === "number") return formula.p < 0;
  return (
    formula.kind === "product" && formula.parts[0]?.kind === "number" && formula.parts[0].p < 0
  );
}

function numberPiece(p: number, q: number): Piece {
  if (q !== 1) {
    const fraction = `\\frac{${Math.abs(p)}}{${q}}`;
    return p < 0 ? { tex: `-${fraction}`, strength: SUM } : { tex: fraction, strength: PRODUCT };
  }
  const [digits = "", exponent] = String(Number(p.toPrecision(6))).split("e");
  const tex =
    exponent === undefined ? digits : `${digits} \\cdot 10^{${exponent.replace("+", "")}}`;
  return { tex, strength: p < 0 ? SUM : exponent === undefined ? ATOM : PRODUCT };
}
