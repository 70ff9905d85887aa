/**
 * Tells candidates apart by the values their definitions fix: a searchset Bundle from a collection.
 *
 * @module
 */
import { own } from '../nodes/layer.js';
import { satisfies } from '../nodes/values.js';
import type { JsonObject, ProfileTable } from '../tables/index.js';

/** Fixed and pattern values of top-level elements that the resource has, counted; null when one contradicts. */
export function fixedValueScore(profile: ProfileTable, resource: JsonObject): number | null {
  const elements = profile.elements();
  let score = 0;
  for (const name of Object.keys(elements)) {
    const { fixed, pattern } = elements[name]!;
    const expected = fixed ?? pattern;
    if (expected === undefined) continue;
    const value = own(resource, name);
    if (value === undefined) continue;
    if (!satisfies({ code: fixed === undefined ? 'value.pattern' : 'value.fixed', expected }, value))
      return null;
    score++;
  }
  return score;
}

/** The one candidate that fits best; undefined when none fits better than all others. */
export function bestFit(candidates: readonly ProfileTable[], resource: JsonObject): ProfileTable | undefined {
  let best: ProfileTable | undefined;
  let highest = 0;
  let isTied = false;
  let fitting = 0;
  let lastFitting: ProfileTable | undefined;
  for (const candidate of candidates) {
    const score = fixedValueScore(candidate, resource);
    if (score === null) continue;
    fitting++;
    lastFitting = candidate;
    if (score > highest) {
      best = candidate;
      highest = score;
      isTied = false;
    } else if (score === highest) isTied = true;
  }
  if (fitting === 1) return lastFitting;
  return isTied ? undefined : best;
}
