/**
 * What a change breaks beside what it is made for: rules of the objects around it, and slicings of the lists around it.
 *
 * @module
 */
import { isArray, type SliceNode, type SlicingNode } from '@gpconnect/runtime/nodes';
import type { JsonObject, JsonValue } from '@gpconnect/runtime/tables';
import { isObject, pathOf, pointerOf, valueAt, type Place } from '../instance/json.js';
import type { Instance, PassedList } from '../instance/steps.js';
import { strayFinding, isStray } from './codes.js';
import type { Expectation } from './mutant.js';

/** What a change breaks beside its own constraint. */
export interface Consequences {
  readonly also: readonly Expectation[];
  /** True when an item on the way to the change is in other slices than before, so that other constraints apply. */
  readonly isReclassified: boolean;
}

/** An expectation at a place of a resource. */
export function expectation(
  root: JsonObject,
  code: Expectation['code'],
  place: Place,
  further: { readonly severity?: Expectation['severity']; readonly key?: string } = {},
): Expectation {
  const path = pathOf(String(root['resourceType']), place);
  return {
    code,
    severity: further.severity ?? 'error',
    pointer: pointerOf(place),
    path,
    ...(further.key === undefined ? {} : { key: further.key }),
  };
}

/** Compares an instance before and after a change. */
export function consequencesOf(instance: Instance, changed: JsonObject): Consequences {
  const also: Expectation[] = [
    ...brokenRules(instance, changed),
    ...brokenBindings(instance, changed),
    ...brokenReferences(instance, changed),
  ];
  let isReclassified = false;
  for (const list of instance.lists) {
    const before = valueAt(instance.value, list.place);
    const after = valueAt(changed, list.place);
    if (JSON.stringify(before) === JSON.stringify(after)) continue;
    also.push(...brokenSlicings(instance.value, changed, list));
    if (isMoved(instance, list, before, after)) isReclassified = true;
  }
  return { also, isReclassified };
}

function brokenRules(instance: Instance, changed: JsonObject): Expectation[] {
  const broken: Expectation[] = [];
  for (const { node, place } of instance.objects) {
    const before = valueAt(instance.value, place);
    const after = valueAt(changed, place);
    if (!isObject(before) || !isObject(after)) continue;
    for (const { value: rule } of node.invariants) {
      if (!rule.test(before, contextAt(instance, instance.value, place))) continue;
      if (rule.test(after, contextAt(instance, changed, place))) continue;
      broken.push(
        expectation(changed, 'invariant.failed', place, { severity: rule.severity, key: rule.key }),
      );
    }
  }
  return broken;
}

/** Codes around the change that are no longer of their value sets. */
function brokenBindings(instance: Instance, changed: JsonObject): Expectation[] {
  const broken: Expectation[] = [];
  for (const { property, place } of instance.objects) {
    const before = valueAt(instance.value, place);
    const after = valueAt(changed, place);
    if (property === null || before === undefined || after === undefined) continue;
    for (const binding of property.bindings) {
      if (!isStray(binding, after)) continue;
      const { code, severity } = strayFinding(binding, after);
      if (!isStray(binding, before)) broken.push(expectation(changed, code, place, { severity }));
      if (binding.strength === 'required') broken.push(expectation(changed, 'binding.no-code', place));
    }
  }
  return broken;
}

/** References to contained resources that are no longer there. */
function brokenReferences(instance: Instance, changed: JsonObject): Expectation[] {
  if (!('contained' in instance.value)) return [];
  const contained = changed['contained'];
  const ids = new Set(
    isArray(contained) ? contained.map((one) => (isObject(one) ? one['id'] : undefined)) : [],
  );
  return fragments(changed, [])
    .filter(({ id }) => !ids.has(id))
    .map(({ place }) => expectation(changed, 'invariant.failed', place, { key: 'ref-1' }));
}

function fragments(value: JsonValue, place: Place): { readonly id: string; readonly place: Place }[] {
  if (isArray(value)) return value.flatMap((item, i) => fragments(item, [...place, i]));
  if (!isObject(value)) return [];
  const { reference } = value;
  const own =
    typeof reference === 'string' && reference.startsWith('#') ? [{ id: reference.slice(1), place }] : [];
  return [...own, ...Object.entries(value).flatMap(([name, item]) => fragments(item, [...place, name]))];
}

/** What a rule at a place can see of a payload. */
export function contextAt(
  instance: Instance,
  root: JsonObject,
  place: Place,
): { readonly resource: JsonObject; readonly rootResource: JsonObject } {
  const resources = instance.objects.filter((one) => one.node.isResource && one.place.length <= place.length);
  const nearest = resources[resources.length - 1];
  const resource = nearest === undefined ? root : valueAt(root, nearest.place);
  const seen = isObject(resource) ? resource : root;
  return { resource: seen, rootResource: seen };
}

/** The slice of each item, by one slicing; extensions are told by a URL that is text. */
function membership(slicing: SlicingNode, items: JsonValue | undefined): (SliceNode | null)[] {
  if (!isArray(items)) return [];
  return items.map((item) => {
    const found = slicing.slices.find(({ matcher }) => matcher?.matches(item)) ?? null;
    return found?.url !== null && isObject(item) && typeof item['url'] !== 'string' ? null : found;
  });
}

/** True when the item that the way goes through is in other slices. */
function isMoved(
  instance: Instance,
  { property, place }: PassedList,
  before: JsonValue | undefined,
  after: JsonValue | undefined,
): boolean {
  const index = instance.place[place.length];
  if (typeof index !== 'number' || !isArray(before) || !isArray(after) || before.length !== after.length)
    return false;
  return property.slicings.some(
    (slicing) => membership(slicing, before)[index] !== membership(slicing, after)[index],
  );
}

function brokenSlicings(
  base: JsonObject,
  changed: JsonObject,
  { property, place }: PassedList,
): Expectation[] {
  const items = valueAt(changed, place);
  if (items !== undefined && !isArray(items)) return [];
  // Where the list is gone, the object is said to lack the slice.
  const at = items === undefined ? place.slice(0, -1) : place;
  const broken: Expectation[] = [];
  for (const slicing of property.slicings) {
    const members = membership(slicing, items);
    const before = membership(slicing, valueAt(base, place));
    const count = (slice: SliceNode, of: readonly (SliceNode | null)[]) =>
      of.filter((one) => one === slice).length;
    for (const slice of slicing.slices) {
      if (slice.matcher === null) continue;
      const found = count(slice, members);
      if (found < slice.min && count(slice, before) >= slice.min)
        broken.push(expectation(changed, 'slicing.minimum', at));
      if (found > slice.max && count(slice, before) <= slice.max)
        broken.push(
          expectation(changed, 'slicing.maximum', slice.max === 0 ? [...place, members.indexOf(slice)] : at),
        );
    }
    if (slicing.unsure.length > 0) continue;
    members.forEach((slice, index) => {
      if (slice === null && slicing.rules === 'closed' && before[index] !== null)
        broken.push(expectation(changed, 'slicing.closed', [...place, index]));
      if (
        slice === null &&
        slicing.rules === 'openAtEnd' &&
        members.slice(index).some((later) => later !== null)
      )
        broken.push(expectation(changed, 'slicing.open-at-end', [...place, index]));
    });
  }
  return broken;
}
