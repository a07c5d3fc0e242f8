import { UserError } from "../../errors.ts";
import { quoted } from "../../json.ts";
import { fault } from "./fault.ts";
import { elementwiseOperation } from "./functions.ts";
import type { Nodes } from "./nodes.ts";
import { product } from "./products.ts";
import { rewritten } from "./rewrite.ts";
import type { Expression, Line } from "./syntax.ts";
import {
  elementwise,
  mapped,
  ordered,
  ownShape,
  reduced,
  subscripted,
  type Term,
} from "./terms.ts";

/** Builds the nodes of one line. Names stand for terms that are there already. */
export class Compiler {
  private readonly nodes: Nodes;
  private readonly line: Line;
  private readonly terms: ReadonlyMap<string, Term>;

  constructor(nodes: Nodes, line: Line, terms: ReadonlyMap<string, Term>) {
    this.nodes = nodes;
    this.line = line;
    this.terms = terms;
  }

  /**
   * What the line says, without free indices: they have become its first axes, in the order of
   * the left-hand side, or else of the alphabet.
   */
  compile(): Term {
    const { expression, indices, number } = this.line;
    const term = this.term(expression);
    const left = indices ?? term.indices.toSorted();
    const place = { line: number, offset: expression.from };
    const free = term.indices.find((index) => !left.includes(index));
    if (free !== undefined) {
      const remedy = "sum over it, or write it on the left";
      throw fault(`the index ${free} is free on the right of "=" alone`, place, remedy);
    }
    const absent = left.find((index) => !term.indices.includes(index));
    // z_i = W x + b: the letter only says that z is a vector.
    const own = ownShape(term).length;
    if (absent !== undefined && (term.indices.length > 0 || own !== left.length)) {
      const remedy = "use it on the right, or remove it";
      throw fault(`the index ${absent} stands on the left of "=" alone`, place, remedy);
    }
    if (this.line.name !== null && indices === null && term.indices.length > 0) {
      const [index] = term.indices;
      const remedy = `write ${this.line.name}_${index} on the left, or sum over it`;
      throw fault(`the index ${index} is free on the right of "=" alone`, place, remedy);
    }
    if (absent !== undefined) return { ...term, row: false };
    const { node } = this.locate(expression, () => ordered(this.nodes, term, left));
    return { node, indices: [], row: left.length === 0 && term.row };
  }

  private term(written: Expression): Term {
    const expression = rewritten(written);
    return this.locate(expression, () => this.build(expression));
  }

  /** Names nodes by the expression's text, and says where it is when it is wrong. */
  private locate(expression: Expression, make: () => Term): Term {
    const { from, to } = expression;
    const text = this.line.text.slice(from, to);
    try {
      return make();
    } catch (error) {
      if (!(error instanceof UserError) || error.place.line !== undefined) throw error;
      const what = text.length > 0 ? `${quoted(text)}: ${error.message}` : error.message;
      throw fault(what, { line: this.line.number, offset: from }, error.remedy);
    }
  }

  private build(expression: Expression): Term {
    const { nodes } = this;
    switch (expression.kind) {
      case "number":
        return { node: nodes.constant(expression.value), indices: [], row: false };
      case "name":
        return this.terms.get(expression.name) as Term;
      case "negate": {
        const { of } = expression;
        if (of.kind === "number") {
          return { node: nodes.constant(-of.value), indices: [], row: false };
        }
        const term = this.term(of);
        return this.from(expression, () => mapped(nodes, "negate", term));
      }
      case "subscript": {
        const term = this.term(expression.of);
        return this.from(expression, () => subscripted(nodes, term, expression.indices));
      }
      case "transpose": {
        const term = this.term(expression.of);
        return this.from(expression, () => transposed(nodes, term));
      }
      case "binary":
        return this.binary(expression);
      case "reduction": {
        const term = this.term(expression.of);
        const { name, indices } = expression;
        return this.from(expression, () => reduced(nodes, name, term, indices));
      }
      case "norm": {
        const term = this.term(expression.of);
        if (expression.order === 1) {
          return this.from(expression, () => {
            return reduced(nodes, "sum", mapped(nodes, "abs", term), []);
          });
        }
        return this.from(expression, () => mapped(nodes, "sqrt", squaredNorm(nodes, term)));
      }
      case "tuple": {
        const parts = expression.parts.map((part) => this.term(part));
        return this.from(expression, () => stacked(nodes, parts));
      }
      case "call":
        return this.call(expression);
    }
  }

  private binary(expression: Expression & { kind: "binary" }): Term {
    const { nodes } = this;
    const { operation, left, right } = expression;
    if (operation === "power" && right.kind === "number" && right.value === 2) {
      // ‖x‖² has a derivative at 0, ‖x‖ has none.
      if (left.kind === "norm" && left.order === 2) {
        const term = this.term(left.of);
        return this.from(expression, () => squaredNorm(nodes, term));
      }
    }
    const a = this.term(left);
    const b = this.term(right);
    return this.from(expression, () => {
      switch (operation) {
        case "product":
          return product(nodes, a, b);
        case "add":
        case "subtract":
          return elementwise(nodes, operation, a, b, true);
        case "power":
          if (ownShape(a).length === 2) checkPower(right);
          return elementwise(nodes, operation, a, b, false);
        default:
          return elementwise(nodes, operation, a, b, false);
      }
    });
  }

  private call(expression: Expression & { kind: "call" }): Term {
    const { nodes } = this;
    const { name, operands } = expression;
    const [first, second] = operands as [Expression, Expression?];
    if (second !== undefined) {
      // The notes write the ReLU as max{0, z}.
      const zero = [first, second].find((one) => one.kind === "number" && one.value === 0);
      if (name === "max" && zero) {
        const term = this.term(zero === first ? second : first);
        return this.from(expression, () => mapped(nodes, "relu", term));
      }
      const [a, b] = [this.term(first), this.term(second)];
      const operation = name === "max" ? "maximum" : "minimum";
      return this.from(expression, () => elementwise(nodes, operation, a, b, false));
    }
    const term = this.term(first);
    const operation = elementwiseOperation(name) ?? name;
    if (operation === "softmax" && ownShape(term).length === 0) {
      throw new UserError("softmax is of vectors and of rows of matrices", "leave out an index");
    }
    return this.from(expression, () => mapped(nodes, operation, term));
  }

  /** Nodes made meanwhile are named by the expression. */
  private from(expression: Expression, make: () => Term): Term {
    this.nodes.text = this.line.text.slice(expression.from, expression.to);
    return make();
  }
}

/** The terms one below the other, along a new first axis. */
export function stacked(nodes: Nodes, terms: readonly Term[]): Term {
  const indices = [...new Set(terms.flatMap((term) => term.indices))];
  if (indices.length > 0) {
    throw new UserError(
      "a vector of parts with free indices is not defined",
      "define the parts before",
    );
  }
  const node = nodes.apply(
    "stack",
    terms.map((term) => term.node),
  );
  return { node, indices: [], row: false };
}

function transposed(nodes: Nodes, term: Term): Term {
  const own = ownShape(term).length;
  if (own < 2) return { ...term, row: own === 1 && !term.row };
  const { node, indices } = term;
  if (indices.length === 0) return { ...term, node: nodes.apply("transpose", [node]) };
  const axes = node.shape.length;
  const to = node.shape.map((_, axis) => {
    return axis < indices.length ? axis : indices.length + axes - 1 - axis;
  });
  return { ...term, node: nodes.apply("arrange", [node], { to, axes }) };
}

/** Of all own elements, for each value of the indices. */
function squaredNorm(nodes: Nodes, term: Term): Term {
  if (term.indices.length === 0) {
    return { node: nodes.apply("squaredNorm", [term.node]), indices: [], row: false };
  }
  const square = elementwise(nodes, "multiply", term, term, false);
  return ownShape(square).length === 0 ? square : reduced(nodes, "sum", square, []);
}

/** A^−1 of a matrix means its inverse, which is not what ^ does here. */
function checkPower(exponent: Expression): void {
  if (exponent.kind !== "negate") return;
  throw new UserError("a matrix has no inverse here", "^ is of each element: write 1 / A");
}
