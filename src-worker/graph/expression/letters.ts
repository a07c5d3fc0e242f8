/** Spelling of the letters that the notes' formulas have and an ordinary keyboard has not. */

const greek = new Map(
  Object.entries({
    α: "alpha",
    β: "beta",
    γ: "gamma",
    δ: "delta",
    ε: "epsilon",
    ϵ: "epsilon",
    ζ: "zeta",
    η: "eta",
    θ: "theta",
    ι: "iota",
    κ: "kappa",
    λ: "lambda",
    μ: "mu",
    ν: "nu",
    ξ: "xi",
    π: "pi",
    ρ: "rho",
    σ: "sigma",
    τ: "tau",
    φ: "phi",
    ϕ: "phi",
    χ: "chi",
    ψ: "psi",
    ω: "omega",
    Γ: "Gamma",
    Δ: "Delta",
    Θ: "Theta",
    Λ: "Lambda",
    Φ: "Phi",
    Ψ: "Psi",
    Ω: "Omega",
  }),
);

const accents = new Map([
  ["\u0302", "hat"],
  ["\u0303", "tilde"],
  ["\u0304", "bar"],
]);

/** A name in plain letters: ŷ is yhat, α is alpha; other letters stay as they are. */
export function spelled(name: string): string {
  // The micro sign is a letter of its own in Unicode.
  const decomposed = name.replaceAll("µ", "μ").normalize("NFD");
  const letters = Array.from(decomposed, (letter) => greek.get(letter) ?? accents.get(letter));
  const plain = Array.from(decomposed, (letter, at) => letters[at] ?? letter);
  return plain.join("").normalize("NFC");
}

const lowered = "₀₁₂₃₄₅₆₇₈₉ᵢⱼₖₗₘₙ";
const raised = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻ᵀ";

/** A run of letters below the line in ordinary letters: ᵢ₁ is i1. */
export function fromSubscript(run: string): string {
  return Array.from(run, (letter) => "0123456789ijklmn"[lowered.indexOf(letter)] ?? "").join("");
}

/** A run of letters above the line in ordinary letters: ⁻² is -2, ᵀ is T. */
export function fromSuperscript(run: string): string {
  return Array.from(run, (letter) => "0123456789-T"[raised.indexOf(letter)] ?? "").join("");
}

export const subscriptRun = new RegExp(`[${lowered}]+`, "y");
export const superscriptRun = new RegExp(`⁻?[${raised.slice(0, 10)}]+|ᵀ`, "y");
