import type { Expression } from "./syntax.ts";

/**
 * The function that a formula of the notes is, where that is finite for every finite argument
 * and the formula as written is not: ln(1 + e^x) is softplus, 1/(1 + e^(−x)) the sigmoid and
 * ln Σ_k e^(z_k) an operation of its own. Other expressions are returned as they are.
 */
export function rewritten(expression: Expression): Expression {
  const { from, to } = expression;
  if (expression.kind === "call" && (expression.name === "ln" || expression.name === "log")) {
    const exponent = onePlusExponential(expression.operands[0]);
    if (exponent) return { kind: "call", name: "softplus", operands: [exponent], from, to };
    const [sum] = expression.operands;
    if (sum?.kind === "reduction" && sum.name === "sum" && isExponential(sum.of)) {
      const [of] = sum.of.operands as [Expression];
      return { kind: "reduction", name: "logSumExp", indices: sum.indices, of, from, to };
    }
  }
  if (expression.kind === "binary" && expression.operation === "divide" && isOne(expression.left)) {
    const exponent = onePlusExponential(expression.right);
    if (exponent?.kind === "negate") {
      return { kind: "call", name: "sigmoid", operands: [exponent.of], from, to };
    }
  }
  return expression;
}

/** x of 1 + e^x or e^x + 1; undefined for anything else. */
function onePlusExponential(expression: Expression | undefined): Expression | undefined {
  if (expression?.kind !== "binary" || expression.operation !== "add") return undefined;
  const { left, right } = expression;
  const other = isOne(left) ? right : isOne(right) ? left : undefined;
  return other && isExponential(other) ? other.operands[0] : undefined;
}

function isExponential(expression: Expression): expression is Expression & { kind: "call" } {
  return expression.kind === "call" && expression.name === "exp";
}

function isOne(expression: Expression): boolean {
  return expression.kind === "number" && expression.value === 1;
}
