/**
 * Sums over compared payloads.
 *
 * @module
 */
import { type Tallies, type Tally, emptyTallies } from './compare.js';
import type { Compared } from './comparison.js';
import { CATEGORIES } from './finding.js';

/** Counts by category. */
export function sum(compared: readonly Compared[]): Tallies {
  const sums = emptyTallies();
  for (const { tallies } of compared)
    for (const category of CATEGORIES) {
      sums[category].agreed += tallies[category].agreed;
      sums[category].onlyTheirs += tallies[category].onlyTheirs;
      sums[category].onlyOurs += tallies[category].onlyOurs;
    }
  return sums;
}

/** Counts over all categories. */
export function total(compared: readonly Compared[]): Tally {
  const sums = sum(compared);
  const add = (key: keyof Tally): number =>
    CATEGORIES.reduce((all, category) => all + sums[category][key], 0);
  return { agreed: add('agreed'), onlyTheirs: add('onlyTheirs'), onlyOurs: add('onlyOurs') };
}

/** Share of the reference's findings that are ours too, in per cent. */
export function agreement(compared: readonly Compared[]): number {
  const { agreed, onlyTheirs } = total(compared);
  return agreed + onlyTheirs === 0 ? 100 : (100 * agreed) / (agreed + onlyTheirs);
}
