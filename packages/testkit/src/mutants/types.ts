/**
 * Breaks which types and which properties an object may have.
 *
 * @module
 */
import type { ChoiceNode, ObjectNode, PropertyNode } from '@gpconnect/runtime/nodes';
import type { JsonObject, JsonValue } from '@gpconnect/runtime/tables';
import { copy, isObject, valueAt, withValueAt } from '../instance/json.js';
import { Making } from '../instance/making.js';
import { makeList } from '../instance/list.js';
import { makeObject } from '../instance/object.js';
import { SAMPLES } from '../instance/samples.js';
import { makeValue } from '../instance/value.js';
import { expectation } from './consequences.js';
import type { Expectation, Mutant } from './mutant.js';
import type { Ground, Site, Spot } from './site.js';

/** Most excluded types written for one choice. */
const EXCLUDED_TYPES = 3;

/** Adds a property that no definition knows. `site` is any site of the object. */
export function unknownProperty(site: Site): Mutant | undefined {
  const at = [...site.holderPlace, 'notDefined'];
  return site.mutant({
    constraint: 'unknown-property',
    about: 'a property that is not defined',
    value: withValueAt(site.root, at, true),
    code: 'structure.unknown-property',
    at,
  });
}

/** Writes what may not be there; the site's instance has it, so the mutant is the instance. */
export function prohibited(site: Site, holder: Spot): Mutant | undefined {
  const { property, holderPlace } = site;
  return holder.mutant({
    constraint: 'prohibited',
    about: 'an element that must not be there',
    value: site.root,
    code: 'structure.prohibited',
    at: [...holderPlace, property.name],
  });
}

/** Writes a choice in two forms, in a form that is not allowed, and not in the form that a slice requires. */
export function* wrongForms(
  site: Site,
  holder: ObjectNode,
  choice: ChoiceNode,
): Generator<Mutant | undefined> {
  const { ground, holderPlace, root } = site;
  const object = valueAt(root, holderPlace) as JsonObject;
  const present = choice.names.find((name) => name in object);
  const allowed = choice.names.filter((name) => (holder.properties.get(name)?.cardinality.max ?? 0) > 0);
  const further = allowed.find((name) => name !== present);
  if (present !== undefined && further !== undefined) {
    const second = choice.names.filter((name) => name === present || name === further)[1]!;
    yield site.mutant({
      constraint: 'choice',
      about: `${present} and ${further} at once`,
      value: withValueAt(root, [...holderPlace, further], valueOf(ground, holder.properties.get(further)!)),
      code: 'structure.choice-conflict',
      at: [...holderPlace, second],
    });
  }
  const excluded = [...holder.excluded].filter(([name]) => choice.names.includes(name));
  for (const [name, { type }] of excluded.slice(0, EXCLUDED_TYPES)) {
    const value = swapped(root, holderPlace, present, name, sampleOf(ground, type));
    yield site.mutant({
      constraint: 'type',
      about: `${name}, of a type that is not allowed`,
      value,
      code: 'structure.type-not-allowed',
      at: [...holderPlace, name],
      also: missingSlices(choice, name, value, holderPlace),
    });
  }
  if (choice.requiredSlices.length === 0) return;
  const other = allowed.find((name) => !choice.requiredSlices.some(({ names }) => names.includes(name)));
  if (other === undefined) return;
  yield site.mutant({
    constraint: 'slice-minimum',
    about: `${other} in place of the form that a slice requires`,
    value: swapped(root, holderPlace, present, other, valueOf(ground, holder.properties.get(other)!)),
    code: 'slicing.minimum',
    at: holderPlace,
  });
}

function missingSlices(
  choice: ChoiceNode,
  name: string,
  value: JsonObject,
  place: Site['place'],
): Expectation[] {
  return choice.requiredSlices
    .filter(({ names }) => !names.includes(name))
    .map(() => expectation(value, 'slicing.minimum', place));
}

function swapped(
  root: JsonObject,
  place: Site['place'],
  from: string | undefined,
  to: string,
  value: JsonValue,
): JsonObject {
  const holder = valueAt(root, place) as JsonObject;
  const changed: Record<string, JsonValue> = {};
  for (const [key, item] of Object.entries(holder)) {
    if (item !== undefined && key !== from && key !== `_${from ?? ''}`) changed[key] = item;
  }
  changed[to] = copy(value);
  return place.length === 0 ? changed : withValueAt(root, place, changed);
}

/** A value of a property, made apart from any payload. */
export function valueOf({ catalog }: Ground, property: PropertyNode): JsonValue {
  const making = new Making(catalog);
  return property.isArray
    ? makeList(making, property, [], undefined)
    : makeValue(making, property, [], undefined);
}

/** A value of a type that no definition constrains. */
export function sampleOf({ catalog }: Ground, type: string): JsonValue {
  const sample = SAMPLES[type];
  if (sample !== undefined) return sample;
  const made = makeObject(new Making(catalog), catalog.baseNode(type), [], undefined);
  return isObject(made) && type === 'Reference' ? { reference: 'Patient/example' } : made;
}
