/**
 * What Bundles need as wholes: documents and messages begin with a certain resource, and hold what it refers to.
 *
 * @module
 */
import type { PropertyNode } from '@gpconnect/runtime/nodes';
import type { JsonValue } from '@gpconnect/runtime/tables';
import { isObject, type Draft, type Place } from './json.js';
import type { Making } from './making.js';
import { makeTyped } from './resource.js';
import { makePrimitive } from './value.js';

/** What the first entry of a document and of a message is. */
const FIRST_TYPES: Readonly<Record<string, string>> = { document: 'Composition', message: 'MessageHeader' };

/** The types that a Bundle's own type asks for in the place of an entry's resource. */
export function typesOfEntry({ element, scope }: PropertyNode, place: Place): string[] {
  const type = scope.root?.properties.get('type');
  if (element !== 'Bundle.entry.resource' || place[place.length - 2] !== 0 || type === undefined) return [];
  const first = FIRST_TYPES[String(makePrimitive(type))];
  return first === undefined ? [] : [first];
}

/** Most entries added to one Bundle. */
const ADDED_ENTRIES = 50;

/** Adds what the entries of a document or a message refer to, so that it can be read by itself. */
export function addTargets(making: Making, bundle: Draft): void {
  const entries = bundle['entry'];
  if (FIRST_TYPES[String(bundle['type'])] === undefined || !Array.isArray(entries)) return;
  const list = entries as JsonValue[];
  const [like] = list;
  const held = new Set(list.flatMap((entry) => nameOf(isObject(entry) ? entry['resource'] : undefined)));
  for (let i = 0; i < list.length && list.length < ADDED_ENTRIES; i++) {
    const entry = list[i];
    if (!isObject(entry) || entry['resource'] === undefined) continue;
    for (const reference of referencesIn(entry['resource'])) {
      const [type = '', id = ''] = reference.split('/');
      if (held.has(reference) || !making.catalog.isJudged(type)) continue;
      held.add(reference);
      const made = makeTyped(making, type, ['entry', list.length, 'resource'], undefined);
      const { resourceType = type, ...rest } = made;
      const url = isObject(like) && 'fullUrl' in like ? { fullUrl: urlOf(list.length) } : {};
      list.push({ ...url, resource: { resourceType, id, ...rest } });
    }
  }
}

function urlOf(number: number): string {
  return `urn:uuid:11111111-2222-4333-8444-${String(number).padStart(12, '0')}`;
}

function nameOf(resource: JsonValue | undefined): string[] {
  if (!isObject(resource) || typeof resource['id'] !== 'string') return [];
  return [`${String(resource['resourceType'])}/${resource['id']}`];
}

const LOCAL = /^[A-Z][A-Za-z]+\/example$/;

function referencesIn(value: JsonValue): string[] {
  if (Array.isArray(value)) return value.flatMap((item: JsonValue) => referencesIn(item));
  if (!isObject(value)) return [];
  const { reference } = value;
  const own = typeof reference === 'string' && LOCAL.test(reference) ? [reference] : [];
  return [...own, ...Object.values(value).flatMap((item) => referencesIn(item))];
}
