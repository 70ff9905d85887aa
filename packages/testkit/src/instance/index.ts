/**
 * Minimal valid instances of profiles.
 *
 * @module
 */
import { Catalog } from '@gpconnect/runtime/nodes';
import type { ProfileTable, SpecTable } from '@gpconnect/runtime/tables';
import { hostOf, type Host } from './host.js';
import { Making } from './making.js';
import { makeResource } from './resource.js';
import type { Instance, Step } from './steps.js';

export type { Place } from './json.js';
export { pathOf, pointerOf } from './json.js';
export type { Contradiction, Instance, Step } from './steps.js';

/** How an instance is made. */
export interface InstanceOptions {
  /** By the definitions as published, without errata. Default false. */
  readonly asPublished?: boolean;
}

const CATALOGS = new WeakMap<SpecTable, Map<boolean, Catalog>>();

/** The definitions of a specification version, compiled once. */
export function catalogOf(spec: SpecTable, { asPublished = false }: InstanceOptions = {}): Catalog {
  let catalogs = CATALOGS.get(spec);
  if (catalogs === undefined) CATALOGS.set(spec, (catalogs = new Map()));
  let catalog = catalogs.get(asPublished);
  if (catalog === undefined) {
    catalog = new Catalog(spec, asPublished ? (spec.asPublished ?? {}) : {});
    catalogs.set(asPublished, catalog);
  }
  return catalog;
}

/**
 * The smallest payload that a profile allows: what is required, with fixed values, codes of value sets and references
 * to allowed types; the same on every call.
 *
 * Of a resource's profile it is the resource, which claims the profile. An extension stands in a resource that its
 * context allows; a data type's profile in an extension of one. `place` says where.
 *
 * @param profile - one of `spec.profiles`
 * @returns the payload; where definitions contradict each other, the nearest to one, and `contradictions` says why
 * @throws TypeError where the context of an extension names nothing that the specification version has
 */
export function minimalInstance(
  spec: SpecTable,
  profile: ProfileTable,
  options: InstanceOptions = {},
): Instance {
  const catalog = catalogOf(spec, options);
  const host = hostOf(catalog, catalog.named(profile));
  if (host === undefined) throw new TypeError(`${spec.id} has nothing that ${profile.url} may stand in`);
  return reach(catalog, host, []);
}

/**
 * The profile by which the payloads of a profile are judged: a resource's own; for data types, one made for the purpose,
 * which no specification version knows; for extensions none, since whatever holds them is judged with them.
 */
export function judgeOf(
  spec: SpecTable,
  profile: ProfileTable,
  options: InstanceOptions = {},
): ProfileTable | undefined {
  const catalog = catalogOf(spec, options);
  return hostOf(catalog, catalog.named(profile))?.profiles[0];
}

/** An instance made for the sake of an element below a host's value. */
export function reach(catalog: Catalog, host: Host, steps: readonly Step[]): Instance {
  const making = new Making(catalog);
  const value = makeResource(making, host.type, host.profiles, [], [...host.steps, ...steps]);
  const { objects, lists, contradictions, target } = making;
  return { value, place: target ?? [], objects, lists, contradictions };
}
