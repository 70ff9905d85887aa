/**
 * What a payload says about the specification it follows.
 *
 * @module
 */
import { isArray, isObject } from '../nodes/values.js';
import type { JsonObject, JsonValue } from '../tables/index.js';
import { claimsOf, type Claim } from './claims.js';

/** Resource types and claims of a payload: its own, and those of the resources it carries. */
export interface Features {
  /** Type of the root; undefined when the value is no resource. */
  readonly type: string | undefined;
  /** What the root claims. */
  readonly claims: readonly Claim[];
  /** `Bundle.type`. */
  readonly bundleType: string | undefined;
  /** Types of carried resources, each once. */
  readonly carriedTypes: ReadonlySet<string>;
  /** What carried resources claim, each canonical and version once. */
  readonly carriedClaims: readonly Claim[];
}

/** How many carried resources are looked at: enough to see every type, whatever the size. */
const MOST_CARRIED = 500;

/** Looks at a value of any shape. */
export function featuresOf(value: JsonValue | undefined): Features {
  const root = value !== undefined && isObject(value) ? value : {};
  const type = textOf(root['resourceType']);
  const carriedTypes = new Set<string>();
  const carriedClaims = new Map<string, Claim>();
  const open: JsonObject[] = carriedBy(root);
  for (let index = 0; index < open.length && index < MOST_CARRIED; index++) {
    const resource = open[index] ?? {};
    const carried = textOf(resource['resourceType']);
    if (carried !== undefined) carriedTypes.add(carried);
    for (const claim of claims(resource)) carriedClaims.set(`${claim.url}|${claim.version ?? ''}`, claim);
    // Messages carry a document Bundle in a Bundle.
    if (open.length < MOST_CARRIED) open.push(...carriedBy(resource).slice(0, MOST_CARRIED));
  }
  return {
    type,
    claims: claims(root),
    bundleType: type === 'Bundle' ? textOf(root['type']) : undefined,
    carriedTypes,
    carriedClaims: [...carriedClaims.values()],
  };
}

/** What a resource claims, a single claim without its list among it. */
function claims(resource: JsonObject): readonly Claim[] {
  const { meta } = resource;
  const profile = meta !== undefined && isObject(meta) ? meta['profile'] : undefined;
  return claimsOf(typeof profile === 'string' ? { meta: { profile: [profile] } } : resource);
}

function carriedBy(resource: JsonObject): JsonObject[] {
  switch (resource['resourceType']) {
    case 'Bundle':
      return items(resource['entry']).flatMap((entry) => items(entry['resource']));
    case 'Parameters':
      return items(resource['parameter']).flatMap((parameter) => items(parameter['resource']));
    default:
      return [];
  }
}

/** The objects of a list. XML that is read without tables has one item without its list. */
function items(value: JsonValue | undefined): JsonObject[] {
  if (value === undefined) return [];
  return isArray(value) ? value.slice(0, MOST_CARRIED).filter(isObject) : isObject(value) ? [value] : [];
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
