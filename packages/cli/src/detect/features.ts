/**
 * What a payload says about the specification it follows.
 *
 * @module
 */
import type { JsonObject, JsonValue } from '@gpconnect/runtime';

/** Resource types and claims of a payload: its own, and those of the resources it carries. */
export interface Features {
  /** Type of the root; undefined when the value is no resource. */
  readonly type: string | undefined;
  /** Canonicals that the root claims, `|version` included. */
  readonly claims: readonly string[];
  /** `Bundle.type`. */
  readonly bundleType: string | undefined;
  /** Types of carried resources, each once. */
  readonly carriedTypes: ReadonlySet<string>;
  /** Canonicals that carried resources claim, each once. */
  readonly carriedClaims: ReadonlySet<string>;
}

/** How many carried resources are looked at: enough to see every type, whatever the size. */
const MOST_CARRIED = 500;

/** Looks at a value of any shape. */
export function featuresOf(value: JsonValue): Features {
  const root = isObject(value) ? value : {};
  const type = textOf(root['resourceType']);
  const carriedTypes = new Set<string>();
  const carriedClaims = new Set<string>();
  const open: JsonObject[] = carriedBy(root);
  for (let index = 0; index < open.length && index < MOST_CARRIED; index++) {
    const resource = open[index] ?? {};
    const carried = textOf(resource['resourceType']);
    if (carried !== undefined) carriedTypes.add(carried);
    for (const claim of claimsOf(resource)) carriedClaims.add(claim);
    // Messages carry a document Bundle in a Bundle.
    if (open.length < MOST_CARRIED) open.push(...carriedBy(resource).slice(0, MOST_CARRIED));
  }
  return {
    type,
    claims: claimsOf(root),
    bundleType: type === 'Bundle' ? textOf(root['type']) : undefined,
    carriedTypes,
    carriedClaims,
  };
}

function carriedBy(resource: JsonObject): JsonObject[] {
  switch (resource['resourceType']) {
    case 'Bundle':
      return items(resource['entry']).flatMap((entry) => items([entry['resource'] ?? null]));
    case 'Parameters':
      return items(resource['parameter']).flatMap((parameter) => items([parameter['resource'] ?? null]));
    default:
      return [];
  }
}

function claimsOf(resource: JsonObject): string[] {
  const meta = resource['meta'];
  const profile = isObject(meta) ? meta['profile'] : undefined;
  return Array.isArray(profile) ? profile.slice(0, 10).filter((claim) => typeof claim === 'string') : [];
}

function items(value: JsonValue | undefined): JsonObject[] {
  return Array.isArray(value) ? value.slice(0, MOST_CARRIED).filter(isObject) : [];
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
