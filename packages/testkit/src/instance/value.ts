/**
 * Makes the value of one property.
 *
 * @module
 */
import { PRIMITIVE, RESOURCE, satisfies, type PropertyNode } from '@gpconnect/runtime/nodes';
import type { JsonValue } from '@gpconnect/runtime/tables';
import { fillCoding, fillConcept, fillIdentifier, fillReference } from './fill.js';
import { chooseCode } from './codes.js';
import { copy, isObject, type Draft, type Place } from './json.js';
import type { Making } from './making.js';
import { makeObject, type Fill, type Way } from './object.js';
import { makeResourceIn } from './resource.js';
import { SAMPLES, SAMPLES_BY_ELEMENT } from './samples.js';

/** Makes a value that satisfies a property; of a list, one item. */
export function makeValue(making: Making, property: PropertyNode, place: Place, way: Way): JsonValue {
  if (way?.length === 0) making.target = place;
  if (property.kind === PRIMITIVE) {
    const made = makePrimitive(property);
    if (property.values.some((rule) => !satisfies(rule, made)))
      making.contradiction(property.element, 'definitions fix different values of it');
    return made;
  }
  if (property.kind === RESOURCE) return makeResourceIn(making, property, place, way);
  const fixed = property.values.find(({ code }) => code === 'value.fixed');
  if (fixed !== undefined && isObject(fixed.expected)) {
    if (way !== undefined) making.objects.push({ node: property.content, place, property });
    return copy(fixed.expected);
  }
  const node = property.alternatives[0] ?? property.content;
  const made = makeObject(making, node, place, way, fillOf(making, property, place), property);
  for (const { code, expected } of property.values) {
    if (code === 'value.pattern' && isObject(expected)) merge(made, expected);
  }
  return made;
}

function fillOf(making: Making, property: PropertyNode, place: Place): Fill | undefined {
  switch (property.type) {
    case 'Coding':
      return (draft) => fillCoding(property, draft);
    case 'CodeableConcept':
      return (draft) => fillConcept(making, property, draft, place);
    case 'Reference':
      return (draft) => fillReference(making, property, draft);
    case 'Identifier':
      return (draft) => fillIdentifier(property, draft);
    default:
      return undefined;
  }
}

/** A primitive value: the one that definitions fix, one of a value set, or a plain one of the type. */
export function makePrimitive(property: PropertyNode): JsonValue {
  const stated = property.values[0];
  if (stated !== undefined) return copy(stated.expected);
  const usual = SAMPLES_BY_ELEMENT[property.element];
  const isDenied = property.bindings.some((one) => one.ask(undefined, String(usual)) === 'not-member');
  const chosen = usual === undefined || isDenied ? chooseCode(property.bindings) : undefined;
  if (chosen !== undefined) return chosen.code;
  const sample = usual ?? SAMPLES[property.type] ?? 'Example';
  return typeof sample === 'string' && property.maxLength !== null
    ? sample.slice(0, property.maxLength.value)
    : sample;
}

/** Adds what a pattern asks for to a value. */
function merge(draft: Draft, pattern: Readonly<Record<string, JsonValue | undefined>>): void {
  for (const [name, expected] of Object.entries(pattern)) {
    if (expected === undefined) continue;
    const found = draft[name];
    if (isObject(found) && isObject(expected)) merge(found, expected);
    else if (Array.isArray(found) && Array.isArray(expected)) {
      expected.forEach((item: JsonValue, i) => {
        const own = found[i] as JsonValue | undefined;
        if (isObject(own) && isObject(item)) merge(own, item);
        else (found as JsonValue[])[i] = copy(item);
      });
    } else draft[name] = copy(expected);
  }
}
