/**
 * Reads the profiles that a resource claims.
 *
 * @module
 */
import { isArray, isObject } from '../nodes/values.js';
import type { JsonObject } from '../tables/index.js';

/** A profile claimed in `meta.profile`. */
export interface Claim {
  /** Canonical without its version. */
  readonly url: string;
  /** After the `|`; absent when the claim names none. */
  readonly version?: string;
  /** Index in `meta.profile`. */
  readonly index: number;
}

/** Most claims read of one resource. */
const LIMIT = 20;
const NONE: readonly Claim[] = [];

/** The profiles that a resource claims, in order. */
export function claimsOf(resource: JsonObject): readonly Claim[] {
  const { meta } = resource;
  if (meta === undefined || !isObject(meta)) return NONE;
  const { profile } = meta;
  if (!isArray(profile)) return NONE;
  const claims: Claim[] = [];
  for (let index = 0; index < profile.length && claims.length < LIMIT; index++) {
    const text = profile[index];
    if (typeof text !== 'string' || text === '') continue;
    const bar = text.indexOf('|');
    claims.push(
      bar < 0 ? { url: text, index } : { url: text.slice(0, bar), version: text.slice(bar + 1), index },
    );
  }
  return claims;
}
