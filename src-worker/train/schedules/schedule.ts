import type { CatalogueEntry } from "../options.ts";

/** How the learning rate changes with the epoch. */
export interface Schedule extends CatalogueEntry {
  /**
   * The learning rate of an epoch.
   * @param base α before the schedule
   * @param epoch from 0
   */
  rate(base: number, epoch: number, options: Readonly<Record<string, number>>): number;
}
