/**
 * Makes lists: the items that slices require, the item wanted, and as many as there must be.
 *
 * @module
 */
import { EXTENSION, makeExtensionPlan, type PropertyNode, type SliceNode } from '@gpconnect/runtime/nodes';
import type { JsonValue } from '@gpconnect/runtime/tables';
import { impose } from './impose.js';
import { isObject, type Place } from './json.js';
import type { Making } from './making.js';
import type { Way } from './object.js';
import type { Step } from './steps.js';
import { makeValue } from './value.js';

/** The item wanted of a list, and the way on from it. */
export interface WantedItem {
  readonly step: Step;
  readonly rest: readonly Step[];
}

/** Makes the items of a property that JSON writes as an array. */
export function makeList(
  making: Making,
  property: PropertyNode,
  place: Place,
  wanted: WantedItem | undefined,
): JsonValue[] {
  if (wanted !== undefined && property.isSliced) making.lists.push({ property, place });
  const items: JsonValue[] = [];
  for (const { slices } of property.slicings) {
    for (const slice of slices) {
      if (slice.matcher === null || slice.max === 0) continue;
      for (let n = count(items, slice); n < slice.min; n++) {
        items.push(makeItem(making, property, [slice], [...place, items.length], undefined));
      }
    }
  }
  if (wanted !== undefined) placeWanted(making, property, place, items, wanted);
  while (items.length < Math.max(property.cardinality.min, 1)) {
    items.push(makeFurther(making, property, items, [...place, items.length]));
  }
  return items;
}

function count(items: readonly JsonValue[], slice: SliceNode): number {
  return items.filter((item) => slice.matcher?.matches(item)).length;
}

/** Puts the wanted item in place of one of its slice, or at the end. */
function placeWanted(
  making: Making,
  property: PropertyNode,
  place: Place,
  items: JsonValue[],
  { step, rest }: WantedItem,
): void {
  const slices = step.slices ?? [];
  const taken = slices.length === 0 ? -1 : items.findIndex((item) => isFor(property, item, slices));
  const index = taken < 0 ? placeInOrder(property, items, slices) : taken;
  const undo = making.mark();
  const made =
    step.url === undefined
      ? makeItem(making, property, slices, [...place, index], rest)
      : makeExtension(making, property, step.url, [...place, index], rest);
  const chanced = taken < 0 ? fullSlices(property, items, made) : [];
  if (slices.length === 0 && chanced.length > 0 && step.url === undefined) {
    // What is meant for no slice is in one all the same, and takes the place of the item that fills it.
    undo();
    placeWanted(making, property, place, items, { step: { ...step, slices: chanced }, rest });
    return;
  }
  items.splice(index, taken < 0 ? 0 : 1, made);
}

/** Slices that an item is in, and that have no room for it. */
function fullSlices(property: PropertyNode, items: readonly JsonValue[], item: JsonValue): SliceNode[] {
  return property.slicings.flatMap(({ slices }) =>
    slices.filter((slice) => slice.matcher?.matches(item) === true && count(items, slice) >= slice.max),
  );
}

/** True for an item that is in these slices, and that no other slice has need of. */
function isFor(property: PropertyNode, item: JsonValue, slices: readonly SliceNode[]): boolean {
  const own = property.slicings.flatMap((one) => one.slices.filter(({ matcher }) => matcher?.matches(item)));
  const others = own.filter(({ name }) => slices.every((slice) => slice.name !== name));
  return slices.every((slice) => own.includes(slice)) && others.every(({ min }) => min === 0);
}

/** Where an item of a slice goes: before those of slices that definitions put later. */
function placeInOrder(
  property: PropertyNode,
  items: readonly JsonValue[],
  slices: readonly SliceNode[],
): number {
  const slicing = property.slicings.find((one) => slices.some((slice) => one.slices.includes(slice)));
  const own = slices.find((slice) => slicing?.slices.includes(slice));
  if (slicing === undefined || own === undefined) return items.length;
  const later = items.findIndex((item) =>
    slicing.slices.some((slice) => slice.index > own.index && slice.matcher?.matches(item)),
  );
  return later < 0 ? items.length : later;
}

/** An item beyond those required: in no slice where that is allowed, otherwise in the first that has room. */
function makeFurther(
  making: Making,
  property: PropertyNode,
  items: readonly JsonValue[],
  place: Place,
): JsonValue {
  const roomy = property.slicings.flatMap(({ slices }) =>
    slices.filter((slice) => slice.matcher !== null && count(items, slice) < slice.max),
  );
  const isClosed = property.slicings.some(({ rules }) => rules === 'closed');
  const inSlice = roomy[0] !== undefined && (isClosed || property.kind === EXTENSION);
  return makeItem(making, property, inSlice ? [roomy[0]!] : [], place, undefined);
}

/** Makes an item in the given slices, and in those that it happens to be in as well. */
export function makeItem(
  making: Making,
  property: PropertyNode,
  slices: readonly SliceNode[],
  place: Place,
  way: Way,
): JsonValue {
  const undo = making.mark();
  const made = makeOnce(making, property, slices, place, way);
  const all = property.slicings.flatMap((slicing) =>
    slicing.slices.filter(({ matcher }) => matcher?.matches(made)),
  );
  const further = all.filter((slice) => !slices.includes(slice));
  if (further.length === 0) return made;
  undo();
  return makeOnce(making, property, [...slices, ...further], place, way);
}

function makeOnce(
  making: Making,
  property: PropertyNode,
  slices: readonly SliceNode[],
  place: Place,
  way: Way,
): JsonValue {
  const url = slices.find((slice) => slice.url !== null)?.url;
  if (url !== undefined && url !== null) return makeExtension(making, property, url, place, way);
  const item = slices.length === 0 ? property : property.inSlices(slices);
  const made = makeValue(making, item, place, way);
  if (!isObject(made)) return made;
  for (const slice of slices) if (slice.matcher !== null) impose(making, item, made, slice.matcher, place);
  return made;
}

/** Makes an extension of a URL, by its definition where there is one. */
function makeExtension(
  making: Making,
  property: PropertyNode,
  url: string,
  place: Place,
  way: Way,
): JsonValue {
  const made = makeValue(making, makeExtensionPlan(property, url).item, place, way);
  return isObject(made) ? { ...made, url } : made;
}
