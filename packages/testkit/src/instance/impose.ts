/**
 * Makes an item be in a slice: gives it what the slice's items are told by.
 *
 * @module
 */
import {
  Every,
  Exists,
  Has,
  IsMember,
  IsResource,
  IsValue,
  PRIMITIVE,
  RESOURCE,
  Some,
  type Matcher,
  type ObjectNode,
  type PropertyNode,
} from '@gpconnect/runtime/nodes';
import type { JsonValue } from '@gpconnect/runtime/tables';
import { chooseCode } from './codes.js';
import { copy, isObject, type Draft, type Place } from './json.js';
import { makeList } from './list.js';
import type { Making } from './making.js';
import { makeResource } from './resource.js';
import { makeValue } from './value.js';

/** Changes `value`, of a property's type, so that a matcher holds of it. */
export function impose(
  making: Making,
  property: PropertyNode,
  value: Draft,
  matcher: Matcher,
  place: Place,
): void {
  if (matcher.matches(value)) return;
  apply(making, property.content, value, matcher, place);
  if (!matcher.matches(value))
    making.contradiction(property.element, `nothing can be in the slice (${matcher.key})`);
}

function apply(making: Making, node: ObjectNode, value: Draft, matcher: Matcher, place: Place): void {
  if (matcher.matches(value)) return;
  if (matcher instanceof Every) for (const part of matcher.parts) apply(making, node, value, part, place);
  else if (matcher instanceof Some) apply(making, node, value, matcher.parts[0]!, place);
  else if (matcher instanceof IsValue) {
    if (isObject(matcher.expected)) Object.assign(value, copy(matcher.expected));
  } else if (matcher instanceof IsMember) {
    const chosen = chooseCode([matcher.binding]);
    if (chosen !== undefined && node.type === 'CodeableConcept') value['coding'] = [{ ...chosen }];
    else if (chosen !== undefined) Object.assign(value, chosen);
  } else if (matcher instanceof Exists) {
    const property = propertyOf(node, matcher.name);
    if (property === undefined) return;
    if (matcher.expected) value[property.name] = makeAny(making, property, place);
    else delete value[property.name];
  } else if (matcher instanceof Has) {
    const property = propertyOf(node, matcher.name);
    if (property !== undefined) applyBelow(making, property, value, matcher.inner, [...place, property.name]);
  }
}

function applyBelow(
  making: Making,
  property: PropertyNode,
  holder: Draft,
  matcher: Matcher,
  place: Place,
): void {
  const { name } = property;
  holder[name] ??= makeAny(making, property, place);
  const found = holder[name];
  if (!Array.isArray(found)) {
    holder[name] = changed(making, property, found, matcher, place);
    return;
  }
  const items = found as JsonValue[];
  if (items.some((item) => matcher.matches(item))) return;
  const slices = property.slicings.flatMap((one) =>
    one.slices.filter((slice) => slice.matcher?.matches(items[0])),
  );
  const item = slices.length === 0 ? property : property.inSlices(slices);
  items[0] = changed(making, item, items[0]!, matcher, [...place, 0]);
}

function changed(
  making: Making,
  property: PropertyNode,
  value: JsonValue,
  matcher: Matcher,
  place: Place,
): JsonValue {
  if (matcher.matches(value)) return value;
  if (property.kind === PRIMITIVE) {
    if (matcher instanceof IsValue) return copy(matcher.expected);
    if (matcher instanceof IsMember)
      return chooseCode([matcher.binding, ...property.bindings])?.code ?? value;
    return value;
  }
  if (property.kind === RESOURCE) {
    if (!(matcher instanceof IsResource)) return value;
    const profile = matcher.profiles
      .map((url) => making.catalog.profile(url))
      .find((found) => found !== undefined);
    return makeResource(making, matcher.types[0]!, profile === undefined ? [] : [profile], place, undefined);
  }
  if (isObject(value)) apply(making, property.content, value, matcher, place);
  return value;
}

function makeAny(making: Making, property: PropertyNode, place: Place): JsonValue {
  return property.isArray
    ? makeList(making, property, place, undefined)
    : makeValue(making, property, place, undefined);
}

/** A property by the name that paths give it: a choice is named without its type. */
function propertyOf(node: ObjectNode, name: string): PropertyNode | undefined {
  const plain = node.properties.get(name);
  if (plain !== undefined) return plain;
  const choice = node.choices.find(({ element }) => element.endsWith(`.${name}[x]`));
  return choice?.names.flatMap((form) => node.properties.get(form) ?? [])[0];
}
