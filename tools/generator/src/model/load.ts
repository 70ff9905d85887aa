import { FactsError, type FactsProblem } from '../facts/error.js';
import { checkErrata, correctedScope } from '../facts/errata.js';
import { loadFacts, type Facts } from '../facts/load.js';
import { entryScope, type Scope } from '../facts/scope.js';
import type { FhirVersion, NameFacts } from '../facts/types.js';
import { baseTypes } from './base.js';
import { engineOf } from './engine.js';
import { assignNames, missingNames } from './names.js';
import { reach, type ReachedSpec, type ReachSource } from './reach.js';
import type { UnnamedProfile } from './resolve.js';
import type { ElementNode, Model, ProfileModel, SpecModel, ValueSetModel } from './types.js';
import { UncheckedThings } from './unchecked.js';
import { withWholeSystems } from './whole-systems.js';

/** The FHIR versions that are modelled, the oldest first. */
export const FHIR_VERSIONS: readonly FhirVersion[] = ['DSTU2', 'STU3'];

/** How names are found. */
export interface ModelOptions {
  /**
   * `committed` (the default): every name must stand in `profiles/names.json`.
   * `assign`: what has none gets one, and `names` of the result holds them all.
   */
  readonly names?: 'committed' | 'assign';
}

/** A model, and the table of its names. */
export interface LoadedModel extends Model {
  readonly facts: Facts;
  readonly names: NameFacts;
}

/**
 * Loads the facts of a FHIR version and makes the model that generators read.
 *
 * @throws FactsError with the place of everything that cannot be resolved or has no name.
 */
export function loadModel(
  profilesDir: string,
  fhirVersion: FhirVersion,
  options: ModelOptions = {},
): LoadedModel {
  return makeModel(loadFacts(profilesDir, fhirVersion), options);
}

/** Makes the model of facts that are loaded. */
export function makeModel(facts: Facts, options: ModelOptions = {}): LoadedModel {
  const { base, resourceTypes, snapshots, resolver } = engineOf(facts);
  checkErrata(facts);
  const types = baseTypes(facts, base, snapshots, resolver);
  const source = {
    profile: (canonical: string, scope: Scope) => resolver.profile(canonical, scope),
    isResource: (type: string) => types.get(type)?.kind === 'resource',
  };
  const reached: Omit<SpecModel, 'unchecked'>[] = [];
  for (const { capability, versions } of facts.specs) {
    for (const entry of versions) {
      if (entry.notModelled !== undefined || entry.fhirVersion !== facts.fhirVersion) continue;
      const published = entryScope(facts, entry, `${capability}@${entry.version}`);
      const scope = correctedScope(published, facts);
      const spec = reach(capability, entry, scope, source);
      reached.push({ ...spec, asPublished: asPublished(spec, scope, published, source) });
    }
  }
  failOn(snapshots.problems);
  const profiles = [...resolver.profiles.values()];
  const names = nameAll(profiles, facts.names, options.names ?? 'committed');
  const unchecked = new UncheckedThings(facts.fhirVersion, types, resourceTypes, facts.invariants);
  for (const profile of profiles) profile.unchecked = unchecked.ofProfile(profile);
  for (const type of types.values()) type.unchecked = unchecked.ofType(type.name);
  const specs = reached.map((spec): SpecModel => ({ ...spec, unchecked: unchecked.ofSpecification(spec) }));
  const roots = [...[...types.values()].map(({ root }) => root), ...profiles.map(({ root }) => root)];
  return {
    fhirVersion: facts.fhirVersion,
    facts,
    names,
    types,
    resourceTypes,
    profiles: profiles.sort((left, right) =>
      left.module < right.module ? -1 : left.module > right.module ? 1 : 0,
    ),
    valueSets: withWholeSystems(valueSetsOf(roots), roots, facts),
    specs,
  };
}

/**
 * Profiles of a specification version that errata changed themselves, as they were published. Those that only name
 * such a profile are the same in both modes: a validator looks up by canonical what they name.
 */
function asPublished(
  spec: ReachedSpec,
  corrected: Scope,
  published: Scope,
  source: ReachSource,
): ReadonlyMap<string, ProfileModel> {
  const changed = (url: string): boolean => {
    const located = published.structure(url);
    if (located === undefined) return false;
    if (corrected.structure(url)?.facts !== located.facts) return true;
    const { baseDefinition, derivation } = located.facts;
    return derivation === 'constraint' && baseDefinition !== undefined && changed(baseDefinition);
  };
  const found = new Map<string, ProfileModel>();
  for (const url of spec.profiles.keys()) {
    const profile = changed(url) ? source.profile(url, published) : undefined;
    if (profile !== undefined) found.set(url, profile);
  }
  return found;
}

function failOn(problems: readonly FactsProblem[]): void {
  if (problems.length > 0) throw new FactsError(problems);
}

function nameAll(
  profiles: readonly UnnamedProfile[],
  committed: NameFacts,
  mode: 'committed' | 'assign',
): NameFacts {
  const names =
    mode === 'assign'
      ? assignNames(
          committed,
          profiles.map((profile) => ({ ...profile, title: profile.facts.name })),
        )
      : committed;
  const missing = missingNames(names, profiles);
  failOn([
    ...missing.types.map((url) => ({ file: 'names.json', at: url, message: 'has no exported name' })),
    ...missing.modules.map(({ url, version, hash }) => ({
      file: 'names.json',
      at: hash,
      message: `has no module for ${url}|${version ?? ''}; generating without --check adds names`,
    })),
  ]);
  for (const profile of profiles) {
    profile.name = names.types[profile.url] ?? '';
    profile.module = names.modules[profile.hash] ?? '';
  }
  return names;
}

/** Every value set that an element is bound to, once, by url and then by content. */
function valueSetsOf(roots: readonly ElementNode[]): readonly ValueSetModel[] {
  const found = new Map<string, ValueSetModel>();
  const visit = (node: ElementNode): void => {
    if (node.binding?.valueSet) found.set(node.binding.valueSet.hash, node.binding.valueSet);
    node.children.forEach(visit);
    node.slices.forEach(visit);
  };
  roots.forEach(visit);
  const key = (set: ValueSetModel): string => `${set.url} ${set.hash}`;
  return [...found.values()].sort((left, right) => (key(left) < key(right) ? -1 : 1));
}
