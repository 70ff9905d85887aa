import type { Library, Published } from '../sources/library.js';
import type { FhirVersion } from '@gpconnect-tools/generator/facts';
import type { Reference } from './references.js';
import { referencesOf } from './references.js';

/** What is kept, and what was named but is published nowhere. */
export interface Reach {
  /** Release → its kept definitions, sorted by canonical. */
  readonly kept: ReadonlyMap<string, readonly Published[]>;
  /** The references of each kept definition that nothing answers. */
  readonly unresolved: ReadonlyMap<Published, readonly Reference[]>;
}

/** Where the walk begins in the definitions of one FHIR version. */
export interface Start {
  /** Canonicals of profiles that a specification version names, misprinted ones as they are meant. */
  readonly profiles: readonly string[];
  /** Types of the base that are kept in any case, by name. */
  readonly baseTypes: readonly string[];
}

/** Where the walk begins. */
export type StartSet = Readonly<Record<FhirVersion, Start>>;

const STRUCTURE_ROOT = 'http://hl7.org/fhir/StructureDefinition/';

/**
 * Walks from the start set over bases, types, profiles, target profiles, value sets (of required,
 * extensible and preferred bindings) and code systems.
 *
 * A canonical once reached is kept in every release that publishes it. In the base, reference targets are
 * not followed: a kept resource would otherwise pull in nearly all of FHIR.
 */
export function reach(library: Library, start: StartSet): Reach {
  const kept = new Set<Published>();
  const queue: Published[] = [];
  const unresolved = new Map<Published, readonly Reference[]>();
  const releases = library.releases();
  const keep = (published: Published): void => {
    if (kept.has(published)) return;
    kept.add(published);
    queue.push(published);
  };
  const holders = (version: FhirVersion, kind: Published['kind'], url: string): readonly Published[] =>
    releases.flatMap((each) =>
      each.kind.fhirVersion === version ? (library.find(each.release, kind, url) ?? []) : [],
    );
  const versions = new Map(releases.map(({ release, kind }) => [release, kind.fhirVersion]));

  for (const { release, kind } of releases) {
    if (kind.keep !== 'whole') continue;
    for (const each of library.all(release)) if (each.kind === 'StructureDefinition') keep(each);
  }
  for (const version of new Set(versions.values())) {
    const { profiles, baseTypes } = start[version];
    const urls = [...profiles, ...baseTypes.map((type) => STRUCTURE_ROOT + type)];
    for (const url of urls) holders(version, 'StructureDefinition', url).forEach(keep);
  }

  const base = new Set(releases.filter(({ kind }) => kind.keep === 'base').map(({ release }) => release));
  for (let next = queue.shift(); next; next = queue.shift()) {
    const missing: Reference[] = [];
    for (const named of referencesOf(library.read(next))) {
      if (named.role === 'target' && base.has(next.release)) continue;
      const found = holders(versions.get(next.release)!, named.kind, named.url);
      found.forEach(keep);
      if (found.length === 0) missing.push(named);
    }
    if (missing.length > 0) unresolved.set(next, missing);
  }
  return {
    kept: new Map(
      releases.map(({ release }) => [release, library.all(release).filter((each) => kept.has(each))]),
    ),
    unresolved,
  };
}
