import type { Expression, Line } from "./syntax.ts";

/** How tightly an operator binds, as in the parser. */
const SUM = 1;
const PRODUCT = 2;
const POWER = 3;
const ATOM = 4;

/** A formula with how tightly its loosest operator binds. */
interface Piece {
  readonly tex: string;
  readonly strength: number;
}

const greek = new Set(
  (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau phi " +
    "chi psi omega Gamma Delta Theta Lambda Phi Psi Omega"
  ).split(" "),
);
const accents = ["hat", "tilde", "bar"];
const functionTex: Readonly<Record<string, string>> = {
  ln: "\\ln",
  log: "\\ln",
  tanh: "\\tanh",
  sigmoid: "\\sigma",
  logistic: "\\sigma",
  sigma: "\\sigma",
  relu: "\\operatorname{ReLU}",
};

/**
 * A name as the notes print it: `yhat` is ŷ, `alpha` is α, `W^H` has its layer above.
 *
 * @param index what stands below the line; empty: nothing
 */
export function nameTex(name: string, index = ""): string {
  const [whole = "", layer] = name.split("^");
  const [base = "", ...own] = whole.split("_");
  const below = [...own.map(wordTex), ...(index === "" ? [] : [index])].join(",\\,");
  const low = below === "" ? "" : `_{${below}}`;
  return `${wordTex(base)}${low}${layer === undefined ? "" : `^{${layer}}`}`;
}

function wordTex(word: string): string {
  const accent = accents.find((one) => word.endsWith(one) && word.length > one.length);
  if (accent) return `\\${accent}{${wordTex(word.slice(0, -accent.length))}}`;
  if (greek.has(word)) return `\\${word}`;
  const [, letters = word, digits = ""] = /^(\D+)(\d+)$/.exec(word) ?? [];
  const text = greek.has(letters)
    ? `\\${letters}`
    : letters.length > 1
      ? `\\mathrm{${letters}}`
      : letters;
  return digits === "" ? text : `${text}_{${digits}}`;
}

/** The line as it is printed: with fractions, Σ, and indices below the line. */
export function lineTex({ name, indices, expression }: Line): string {
  const right = piece(expression).tex;
  return name === null ? right : `${nameTex(name, (indices ?? []).join(""))} = ${right}`;
}

function piece(expression: Expression): Piece {
  const atom = (tex: string): Piece => ({ tex, strength: ATOM });
  switch (expression.kind) {
    case "number":
      return atom(numberTex(expression.value));
    case "name":
      return atom(nameTex(expression.name));
    case "subscript": {
      const { of, indices } = expression;
      const written = indices.replaceAll(",", ",\\,");
      if (of.kind === "name") return atom(nameTex(of.name, written));
      return atom(`${within(of, ATOM)}_{${written}}`);
    }
    case "negate":
      return { tex: `-${within(expression.of, PRODUCT)}`, strength: SUM };
    case "transpose":
      return { tex: `{${within(expression.of, ATOM)}}^{\\mathsf T}`, strength: POWER };
    case "binary":
      return binary(expression);
    case "call":
      return call(expression);
    case "reduction": {
      const letters = expression.indices.map(({ index }) => index).join("");
      const low = letters === "" ? "" : `_{${letters}}`;
      const operator = expression.name === "mean" ? "\\operatorname{mean}" : "\\sum";
      return { tex: `${operator}${low} ${within(expression.of, PRODUCT)}`, strength: SUM };
    }
    case "norm": {
      const low = expression.order === 1 ? "_1" : "";
      return atom(`\\lVert ${piece(expression.of).tex} \\rVert${low}`);
    }
    case "tuple": {
      const parts = expression.parts.map((part) => piece(part).tex).join(",\\; ");
      return atom(`\\left(${parts}\\right)`);
    }
  }
}

/** The formula, in brackets where it binds less tightly than its surroundings. */
function within(expression: Expression, strength: number): string {
  const own = piece(expression);
  return own.strength >= strength ? own.tex : `\\left(${own.tex}\\right)`;
}

function binary({ operation, left, right }: Expression & { kind: "binary" }): Piece {
  switch (operation) {
    case "add":
      return { tex: `${within(left, SUM)} + ${within(right, SUM)}`, strength: SUM };
    case "subtract":
      return { tex: `${within(left, SUM)} - ${within(right, PRODUCT)}`, strength: SUM };
    case "divide":
      return { tex: `\\frac{${piece(left).tex}}{${piece(right).tex}}`, strength: PRODUCT };
    case "power": {
      const base = left.kind === "norm" ? piece(left).tex : within(left, ATOM);
      return { tex: `{${base}}^{${piece(right).tex}}`, strength: POWER };
    }
    default: {
      // Of numbers and single elements both products are the same.
      const plain = operation === "product" || [left, right].some(isSingle);
      const sign = right.kind === "number" ? "\\cdot" : plain ? "\\," : "\\odot";
      return {
        tex: `${within(left, PRODUCT)} ${sign} ${within(right, PRODUCT)}`,
        strength: PRODUCT,
      };
    }
  }
}

function isSingle(expression: Expression): boolean {
  return expression.kind === "number" || expression.kind === "subscript";
}

function call({ name, operands }: Expression & { kind: "call" }): Piece {
  const [first] = operands as [Expression];
  const parts = operands.map((operand) => piece(operand).tex);
  const [only = ""] = parts;
  const atom = (tex: string): Piece => ({ tex, strength: ATOM });
  if (name === "exp") return { tex: `e^{${only}}`, strength: POWER };
  if (name === "sqrt") return atom(`\\sqrt{${only}}`);
  if (name === "abs") return atom(`\\lvert ${only} \\rvert`);
  if (parts.length === 2) return atom(`\\${name}\\{${parts.join(",\\, ")}\\}`);
  const operator = functionTex[name] ?? `\\operatorname{${name}}`;
  const bare = operator === "\\ln" && piece(first).strength === ATOM;
  return atom(bare ? `${operator} ${only}` : `${operator}\\left(${only}\\right)`);
}

function numberTex(value: number): string {
  if (value === Math.PI) return "\\pi";
  if (value === Math.E) return "e";
  const [digits = "", exponent] = String(value).split("e");
  return exponent === undefined ? digits : `${digits} \\cdot 10^{${exponent.replace("+", "")}}`;
}
