/**
 * JSON values while they are being made.
 *
 * @module
 */
import type { JsonObject, JsonValue } from '@gpconnect/runtime/tables';

/** A JSON object that is still being made. */
export type Draft = Record<string, JsonValue>;

/** Keys and indexes that lead from the root of a payload to a place in it. */
export type Place = readonly (string | number)[];

/** A deep copy: what definitions state is never changed. */
export function copy<T extends JsonValue>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item: JsonValue) => copy(item)) as JsonValue as T;
  const made: Draft = {};
  for (const [key, item] of Object.entries(value))
    if (item !== undefined) made[key] = copy(item as JsonValue);
  return made as JsonValue as T;
}

/** True where an object says anything: an id alone does not count. */
export function hasContent(draft: Draft): boolean {
  return 'resourceType' in draft || Object.keys(draft).some((key) => key !== 'id');
}

/** The value at a place; undefined where there is none. */
export function valueAt(root: JsonValue, place: Place): JsonValue | undefined {
  let value: JsonValue | undefined = root;
  for (const key of place) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Readonly<Record<string | number, JsonValue | undefined>>)[key];
  }
  return value;
}

/**
 * A copy of a payload with another value at a place; undefined takes away what is there.
 *
 * @param root - stays as it is
 */
export function withValueAt(root: JsonObject, place: Place, value: JsonValue | undefined): JsonObject {
  const changed = copy(root);
  const last = place[place.length - 1];
  if (last === undefined) throw new TypeError('The root of a payload cannot be replaced');
  const holder = valueAt(changed, place.slice(0, -1)) as Record<string | number, JsonValue>;
  if (value !== undefined) holder[last] = copy(value);
  else if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else delete holder[last];
  return changed;
}

/** The place as a JSON pointer (RFC 6901). */
export function pointerOf(place: Place): string {
  return place.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The place as findings write it: `Patient.name[0].family`. */
export function pathOf(type: string, place: Place): string {
  return place.reduce<string>(
    (path, key) => path + (typeof key === 'number' ? `[${key}]` : `.${key.replace(/^_/, '')}`),
    type,
  );
}

/** True for what JSON writes in braces. */
export function isObject(value: JsonValue | undefined): value is Draft {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
