/**
 * Formulas of numbers, simplified as they are made: sums and products are flat, equal terms are
 * put together, and what is times zero is gone. They are only shown; numbers come from the graph.
 */
export type Formula =
  /** p/q in lowest terms where both are whole, otherwise p with q = 1. */
  | {
      readonly kind: "number";
      readonly p: number;
      readonly q: number;
      readonly key: string;
      readonly size: 1;
    }
  /** An element of a tensor. */
  | {
      readonly kind: "element";
      readonly node: string;
      readonly element: number;
      readonly tex: string;
      readonly key: string;
      readonly size: 1;
    }
  | Composed<"sum" | "product" | "power">
  | (Composed<"call"> & { readonly name: FunctionName })
  /** Too long to be shown. */
  | { readonly kind: "long"; readonly key: "…"; readonly size: number };

interface Composed<Kind extends string> {
  readonly kind: Kind;
  /** Summands, factors, base and exponent, or arguments. */
  readonly parts: readonly Formula[];
  readonly key: string;
  readonly size: number;
}

export type FunctionName =
  | "exp"
  | "ln"
  | "abs"
  | "sign"
  | "sigmoid"
  | "tanh"
  | "erf"
  | "gelu"
  | "softplus"
  | "relu"
  | "leakyRelu"
  | "max"
  | "min"
  /** 1 where the first is greater (at least as great), else 0. */
  | "greater"
  | "atLeast";

/** Parts of a formula that is shown; beyond, nobody would read it. */
const LONGEST = 45;

const LONG: Formula = { kind: "long", key: "…", size: 1 };

export function number(p: number, q = 1): Formula {
  const whole = Number.isSafeInteger(p) && Number.isSafeInteger(q);
  const divisor = whole ? greatestDivisor(Math.abs(p), Math.abs(q)) * Math.sign(q) : q;
  const value = { p: p / divisor, q: whole ? q / divisor : 1 };
  return { kind: "number", ...value, key: `${value.p}/${value.q}`, size: 1 };
}

export const ZERO = number(0);
export const ONE = number(1);

export function element(node: string, index: number, tex: string): Formula {
  return { kind: "element", node, element: index, tex, key: `{${node} ${index}}`, size: 1 };
}

export function sum(terms: readonly Formula[]): Formula {
  const flat = terms.flatMap((term) => (term.kind === "sum" ? term.parts : [term]));
  if (flat.some(({ kind }) => kind === "long")) return LONG;
  let constant = ZERO;
  const counted = new Map<string, { factor: Formula; rest: Formula }>();
  for (const term of flat) {
    if (term.kind === "number") {
      constant = addNumbers(constant, term);
      continue;
    }
    const { factor, rest } = splitFactor(term);
    const known = counted.get(rest.key);
    counted.set(rest.key, { rest, factor: known ? addNumbers(known.factor, factor) : factor });
  }
  const parts = [...counted.values()]
    .map(({ factor, rest }) => product([factor, rest]))
    .filter((part) => part !== ZERO && part.key !== ZERO.key);
  if (constant.key !== ZERO.key) parts.push(constant);
  if (parts.length <= 1) return parts[0] ?? ZERO;
  return composed("sum", parts);
}

export function product(factors: readonly Formula[]): Formula {
  const flat = factors.flatMap((factor) => (factor.kind === "product" ? factor.parts : [factor]));
  if (flat.some(({ key }) => key === ZERO.key)) return ZERO;
  if (flat.some(({ kind }) => kind === "long")) return LONG;
  let coefficient = ONE;
  const powers = new Map<string, { base: Formula; exponents: Formula[] }>();
  for (const factor of flat) {
    if (factor.kind === "number") {
      coefficient = multiplyNumbers(coefficient, factor);
      continue;
    }
    const [base, exponent] =
      factor.kind === "power" ? (factor.parts as [Formula, Formula]) : [factor, ONE];
    const known = powers.get(base.key);
    if (known) known.exponents.push(exponent);
    else powers.set(base.key, { base, exponents: [exponent] });
  }
  const parts: Formula[] = [];
  for (const { base, exponents } of powers.values()) {
    const part = power(base, sum(exponents));
    if (part.kind === "number") coefficient = multiplyNumbers(coefficient, part);
    else parts.push(part);
  }
  if (parts.length === 0) return coefficient;
  if (coefficient.key !== ONE.key) parts.unshift(coefficient);
  return parts.length === 1 ? (parts[0] as Formula) : composed("product", parts);
}

export function power(base: Formula, exponent: Formula): Formula {
  if (exponent.key === ZERO.key) return ONE;
  if (exponent.key === ONE.key || base.key === ONE.key) return base;
  if (base.kind === "long" || exponent.kind === "long") return LONG;
  if (base.kind === "number" && exponent.kind === "number" && exponent.q === 1) {
    if (exponent.p === -1 && base.p !== 0) return number(base.q, base.p);
    if (exponent.p === 2) return multiplyNumbers(base, base);
  }
  if (base.kind === "power" && exponent.kind === "number" && exponent.q === 1) {
    const [inner, old] = base.parts as [Formula, Formula];
    return power(inner, product([old, exponent]));
  }
  return composed("power", [base, exponent]);
}

export const negative = (part: Formula): Formula => product([number(-1), part]);
export const quotient = (top: Formula, bottom: Formula): Formula =>
  product([top, power(bottom, number(-1))]);

export function call(name: FunctionName, ...parts: readonly Formula[]): Formula {
  if (parts.some(({ kind }) => kind === "long")) return LONG;
  const size = 1 + parts.reduce((total, part) => total + part.size, 0);
  if (size > LONGEST) return LONG;
  const key = `${name}(${parts.map((part) => part.key).join(",")})`;
  return { kind: "call", name, parts, key, size };
}

function composed(kind: "sum" | "product" | "power", parts: readonly Formula[]): Formula {
  const size = parts.reduce((total, part) => total + part.size, 0);
  if (size > LONGEST) return LONG;
  const sign = { sum: "+", product: "*", power: "^" }[kind];
  // Sums and products are the same in any order.
  const keys = parts.map((part) => part.key);
  const key = `(${(kind === "power" ? keys : keys.toSorted()).join(sign)})`;
  return { kind, parts, key, size };
}

/** c·rest with a number c. */
function splitFactor(term: Formula): { factor: Formula; rest: Formula } {
  if (term.kind !== "product" || term.parts[0]?.kind !== "number") {
    return { factor: ONE, rest: term };
  }
  return { factor: term.parts[0], rest: product(term.parts.slice(1)) };
}

function addNumbers(a: Formula, b: Formula): Formula {
  if (a.kind !== "number" || b.kind !== "number") throw new TypeError("not two numbers");
  return number(a.p * b.q + b.p * a.q, a.q * b.q);
}

function multiplyNumbers(a: Formula, b: Formula): Formula {
  if (a.kind !== "number" || b.kind !== "number") throw new TypeError("not two numbers");
  return number(a.p * b.p, a.q * b.q);
}

function greatestDivisor(a: number, b: number): number {
  let [large, small] = [a, b];
  while (small !== 0) [large, small] = [small, large % small];
  return large || 1;
}
