/**
 * What is tested: every content that a profile has in any specification version, once.
 *
 * @module
 */
import type { ProfileTable, SpecTable } from '@gpconnect/runtime/tables';
import type { Version } from './specs.js';

/** A content of a profile, with a specification version that has it. */
export interface Subject {
  /** Last segment of the canonical, version, and a letter where one version has several contents. */
  readonly name: string;
  readonly profile: ProfileTable;
  readonly spec: SpecTable;
  /** True for a content that only the definitions as published have. */
  readonly asPublished: boolean;
  /** How many specification versions have it. */
  readonly versions: number;
}

type Draft = { -readonly [K in keyof Subject]: Subject[K] };

/** Every content once; contents that errata change follow those of which they are the published form. */
export function subjectsOf(versions: readonly Version[]): Subject[] {
  const found = new Map<ProfileTable, Draft>();
  const add = (profile: ProfileTable, { spec }: Version, asPublished: boolean): void => {
    const known = found.get(profile);
    if (known !== undefined) {
      known.versions++;
      if (!asPublished && known.asPublished) Object.assign(known, { spec, asPublished });
    } else found.set(profile, { name: '', profile, spec, asPublished, versions: 1 });
  };
  for (const version of versions) {
    for (const profile of Object.values(version.spec.profiles)) add(profile, version, false);
    for (const profile of Object.values(version.spec.asPublished ?? {})) add(profile, version, true);
  }
  return named([...found.values()]);
}

function named(subjects: Draft[]): Subject[] {
  const groups = new Map<string, Draft[]>();
  for (const subject of subjects) {
    const { url, version } = subject.profile;
    const owner = url.includes('fhir.hl7.org.uk') ? 'hl7-uk ' : '';
    const name = `${owner}${url.slice(url.lastIndexOf('/') + 1)}${version === undefined ? '' : `|${version}`}`;
    groups.set(name, [...(groups.get(name) ?? []), subject]);
  }
  const sorted = [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.flatMap(([name, group]) =>
    group.map((subject, i) => ({ ...subject, name: group.length === 1 ? name : `${name} (${letter(i)})` })),
  );
}

function letter(index: number): string {
  return String.fromCharCode(97 + index);
}
