import type { ReleaseManifest } from '@gpconnect-tools/generator/facts';
import { Notes } from './facts/text.js';
import type { Finding } from './findings.js';
import { baseFile, baseFolder, contentFile } from './output/names.js';
import { print } from './output/print.js';
import type { StartSet } from './reach/reach.js';
import { reach } from './reach/reach.js';
import { withSnapshotOnlySlices } from './reach/snapshot.js';
import type { Facts, Library, Published } from './sources/library.js';
import type { ReleaseKind } from './sources/releases.js';
import { COMMON_RELEASES } from './sources/releases.js';

/** What an import makes: files by path below `profiles/`, and the manifests among them. */
export interface Imported {
  readonly files: ReadonlyMap<string, string>;
  readonly manifests: readonly ReleaseManifest[];
  /** Published snapshots as element facts, by the SHA-256 of the published file: to compare with, not to keep. */
  snapshots(): ReadonlyMap<string, string>;
}

type ManifestDefinition = ReleaseManifest['definitions'][number];
type ManifestFinding = ReleaseManifest['findings'][number];

/** Turns published definitions into facts. Pure but for reading: the same input gives the same files. */
export function importDefinitions(library: Library, start: StartSet): Imported {
  const { kept, unresolved } = reach(library, start);
  const files = new Map<string, string>();
  const owners = new Map<string, string>();
  const manifests: ReleaseManifest[] = [];
  for (const { release, kind } of library.releases()) {
    const definitions: ManifestDefinition[] = [];
    const findings: ManifestFinding[] = [];
    for (const published of kept.get(release) ?? []) {
      const read = library.read(published);
      const notes = new Notes();
      const facts = completed(library, published, notes);
      for (const missing of unresolved.get(published) ?? []) {
        notes.add('unresolved-canonical', `${missing.role} ${missing.url}`);
      }
      const file = kind.keep === 'base' ? baseFile(facts, kind.fhirVersion) : contentFile(facts);
      const text = print(facts);
      if (files.has(file) && files.get(file) !== text) {
        throw new Error(`${file} would hold both ${owners.get(file)} and ${facts.url}`);
      }
      files.set(file, text);
      owners.set(file, facts.url);
      definitions.push(definition(file, facts, published, read.sha256));
      for (const each of [...read.findings, ...notes.findings()])
        findings.push(found(each, facts, published));
    }
    const manifest = { release, fhirVersion: kind.fhirVersion, definitions: sorted(definitions), findings };
    manifests.push(manifest);
    files.set(manifestFile(release, kind), print(manifest));
  }
  for (const { release, kind } of library.releases()) {
    if (kind.keep !== 'base') continue;
    files.set(`${baseFolder(kind.fhirVersion)}/resource-types.json`, print(resourceTypes(library, release)));
  }
  const snapshots = () => publishedSnapshots(library, [...kept.values()].flat());
  return { files, manifests, snapshots };
}

function publishedSnapshots(library: Library, kept: readonly Published[]): ReadonlyMap<string, string> {
  const snapshots = new Map<string, string>();
  for (const published of kept) {
    if (published.kind !== 'StructureDefinition') continue;
    const { facts, sha256 } = library.read(published);
    const element = library.publishedSnapshot(published);
    if (element.length > 0) snapshots.set(`${sha256}.json`, print({ url: facts.url, element }));
  }
  return snapshots;
}

/** The facts of a definition, with the slices that only its published snapshot has. */
function completed(library: Library, published: Published, notes: Notes): Facts {
  const { facts, snapshot } = library.read(published);
  if (facts.resourceType !== 'StructureDefinition' || !snapshot) return facts;
  const resolve = (canonical: string) => {
    for (const release of [published.release, ...COMMON_RELEASES[facts.fhirVersion]]) {
      const other = library.find(release, 'StructureDefinition', canonical);
      const known = other && library.read(other).facts;
      if (known?.resourceType === 'StructureDefinition') return known;
    }
    return undefined;
  };
  return withSnapshotOnlySlices(facts, snapshot, resolve, notes);
}

function definition(file: string, facts: Facts, published: Published, sha256: string): ManifestDefinition {
  const version = facts.version === undefined ? {} : { version: facts.version };
  return { file, url: facts.url, ...version, source: published.source, sha256 };
}

function found(finding: Finding, facts: Facts, published: Published): ManifestFinding {
  const detail = finding.detail === undefined ? {} : { detail: finding.detail };
  return { code: finding.code, url: facts.url, source: published.source, ...detail };
}

function sorted(definitions: readonly ManifestDefinition[]): readonly ManifestDefinition[] {
  return [...definitions].sort((a, b) => (a.file < b.file ? -1 : 1));
}

function manifestFile(release: string, kind: ReleaseKind): string {
  return kind.keep === 'base'
    ? `${baseFolder(kind.fhirVersion)}/release.json`
    : `gpconnect/releases/${release}.json`;
}

/** Names of every resource type of a FHIR version, also of those whose definitions are not kept. */
function resourceTypes(library: Library, release: string): readonly string[] {
  const types = library
    .all(release)
    .filter((each) => /^http:\/\/hl7\.org\/fhir\/StructureDefinition\/[A-Z][A-Za-z]+$/.test(each.url))
    .flatMap((each) => library.resourceType(each) ?? []);
  return [...new Set(types)].sort();
}

/** One line a finding code: how many files, for the log. */
export function findingCounts(manifests: readonly ReleaseManifest[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { findings } of manifests) {
    for (const { code } of findings) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return new Map([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
