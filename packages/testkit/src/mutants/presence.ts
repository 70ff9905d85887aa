/**
 * Breaks how often an element is there.
 *
 * @module
 */
import type { JsonObject, JsonValue } from '@gpconnect/runtime/tables';
import { isObject, valueAt } from '../instance/json.js';
import { expectation } from './consequences.js';
import type { Expectation, Mutant } from './mutant.js';
import type { Site } from './site.js';

/** Takes a required element away, or all but too few of its items. */
export function* fewer(site: Site): Generator<Mutant | undefined> {
  const { property, listPlace, holderPlace, root } = site;
  const { min } = property.cardinality;
  if (min === 0) return;
  const value = withoutProperty(site);
  yield site.mutant({
    constraint: 'minimum',
    about: 'the element is missing',
    value,
    code: 'structure.minimum',
    at: holderPlace,
    isOfBase: (property.layers[0]!.table.min ?? 0) > 0,
    also: [...emptied(site, value), ...lacking(site, value)],
  });
  if (min < 2) return;
  const items = valueAt(root, listPlace) as readonly JsonValue[];
  yield site.mutant({
    constraint: 'minimum',
    about: `there are ${min - 1} instead of ${min}`,
    value: site.with(listPlace, items.slice(0, min - 1)),
    code: 'structure.minimum',
    at: listPlace,
  });
}

/** The payload without the property and without what stands beside it (`_birthDate`). */
export function withoutProperty(site: Site): JsonObject {
  const { property, holderPlace, root } = site;
  const holder = { ...(valueAt(root, holderPlace) as Readonly<Record<string, JsonValue>>) };
  delete holder[property.name];
  delete holder[property.siblingName];
  return holderPlace.length === 0 ? holder : site.with(holderPlace, holder);
}

function emptied(site: Site, value: JsonObject): Expectation[] {
  const holder = valueAt(value, site.holderPlace);
  if (!isObject(holder) || 'resourceType' in holder || Object.keys(holder).some((key) => key !== 'id'))
    return [];
  return [expectation(value, 'structure.empty', site.holderPlace)];
}

/** What else an object lacks with the property: the slices in it, and a code where it is bound. */
function lacking({ property, holder, holderPlace }: Site, value: JsonObject): Expectation[] {
  const isSliced = property.slicings.some(({ slices }) => slices.some(({ min }) => min > 0));
  const isCode = `${holder.type}.${property.name}`;
  return [
    ...(property.element === 'Bundle.entry' ? [expectation(value, 'bundle.first-entry', [])] : []),
    ...(isSliced ? [expectation(value, 'slicing.minimum', holderPlace)] : []),
    ...(isCode === 'CodeableConcept.coding' || isCode === 'Coding.code'
      ? [expectation(value, 'binding.no-code', holderPlace)]
      : []),
  ];
}

/** Writes one more than there may be; of what does not repeat, an array. */
export function* more(site: Site): Generator<Mutant | undefined> {
  const { property, listPlace, root, value } = site;
  if (value === undefined) return;
  if (!property.isArray) {
    yield site.mutant({
      constraint: 'shape',
      about: 'an element that does not repeat is written as an array',
      value: site.with(listPlace, [value]),
      code: 'structure.unexpected-array',
      at: listPlace,
    });
    return;
  }
  const { max } = property.cardinality;
  if (max === Infinity || max === 0) return;
  const items = valueAt(root, listPlace) as readonly JsonValue[];
  const added = Array.from({ length: max + 1 - items.length }, () => value);
  yield site.mutant({
    constraint: 'maximum',
    about: `there are ${max + 1} instead of ${max}`,
    value: site.with(listPlace, [...items, ...added]),
    code: 'structure.maximum',
    at: listPlace,
  });
}
