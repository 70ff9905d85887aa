/**
 * Breaks slicings: how often a slice is there, what else may be there, and in which order.
 *
 * @module
 */
import {
  EXTENSION,
  isArray,
  type PropertyNode,
  type SliceNode,
  type SlicingNode,
} from '@gpconnect/runtime/nodes';
import type { JsonObject, JsonValue } from '@gpconnect/runtime/tables';
import { makeItem } from '../instance/list.js';
import { Making } from '../instance/making.js';
import { makeValue } from '../instance/value.js';
import { valueAt, type Place } from '../instance/json.js';
import { expectation } from './consequences.js';
import type { Expectation, Mutant } from './mutant.js';
import { withoutProperty } from './presence.js';
import { Spot, type Ground, type Site } from './site.js';

/** Breaks how often items of a slice are there. The site's item is one of the slice. */
export function* wrongCounts(
  site: Site,
  list: PropertyNode,
  slice: SliceNode,
): Generator<Mutant | undefined> {
  const { listPlace, holderPlace, root, value } = site;
  if (slice.matcher === null || value === undefined) return;
  if (slice.max === 0) {
    if (!site.isReachable) return;
    const holder = new Spot(site.ground, site.steps.slice(0, -1), site.element);
    yield holder.mutant({
      constraint: 'slice-maximum',
      about: `an item in slice ${slice.name}, which must not be there`,
      value: root,
      code: 'slicing.maximum',
      at: site.place,
    });
    return;
  }
  const items = valueAt(root, listPlace);
  if (!isArray(items)) return;
  const own = items.filter((item) => slice.matcher?.matches(item));
  if (slice.min > 0) {
    let left = slice.min - 1;
    const kept = items.filter((item) => !slice.matcher?.matches(item) || left-- > 0);
    const changed = kept.length > 0 ? site.with(listPlace, kept) : withoutProperty(site);
    yield site.mutant({
      constraint: 'slice-minimum',
      about: `${slice.min - 1} items in slice ${slice.name} instead of ${slice.min}`,
      value: changed,
      code: 'slicing.minimum',
      at: kept.length > 0 ? listPlace : holderPlace,
      also: counted(site, list, changed, kept.length),
    });
  }
  if (slice.max < Infinity) {
    const added = Array.from({ length: slice.max + 1 - own.length }, () => value);
    const changed = site.with(listPlace, [...items, ...added]);
    yield site.mutant({
      constraint: 'slice-maximum',
      about: `${slice.max + 1} items in slice ${slice.name} instead of ${slice.max}`,
      value: changed,
      code: 'slicing.maximum',
      at: listPlace,
      also: counted(site, list, changed, items.length + added.length),
    });
  }
}

/** What the number of all items breaks. */
function counted(site: Site, list: PropertyNode, changed: JsonObject, count: number): Expectation[] {
  const { min, max } = list.cardinality;
  const { listPlace, holderPlace } = site;
  if (count > max) return [expectation(changed, 'structure.maximum', listPlace)];
  if (count >= min) return [];
  return [expectation(changed, 'structure.minimum', count === 0 ? holderPlace : listPlace)];
}

/** Adds an item that is in no slice, where that is not allowed or not before the others. */
export function* strays(site: Site, list: PropertyNode, slicing: SlicingNode): Generator<Mutant | undefined> {
  const { listPlace, root, ground } = site;
  if (slicing.rules === 'open' || slicing.unsure.length > 0) return;
  const items = valueAt(root, listPlace);
  const stray = strayItem(ground, list);
  if (!isArray(items) || slicing.slices.some(({ matcher }) => matcher?.matches(stray))) return;
  const isClosed = slicing.rules === 'closed';
  if (!isClosed && !items.some((item) => slicing.slices.some(({ matcher }) => matcher?.matches(item))))
    return;
  const changed = site.with(listPlace, isClosed ? [...items, stray] : [stray, ...items]);
  yield site.mutant({
    constraint: isClosed ? 'closed-slicing' : 'slice-order',
    about: isClosed ? 'an item in none of the slices' : 'an item in no slice before those in slices',
    value: changed,
    code: isClosed ? 'slicing.closed' : 'slicing.open-at-end',
    at: isClosed ? [...listPlace, items.length] : [...listPlace, 0],
    also: counted(site, list, changed, items.length + 1),
  });
}

/** Puts items of two slices in the wrong order. */
export function* disorder(
  site: Site,
  list: PropertyNode,
  slicing: SlicingNode,
): Generator<Mutant | undefined> {
  if (!slicing.ordered) return;
  const [first, second] = slicing.slices.filter(({ matcher, max }) => matcher !== null && max > 0);
  const items = valueAt(site.root, site.listPlace);
  if (first === undefined || second === undefined || !isArray(items)) return;
  const making = new Making(site.ground.catalog);
  const own = [second, first].map((slice) => makeItem(making, list, [slice], [], undefined));
  if (making.contradictions.length > 0) return;
  const rest = items.filter((item) => ![first, second].some(({ matcher }) => matcher?.matches(item)));
  const changed = site.with(site.listPlace, [...own, ...rest]);
  yield site.mutant({
    constraint: 'slice-order',
    about: `slice ${second.name} before ${first.name}`,
    value: changed,
    code: 'slicing.order',
    at: [...site.listPlace, 1],
    also: counted(site, list, changed, own.length + rest.length),
  });
}

/** An item that is in no slice. */
function strayItem({ catalog }: Ground, list: PropertyNode): JsonValue {
  if (list.kind === EXTENSION) return { url: 'https://example.org/extension', valueString: 'Example' };
  return makeValue(new Making(catalog), list, [] as Place, undefined);
}
