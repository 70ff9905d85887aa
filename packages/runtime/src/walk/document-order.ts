/**
 * Puts issues into document order: key order of the value, parents before their children.
 *
 * @module
 */
import type { Issue } from '../issues/issue.js';
import type { JsonValue } from '../tables/index.js';
import { isSamePlace, shared, type Place } from './place.js';

/** Positions of an object's keys, made once an object however many issues stand below it. */
type Positions = Map<object, Map<string, number>>;

/**
 * The issues in document order, each once: same code, place and source is the same finding.
 *
 * @param places - The place of each of `issues`.
 */
export function inDocumentOrder(
  issues: readonly Issue[],
  places: readonly Place[],
  root: JsonValue | undefined,
): Issue[] {
  const positions: Positions = new Map();
  const order = issues.map((_, i) => i);
  // The walker reports in nearly this order, which the engine's sort makes use of.
  order.sort((a, b) => compare(places[a]!, places[b]!, root, positions));
  const kept: Issue[] = [];
  let from = 0;
  let place: Place = [];
  for (const i of order) {
    const issue = issues[i]!;
    // Equal findings have equal places, so they are among those since the place last changed.
    if (!isSamePlace(place, places[i]!)) {
      from = kept.length;
      place = places[i]!;
    }
    if (!hasSame(kept, from, issue)) kept.push(issue);
  }
  return kept;
}

function hasSame(kept: readonly Issue[], from: number, issue: Issue): boolean {
  for (let i = from; i < kept.length; i++) if (isSame(kept[i]!, issue)) return true;
  return false;
}

function isSame(a: Issue, b: Issue): boolean {
  return a.code === b.code && a.source === b.source && a.message === b.message;
}

/** Compares two places by where they part; only there do positions matter. */
function compare(a: Place, b: Place, root: JsonValue | undefined, positions: Positions): number {
  const length = Math.min(a.length, b.length);
  const parting = shared(a, b, length);
  let value: unknown = root;
  for (let i = 0; i < parting; i++) {
    const key = a[i]!;
    // Steps below what is no object, or not there, do not count.
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return 0;
    value = (value as Readonly<Record<string | number, unknown>>)[key];
  }
  if (typeof value !== 'object' || value === null) return 0;
  if (parting === length) return a.length - b.length;
  return positionOf(value, a[parting]!, positions) - positionOf(value, b[parting]!, positions);
}

/** Objects with fewer keys than this are searched, which is quicker than to index them. */
const FEW = 40;

function positionOf(object: object, key: string | number, positions: Positions): number {
  if (typeof key === 'number') return key;
  let known = positions.get(object);
  if (known === undefined) {
    const keys = Object.keys(object);
    if (keys.length < FEW) {
      const index = keys.indexOf(key);
      return index < 0 ? keys.length : index;
    }
    known = new Map(keys.map((name, i) => [name, i]));
    positions.set(object, known);
  }
  // What is not there, such as a key that was cut, comes after what is.
  return known.get(key) ?? known.size;
}
