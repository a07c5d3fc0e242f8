import type { LayerSpec, NetworkSpec, Objection, Proposal } from "../../src-worker/api.ts";

const MOST_UNITS = 4096;
const MOST_LAYERS = 12;

/** The architecture being edited, and what speaks for and against it. */
export class NetworkState {
  spec = $state.raw<NetworkSpec | null>(null);
  proposal = $state.raw<Proposal | null>(null);
  objections = $state.raw<readonly Objection[]>([]);

  readonly sizes = $derived(
    this.spec ? [this.spec.inputs, ...this.spec.layers.map(({ units }) => units)] : [],
  );
  readonly parameterCount = $derived(
    this.spec
      ? this.spec.layers.reduce(
          (sum, { units, bias }, layer) =>
            sum + units * ((this.sizes[layer] ?? 0) + (bias ? 1 : 0)),
          0,
        )
      : 0,
  );
  readonly blocked = $derived(this.objections.find(({ severity }) => severity === "error") ?? null);
  readonly canAddLayer = $derived((this.spec?.layers.length ?? MOST_LAYERS) < MOST_LAYERS);

  /** Takes a proposal whole, or only its inputs and output layer, which the data dictates. */
  fit(proposal: Proposal, keepHidden: boolean): void {
    this.proposal = proposal;
    const hidden = this.spec?.layers.slice(0, -1);
    const output = proposal.network.layers.at(-1);
    this.spec =
      keepHidden && hidden && output
        ? { inputs: proposal.network.inputs, layers: [...hidden, output] }
        : proposal.network;
  }

  setUnits(layer: number, units: number): void {
    const whole = Math.round(units);
    if (whole >= 1 && whole <= MOST_UNITS) this.#change(layer, { units: whole });
  }

  setActivation(layer: number, activation: string): void {
    this.#change(layer, { activation });
  }

  setBias(layer: number, bias: boolean): void {
    this.#change(layer, { bias });
  }

  setDropout(layer: number, dropout: number): void {
    this.#change(layer, { dropout });
  }

  /** Puts a hidden layer, like the last hidden one, before the output. */
  addLayer(): void {
    const { spec } = this;
    if (!spec || !this.canAddLayer) return;
    const output = spec.layers.slice(-1);
    const hidden = spec.layers.slice(0, -1);
    const like = hidden.at(-1) ?? { units: 8, activation: "relu", bias: true };
    this.spec = { ...spec, layers: [...hidden, { ...like }, ...output] };
  }

  /** Removes a hidden layer. @returns whether there was such a one */
  removeLayer(layer: number): boolean {
    const { spec } = this;
    if (!spec || layer < 0 || layer >= spec.layers.length - 1) return false;
    this.spec = { ...spec, layers: spec.layers.filter((_, index) => index !== layer) };
    return true;
  }

  #change(layer: number, change: Partial<LayerSpec>): void {
    const { spec } = this;
    if (!spec) return;
    this.spec = {
      ...spec,
      layers: spec.layers.map((old, index) => (index === layer ? { ...old, ...change } : old)),
    };
  }
}
