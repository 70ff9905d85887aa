/**
 * Makes a failing case small while it still fails by the same rule.
 *
 * @module
 */
import { copy, getAt, parse, put, remove, slotsOf, write, type Json } from '../json.js';

/** Whether a text still fails by the rule. */
export type StillFails = (text: string) => boolean;

/** Longest time that is spent on one case, in milliseconds, and most texts that are tried. */
const TIME = 15_000;
const TRIALS = 4000;

/** The smallest text found that still fails: parts of the value are taken away, then parts of the text. */
export function minimise(text: string, stillFails: StillFails): string {
  const until = performance.now() + TIME;
  let trials = 0;
  const fails = (candidate: string): boolean =>
    ++trials <= TRIALS && performance.now() < until && stillFails(candidate);
  let best = text;
  for (let before = Infinity; best.length < before;) {
    before = best.length;
    const value = parse(best);
    if (value !== undefined) best = shrinkValue(best, value, fails);
    best = shrinkText(best, fails);
  }
  return best;
}

/** Takes away what is not needed, the largest parts first; what is needed becomes simpler. */
function shrinkValue(text: string, root: Json, fails: StillFails): string {
  let value = root;
  const written = write(value);
  let best = text;
  // Written anew it may no longer fail: what the text alone has is left to the text's turn.
  if (!fails(written)) return text;
  if (written.length <= text.length) best = written;
  // What a part shows alone, the whole is not needed for.
  for (const part of typeof root === 'object' && root !== null ? Object.values(root) : []) {
    const alone = write(part);
    if (alone.length < best.length && fails(alone)) return shrinkValue(alone, part, fails);
  }
  let at = 0;
  for (;;) {
    const slots = slotsOf(value);
    if (at >= slots.length) return best;
    const trial = (
      change: (slot: { holder: Json[] | { [key: string]: Json }; key: string }) => void,
    ): boolean => {
      const changed = copy(value);
      change(slotsOf(changed)[at]!);
      const candidate = write(changed);
      if (candidate.length >= best.length || !fails(candidate)) return false;
      value = changed;
      best = candidate;
      return true;
    };
    if (trial(remove)) continue;
    const simpler: Json[] = [getAt(slots[at]!) instanceof Array ? [] : {}, '', 'x', 0];
    if (!simpler.some((other) => trial(({ holder, key }) => put(holder, key, other)))) {
      const inner = getAt(slots[at]!);
      // A container that does not matter gives way to what it holds.
      if (typeof inner === 'object' && inner !== null) {
        for (const below of Object.values(inner)) {
          if (trial(({ holder, key }) => put(holder, key, copy(below)))) break;
        }
      }
    }
    at++;
  }
}

/** Takes away runs of letters, long ones first. */
function shrinkText(text: string, fails: StillFails): string {
  let best = text;
  for (let length = best.length >> 1; length >= 1; length >>= 1) {
    for (let at = 0; at < best.length;) {
      const candidate = best.slice(0, at) + best.slice(at + length);
      if (candidate.length < best.length && fails(candidate)) best = candidate;
      else at += length;
    }
  }
  return best;
}
