/**
 * Puts issues into document order: key order of the value, parents before their children.
 *
 * @module
 */
import type { Issue } from '../issues/issue.js';
import { pointerSegments } from '../issues/names.js';
import type { JsonValue } from '../tables/index.js';

/** Positions of an object's keys, made once an object however many issues stand below it. */
type Positions = Map<object, Map<string, number>>;

/** The issues in document order, each once: same code, place and source is the same finding. */
export function inDocumentOrder(issues: readonly Issue[], root: JsonValue | undefined): Issue[] {
  const positions: Positions = new Map();
  const seen = new Set<string>();
  const placed: { issue: Issue; order: number[] }[] = [];
  for (const issue of issues) {
    const identity = `${issue.code} ${issue.pointer} ${issue.source} ${JSON.stringify(issue.params)}`;
    if (seen.has(identity)) continue;
    seen.add(identity);
    placed.push({ issue, order: orderOf(issue.pointer, root, positions) });
  }
  return placed.sort((a, b) => compare(a.order, b.order)).map(({ issue }) => issue);
}

function orderOf(pointer: string, root: JsonValue | undefined, positions: Positions): number[] {
  const order: number[] = [];
  let value: unknown = root;
  for (const segment of pointerSegments(pointer)) {
    if (typeof value !== 'object' || value === null) break;
    if (Array.isArray(value)) {
      const index = Number(segment);
      order.push(index);
      value = (value as readonly unknown[])[index];
    } else {
      order.push(positionOf(value, segment, positions));
      value = Object.hasOwn(value, segment)
        ? (value as Readonly<Record<string, unknown>>)[segment]
        : undefined;
    }
  }
  return order;
}

function positionOf(object: object, key: string, positions: Positions): number {
  let known = positions.get(object);
  if (known === undefined) {
    known = new Map(Object.keys(object).map((name, i) => [name, i]));
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
