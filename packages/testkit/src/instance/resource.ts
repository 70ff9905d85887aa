/**
 * Makes resources: the root of a payload, and those within others.
 *
 * @module
 */
import type { PropertyNode } from '@gpconnect/runtime/nodes';
import type { JsonValue, ProfileTable } from '@gpconnect/runtime/tables';
import { addTargets, typesOfEntry } from './bundle.js';
import type { Draft, Place } from './json.js';
import type { Making } from './making.js';
import { makeObject, type Way } from './object.js';

/** Makes a resource that satisfies profiles, and claims them. */
export function makeResource(
  making: Making,
  type: string,
  profiles: readonly ProfileTable[],
  place: Place,
  way: Way,
): Draft {
  const node = making.catalog.resourceNode(type, profiles);
  const urls = profiles.map(({ url }) => url);
  const made = makeObject(making, node, place, way, (draft) => {
    if (urls.length > 0) claim(draft, urls);
  });
  if (type === 'Bundle') addTargets(making, made);
  return made;
}

function claim(draft: Draft, urls: readonly string[]): void {
  const meta = (draft['meta'] ?? {}) as Draft;
  const stated = Array.isArray(meta['profile']) ? (meta['profile'] as JsonValue[]) : [];
  const kept = stated.filter((one) => one !== 'https://example.org/example' && !urls.includes(String(one)));
  draft['meta'] = { ...meta, profile: [...urls, ...kept] };
}

/** Small resources that stand where any resource may. */
const PLAIN_TYPES = ['Organization', 'Location', 'Practitioner', 'Patient', 'OperationOutcome'];

/** Makes a resource for a place within another, by the profile asked for there or one that the specification pins. */
export function makeResourceIn(making: Making, property: PropertyNode, place: Place, way: Way): JsonValue {
  const made = makeFor(making, property, place, way);
  // What is contained is referred to by its id.
  return property.name === 'contained' ? { ...made, id: 'example' } : made;
}

function makeFor(making: Making, property: PropertyNode, place: Place, way: Way): Draft {
  const { catalog } = making;
  const types = property.resourceTypes ?? [...typesOfEntry(property, place), ...PLAIN_TYPES];
  const stated = property.layers.flatMap(({ table }) =>
    (table.types ?? []).flatMap((one) =>
      typeof one === 'string' ? [] : (one.profiles ?? []).map((get) => get()),
    ),
  );
  const demanded = stated
    .map((profile) => catalog.named(profile))
    .filter(({ type }) => catalog.isJudged(type));
  if (demanded[0] !== undefined) return makeResource(making, demanded[0].type, [demanded[0]], place, way);
  const type = types.find((one) => catalog.isJudged(one));
  if (type === undefined) {
    making.contradiction(
      property.element,
      'the specification version has none of the resource types allowed in it',
    );
    return { resourceType: types[0] ?? 'Basic' };
  }
  return makeTyped(making, type, place, way);
}

/** Makes a resource of a type, by a profile that the specification pins for it where there is one. */
export function makeTyped(making: Making, type: string, place: Place, way: Way): Draft {
  const { catalog } = making;
  const pinned = catalog.spec.pins
    .map(({ canonical }) => catalog.profile(canonical))
    .filter((profile) => profile?.type === type);
  return makeResource(making, type, pinned[0] === undefined ? [] : [pinned[0]], place, way);
}
