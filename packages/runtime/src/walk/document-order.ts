/**
 * Puts issues into document order: key order of the value, parents before their children.
 *
 * @module
 */
import type { Issue } from '../issues/issue.js';
import type { JsonValue } from '../tables/index.js';

/** Keys and indexes that lead from the root to a place. */
export type Place = readonly (string | number)[];

/** Positions of an object's keys, made once an object however many issues stand below it. */
type Positions = Map<object, Map<string, number>>;

/** The issues in document order, each once: same code, place and source is the same finding. */
export function inDocumentOrder(
  issues: readonly Issue[],
  places: ReadonlyMap<Issue, Place>,
  root: JsonValue | undefined,
): Issue[] {
  const positions: Positions = new Map();
  const placed = issues.map((issue) => ({ issue, order: orderOf(places.get(issue) ?? [], root, positions) }));
  placed.sort((a, b) => compare(a.order, b.order));
  const kept: Issue[] = [];
  let from = 0;
  for (const { issue } of placed) {
    // Equal findings have equal places, so they are among those since the place last changed.
    if (kept.length > from && kept[from]!.pointer !== issue.pointer) from = kept.length;
    if (!kept.slice(from).some((other) => isSame(other, issue))) kept.push(issue);
  }
  return kept;
}

function isSame(a: Issue, b: Issue): boolean {
  return a.code === b.code && a.source === b.source && a.message === b.message;
}

function orderOf(place: Place, root: JsonValue | undefined, positions: Positions): number[] {
  const order: number[] = [];
  let value: unknown = root;
  for (const key of place) {
    if (typeof value !== 'object' || value === null) break;
    order.push(typeof key === 'number' ? key : positionOf(value, key, positions));
    value = Object.hasOwn(value, key)
      ? (value as Readonly<Record<string | number, unknown>>)[key]
      : undefined;
  }
  return order;
}

/** Objects with fewer keys than this are searched, which is quicker than to index them. */
const FEW = 40;

function positionOf(object: object, key: string, positions: Positions): number {
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

function compare(a: readonly number[], b: readonly number[]): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    if (a[i] !== b[i]) return a[i]! - b[i]!;
  }
  return a.length - b.length;
}
