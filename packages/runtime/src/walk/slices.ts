/**
 * Walks the items of a sliced list: each by what its slice says, then the list by what its slicing says.
 *
 * @module
 */
import type { PropertyNode } from '../nodes/property.js';
import { sliceOfKey, type SliceNode, type SlicingNode } from '../nodes/slicing.js';
import type { JsonObject, JsonValue } from '../tables/index.js';
import { walkItem } from './element.js';
import { nearestItem, nearestSlice } from './near-miss.js';
import type { Run } from './run.js';

/** Walks a sliced list; the run stands at the list. */
export function walkSliced(run: Run, property: PropertyNode, items: readonly JsonValue[]): void {
  const { slicings } = property;
  if (slicings.length > 1) {
    walkSlicedTwice(run, property, items);
    return;
  }
  const slicing = slicings[0]!;
  const membership = matchItems(run, property, slicing, items);
  for (let i = 0; i < items.length; i++) {
    const slice = membership[i]!;
    walkItem(run, slice === null ? property : property.inSlice(slice), items[i]!, i);
    if (run.stopped) break;
  }
  judgeSlicing(run, property, slicing, items, membership);
}

/** Walks a list that several definitions slice, each in its own way. */
function walkSlicedTwice(run: Run, property: PropertyNode, items: readonly JsonValue[]): void {
  const { slicings } = property;
  const memberships = slicings.map((slicing) => matchItems(run, property, slicing, items));
  for (let i = 0; i < items.length; i++) {
    const slices = memberships.map((membership) => membership[i]!).filter((slice) => slice !== null);
    walkItem(run, slices.length === 0 ? property : property.inSlices(slices), items[i]!, i);
    if (run.stopped) break;
  }
  for (let i = 0; i < slicings.length; i++) {
    judgeSlicing(run, property, slicings[i]!, items, memberships[i]!);
  }
}

function matchItems(
  run: Run,
  property: PropertyNode,
  slicing: SlicingNode,
  items: readonly JsonValue[],
): (SliceNode | null)[] {
  // Of its length at once, because an array that grows takes room for many more.
  const membership = new Array<SliceNode | null>(items.length);
  for (let i = 0; i < items.length; i++) membership[i] = matchItem(run, property, slicing, items[i]!, i);
  return membership;
}

/** The slice of an item. An item in several is reported, and judged by the first. */
function matchItem(
  run: Run,
  property: PropertyNode,
  slicing: SlicingNode,
  item: JsonValue,
  index: number,
): SliceNode | null {
  if (slicing.key !== null && typeof item === 'object' && item !== null && !Array.isArray(item)) {
    const value = (item as JsonObject)[slicing.key];
    if (typeof value === 'string') return sliceOfKey(slicing, value);
  }
  return search(run, property, slicing, item, index);
}

function search(
  run: Run,
  property: PropertyNode,
  slicing: SlicingNode,
  item: JsonValue,
  index: number,
): SliceNode | null {
  let found: SliceNode | null = null;
  let all: string[] | null = null;
  for (const slice of slicing.slices) {
    if (slice.matcher === null || !slice.matcher.matches(item)) continue;
    if (found === null) found = slice;
    else (all ??= [found.name]).push(slice.name);
  }
  if (all !== null) {
    run.report('slicing.ambiguous', { element: property.element, slices: all }, slicing.source, {
      steps: [index],
    });
  }
  return found;
}

/** Judges a slicing by the slice of each item; the run stands at the list. */
export function judgeSlicing(
  run: Run,
  property: PropertyNode,
  slicing: SlicingNode,
  items: readonly JsonValue[],
  membership: readonly (SliceNode | null)[],
): void {
  const { element } = property;
  if (slicing.unsure.length > 0) reportUnsure(run, property, slicing);
  for (const slice of slicing.slices) {
    if (slice.matcher === null || (slice.min === 0 && slice.max === Infinity)) continue;
    let found = 0;
    for (let i = 0; i < membership.length; i++) if (membership[i] === slice) found++;
    if (found < slice.min) {
      const params = { element, slice: slice.name, min: slice.min, found };
      const because = nearestItem(run, slice, items, membership);
      run.report('slicing.minimum', params, slice.source, { because });
    }
    if (found > slice.max) {
      // What must not be there has a place; one too many of several has none but the list's.
      const placing = slice.max === 0 ? { steps: [membership.indexOf(slice)] } : {};
      run.report(
        'slicing.maximum',
        { element, slice: slice.name, max: slice.max, found },
        slice.source,
        placing,
      );
    }
  }
  if (slicing.rules === 'closed' && slicing.unsure.length === 0)
    reportStrays(run, property, slicing, items, membership);
  if (slicing.rules === 'openAtEnd' && slicing.unsure.length === 0)
    reportEarly(run, property, slicing, membership);
  if (slicing.ordered) reportOrder(run, property, slicing, membership);
}

/** Items of a closed slicing that are in no slice. */
function reportStrays(
  run: Run,
  property: PropertyNode,
  slicing: SlicingNode,
  items: readonly JsonValue[],
  membership: readonly (SliceNode | null)[],
): void {
  const slices = slicing.slices.map(({ name }) => name);
  for (let i = 0; i < items.length; i++) {
    if (membership[i] !== null) continue;
    if (!run.hasRoom(i)) return;
    const nearest = nearestSlice(run, slicing, items[i]!, i);
    const params = { element: property.element, slices };
    run.report(
      'slicing.closed',
      nearest === null ? params : { ...params, nearest: nearest.name },
      slicing.source,
      { steps: [i], ...(nearest === null ? {} : { because: nearest.because }) },
    );
  }
}

/** Items in no slice that come before items in slices, where only the end is open. */
function reportEarly(
  run: Run,
  property: PropertyNode,
  slicing: SlicingNode,
  membership: readonly (SliceNode | null)[],
): void {
  let last = membership.length - 1;
  while (last >= 0 && membership[last] === null) last--;
  for (let i = 0; i < last; i++) {
    if (membership[i] === null) {
      run.report('slicing.open-at-end', { element: property.element }, slicing.source, { steps: [i] });
    }
  }
}

function reportOrder(
  run: Run,
  property: PropertyNode,
  slicing: SlicingNode,
  membership: readonly (SliceNode | null)[],
): void {
  let latest: SliceNode | null = null;
  for (let i = 0; i < membership.length; i++) {
    const slice = membership[i]!;
    if (slice === null) continue;
    if (latest !== null && slice.index < latest.index) {
      const params = { element: property.element, slice: slice.name, after: latest.name };
      run.report('slicing.order', params, slicing.source, { steps: [i] });
    } else latest = slice;
  }
}

/** Reports slices whose items cannot be told, once an element. */
export function reportUnsure(run: Run, property: PropertyNode, slicing: SlicingNode): void {
  if (slicing.unsure.length === 0) return;
  const names = slicing.unsure.map(({ name }) => name).join(', ');
  run.once(
    `slicing ${slicing.source}`,
    'cannot-check.slicing',
    {
      element: property.element,
      reason: `the definition has no value that tells the items of ${names} from others.`,
    },
    slicing.source,
  );
}
