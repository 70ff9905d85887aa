/**
 * Writes minimal instances, and mutants of every release, as files for another validator.
 *
 * @module
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FhirTables, JsonObject, ProfileTable, SpecTable } from '@gpconnect/runtime/tables';
import {
  CONSTRAINTS,
  minimalInstance,
  mutants,
  type Expectation,
  type FailingExamples,
  type Mutant,
} from '@gpconnect/testkit';
import { ranked } from './rank.js';
import type { Version } from './specs.js';

/** One file written. */
export interface Written {
  readonly file: string;
  readonly kind: 'instance' | 'mutant';
  /** Specification version whose definitions it is made from, as published. */
  readonly spec: string;
  readonly fhir: FhirTables['version'];
  /** Releases in which its definitions are looked up, in order. */
  readonly releases: readonly string[];
  /** Canonical of the profile that it is an instance or a mutant of. */
  readonly profile: string;
  readonly profileVersion?: string;
  /** Of a mutant. */
  readonly constraint?: string;
  readonly element?: string;
  readonly about?: string;
  readonly expected?: Expectation;
  readonly also?: readonly Expectation[];
}

/** Profiles of one release, with a specification version that has them. */
interface Release {
  readonly spec: SpecTable;
  readonly releases: readonly string[];
  readonly profiles: readonly ProfileTable[];
}

/** Contents per release whose mutants are made. */
const CONTENTS_PER_RELEASE = 24;

/**
 * Writes the files, and `index.json` with a {@link Written} for each.
 *
 * @param count - how many mutants, over all releases
 */
export function writeInstances(
  folder: string,
  versions: readonly Version[],
  failing: FailingExamples,
  count: number,
  seed: number,
): { readonly instances: number; readonly mutants: number } {
  const index: Written[] = [];
  const releases = releasesOf(versions);
  for (const release of releases) {
    for (const profile of release.profiles) {
      const { value } = minimalInstance(release.spec, profile, { asPublished: true });
      index.push(write(folder, release, profile, index.length, value));
    }
  }
  const instances = index.length;
  releases.forEach((release, i) => {
    // What one release is short of, the following ones make up for.
    const quota = Math.round((count * (i + 1)) / releases.length) - (index.length - instances);
    for (const { profile, mutant } of chosen(release, failing, quota, seed)) {
      index.push(write(folder, release, profile, index.length, mutant.value, mutant));
    }
  });
  writeFileSync(join(folder, 'index.json'), `${JSON.stringify(index, null, 1)}\n`);
  return { instances, mutants: index.length - instances };
}

/** Every list of releases that versions are looked up in, with the profiles of all those versions. */
function releasesOf(versions: readonly Version[]): Release[] {
  const found = new Map<
    string,
    { spec: SpecTable; releases: readonly string[]; profiles: Map<string, ProfileTable> }
  >();
  for (const { spec, releases, isWhole } of versions) {
    if (!isWhole) continue;
    const key = releases.join(' ');
    let one = found.get(key);
    if (one === undefined) found.set(key, (one = { spec, releases, profiles: new Map() }));
    // One version stands for its release: the one that has most of its profiles.
    if (Object.keys(spec.profiles).length > Object.keys(one.spec.profiles).length) one.spec = spec;
    for (const [url, profile] of Object.entries(one.spec.profiles)) {
      const isKnown = spec.fhir.resourceTypes.includes(profile.type) || profile.type === 'Extension';
      if (isKnown) one.profiles.set(url, profile);
    }
  }
  return [...found.values()].map(({ spec, releases, profiles }) => ({
    spec,
    releases,
    profiles: [...profiles.values()].filter(({ url }) => spec.profiles[url] !== undefined),
  }));
}

/** Mutants of a release: of each kind of constraint in turn, so that rare kinds are not lost among common ones. */
function* chosen(
  release: Release,
  failing: FailingExamples,
  count: number,
  seed: number,
): Generator<{ readonly profile: ProfileTable; readonly mutant: Mutant }> {
  // Each release has its own choice: what most of them share would else be tried in all.
  const name = release.releases.join(' ');
  const byConstraint = new Map<string, { profile: ProfileTable; mutant: Mutant }[]>();
  for (const profile of ranked(release.profiles, seed, ({ url }) => `${name} ${url}`).slice(
    0,
    CONTENTS_PER_RELEASE,
  )) {
    for (const mutant of mutants(release.spec, profile, { asPublished: true, failing })) {
      const known = byConstraint.get(mutant.constraint);
      if (known === undefined) byConstraint.set(mutant.constraint, [{ profile, mutant }]);
      else known.push({ profile, mutant });
    }
  }
  const queues = CONSTRAINTS.map((constraint) =>
    ranked(
      byConstraint.get(constraint) ?? [],
      seed,
      ({ profile, mutant }) => `${name} ${profile.url} ${mutant.element} ${mutant.about}`,
    ),
  );
  let left = count;
  for (let round = 0; left > 0 && queues.some((queue) => queue.length > round); round++) {
    for (const queue of queues) {
      const next = queue[round];
      if (next === undefined || left === 0) continue;
      left--;
      yield next;
    }
  }
}

function write(
  folder: string,
  { spec, releases }: Release,
  profile: ProfileTable,
  number: number,
  value: JsonObject,
  mutant?: Mutant,
): Written {
  const kind = mutant === undefined ? 'instance' : 'mutant';
  const file = join(`${kind}s`, releases[0]!, `${String(number).padStart(5, '0')}.json`);
  mkdirSync(join(folder, `${kind}s`, releases[0]!), { recursive: true });
  writeFileSync(join(folder, file), `${JSON.stringify(value, null, 1)}\n`);
  return {
    file,
    kind,
    spec: spec.id,
    fhir: spec.fhir.version,
    releases,
    profile: profile.url,
    ...(profile.version === undefined ? {} : { profileVersion: profile.version }),
    ...(mutant === undefined
      ? {}
      : {
          constraint: mutant.constraint,
          element: mutant.element,
          about: mutant.about,
          expected: mutant.expected,
          also: mutant.also,
        }),
  };
}
