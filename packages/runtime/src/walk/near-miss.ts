/**
 * Says which slice an item nearly matched, and what it lacked.
 *
 * @module
 */
import type { Issue } from '../issues/issue.js';
import type { Miss } from '../nodes/matcher.js';
import type { SliceNode, SlicingNode } from '../nodes/slicing.js';
import { isObject } from '../nodes/values.js';
import type { JsonValue } from '../tables/index.js';
import type { Run } from './run.js';

/** Most items or slices compared for one finding. */
const COMPARED = 50;
/** Most reasons given for one finding. */
const REASONS = 5;

/** Why the item that came nearest to a missing slice is not in it. Empty when there is no item to speak of. */
export function nearestItem(
  run: Run,
  slice: SliceNode,
  items: readonly JsonValue[],
  membership: readonly (SliceNode | null)[],
): Issue[] {
  const { matcher } = slice;
  if (matcher === null) return [];
  let nearest = -1;
  let best = -1;
  let compared = 0;
  for (let i = 0; i < items.length && compared < COMPARED; i++) {
    if (membership[i] !== null || !isObject(items[i])) continue;
    compared++;
    const score = matcher.score(items[i]);
    if (score > best) {
      best = score;
      nearest = i;
    }
  }
  return nearest < 0 ? [] : explain(run, slice, matcher.misses(items[nearest], [nearest]));
}

/** The slice that an item in none came nearest to, and why it is not in it. Null when nothing is alike. */
export function nearestSlice(
  run: Run,
  slicing: SlicingNode,
  item: JsonValue,
  index: number,
): { readonly name: string; readonly because: Issue[] } | null {
  if (!isObject(item)) return null;
  let nearest: SliceNode | null = null;
  let best = 0;
  for (const slice of slicing.slices.slice(0, COMPARED)) {
    const score = slice.matcher?.score(item) ?? 0;
    if (score > best || (nearest === null && slice.matcher !== null)) {
      best = score;
      nearest = slice;
    }
  }
  if (nearest === null) return null;
  return { name: nearest.name, because: explain(run, nearest, nearest.matcher!.misses(item, [index])) };
}

function explain(run: Run, slice: SliceNode, misses: readonly Miss[]): Issue[] {
  return misses.slice(0, REASONS).map((miss) => issueOf(run, slice, miss));
}

function issueOf(run: Run, { source }: SliceNode, miss: Miss): Issue {
  const placing = { steps: miss.at };
  const name = miss.at.findLast((step) => typeof step === 'string') as string | undefined;
  switch (miss.code) {
    case 'value.fixed':
    case 'value.pattern': {
      const params = {
        expected: JSON.stringify(miss.expected),
        found: describe(run, name, miss.found, miss.expected),
      };
      return run.issue(miss.code, params, source, placing);
    }
    case 'structure.minimum':
      return run.issue(miss.code, { element: miss.name, min: 1, found: 0 }, source, placing);
    case 'structure.prohibited':
      return run.issue(miss.code, { element: miss.name }, source, { steps: [...miss.at, miss.name] });
    case 'binding.required': {
      const params = { valueSet: miss.valueSet, found: describe(run, name, miss.found) };
      return run.issue(miss.code, params, source, placing);
    }
    case 'structure.type-not-allowed': {
      const params = { element: name ?? 'resource', allowed: miss.allowed, found: run.mask.type(miss.found) };
      return run.issue(miss.code, params, source, placing);
    }
  }
}

const URLS: ReadonlySet<string> = new Set(['system', 'url', 'profile']);
const CODES: ReadonlySet<string> = new Set(['code', 'use', 'type', 'status', 'mode', 'rank']);

/** Discriminating values are codes and systems; where they are not, they stay masked. */
function describe(
  run: Run,
  name: string | undefined,
  value: JsonValue | undefined,
  expected?: JsonValue,
): string {
  const codes = typeof expected === 'string' ? [expected] : undefined;
  // A part of an extension has a name where an extension has an address.
  if (name === 'url' && typeof value === 'string' && !value.includes(':')) return run.mask.code(value, codes);
  if (name !== undefined && URLS.has(name)) return run.mask.url(value);
  if (name !== undefined && CODES.has(name)) return run.mask.code(value, codes);
  return isObject(value) && 'code' in value ? run.mask.coding(value) : run.mask.text(value);
}
