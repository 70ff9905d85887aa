/**
 * Puts values into the object that has them, as FHIR JSON does: lists as arrays, ids and extensions of primitives in a
 * sibling, the arrays of both aligned by nulls.
 *
 * @module
 */
import type { JsonValue } from '../../tables/index.js';
import type { Building } from './frame.js';
import type { XmlElement } from './plan.js';

function nulls(length: number): JsonValue[] {
  return new Array<JsonValue>(length).fill(null);
}

/** How many items a list has, whether they are values, siblings or both. */
export function itemsOf(host: Building, { name, siblingName }: XmlElement): number {
  const values = host[name] as JsonValue[] | undefined;
  const siblings = host[siblingName] as JsonValue[] | undefined;
  return Math.max(values?.length ?? 0, siblings?.length ?? 0);
}

/** Adds an item to a list that has no siblings. Gives its index. */
export function addItem(host: Building, name: string, value: JsonValue): number {
  const items = host[name] as JsonValue[] | undefined;
  if (items === undefined) {
    host[name] = [value];
    return 0;
  }
  return items.push(value) - 1;
}

/** Adds a primitive to a list. Gives its index. */
export function addValue(host: Building, plan: XmlElement, value: JsonValue): number {
  const siblings = host[plan.siblingName] as JsonValue[] | undefined;
  if (siblings === undefined) return addItem(host, plan.name, value);
  host[plan.name] ??= nulls(siblings.length);
  siblings.push(null);
  return (host[plan.name] as JsonValue[]).push(value) - 1;
}

/** Puts the sibling of a primitive of a list at its index, whether or not the primitive has a value. */
export function addSibling(host: Building, plan: XmlElement, index: number, sibling: Building): void {
  const siblings = (host[plan.siblingName] ??= nulls(index)) as JsonValue[];
  siblings[index] = sibling;
  const values = host[plan.name] as JsonValue[] | undefined;
  if (values !== undefined && values.length < siblings.length) values.push(null);
}

/**
 * Puts a value where the tables do not say what it is: what stands once is a value, what stands again becomes a list.
 */
export function addUnknown(host: Building, name: string, value: JsonValue): void {
  if (!Object.hasOwn(host, name)) {
    host[name] = value;
    return;
  }
  const values = listOf(host[name]);
  values.push(value);
  host[name] = values;
  const siblingName = '_' + name;
  if (!Object.hasOwn(host, siblingName)) return;
  const siblings = listOf(host[siblingName]);
  siblings.push(null);
  host[siblingName] = siblings;
}

/** Puts a sibling beside the value that {@link addUnknown} put there last. */
export function addUnknownSibling(host: Building, name: string, sibling: Building): void {
  const siblingName = '_' + name;
  const values = host[name];
  if (!Array.isArray(values)) {
    host[siblingName] = sibling;
    return;
  }
  const siblings = listOf(Object.hasOwn(host, siblingName) ? host[siblingName] : undefined);
  while (siblings.length < values.length) siblings.push(null);
  siblings[values.length - 1] = sibling;
  host[siblingName] = siblings;
}

function listOf(value: JsonValue | undefined): JsonValue[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as JsonValue[]) : [value];
}
