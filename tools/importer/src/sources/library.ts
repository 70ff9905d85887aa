import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  CodeSystemFacts,
  ElementFacts,
  FhirVersion,
  StructureFacts,
  ValueSetFacts,
} from '@gpconnect-tools/generator/facts';
import type { Finding } from '../findings.js';
import { structureFacts as dstu2StructureFacts } from '../facts/dstu2/structure.js';
import {
  codeSystemFacts as dstu2CodeSystemFacts,
  definedSystem,
  valueSetFacts as dstu2ValueSetFacts,
} from '../facts/dstu2/terminology.js';
import { structureFacts, type ReadStructure } from '../facts/structure.js';
import { codeSystemFacts, valueSetFacts } from '../facts/terminology.js';
import { Notes } from '../facts/text.js';
import { parseXml } from '../xml/parse.js';
import type { XmlNode } from '../xml/node.js';
import type { ReleaseKind } from './releases.js';
import { RELEASES } from './releases.js';

/** The kinds of definition that become facts. */
export type Kind = 'StructureDefinition' | 'ValueSet' | 'CodeSystem';

/** Facts of any kind. */
export type Facts = StructureFacts | ValueSetFacts | CodeSystemFacts;

/** A row of the sources' `index.json`. */
export interface IndexEntry {
  readonly file: string;
  readonly kind: string;
  readonly url: string;
  readonly source: string;
}

/** One published definition in one release. */
export interface Published {
  readonly release: string;
  readonly kind: Kind;
  readonly url: string;
  readonly file: string;
  readonly source: string;
}

/** A published file that has been read. */
export interface Read {
  readonly facts: Facts;
  readonly snapshot?: readonly ElementFacts[];
  readonly findings: readonly Finding[];
  readonly sha256: string;
}

const KINDS: ReadonlySet<string> = new Set<Kind>(['StructureDefinition', 'ValueSet', 'CodeSystem']);

/** The published definitions of every known release: found by canonical, read when asked for, each file once. */
export class Library {
  readonly #folder: string;
  readonly #releases = new Map<string, Map<string, Published>>();
  readonly #read = new Map<string, Read>();

  constructor(folder: string, index: Readonly<Record<string, readonly IndexEntry[]>>) {
    this.#folder = folder;
    for (const release of Object.keys(RELEASES)) {
      const byKey = new Map<string, Published>();
      for (const entry of index[release] ?? []) {
        if (!isKind(entry.kind)) continue;
        const url = entry.url.trim();
        const published = { release, kind: entry.kind, url, file: entry.file, source: entry.source };
        const key = keyOf(entry.kind, url);
        if (byKey.has(key)) throw new Error(`${release} holds ${url} twice`);
        byKey.set(key, published);
        if (kindOf(release).fhirVersion === 'DSTU2') this.#addDefinedSystem(published, byKey);
      }
      if (byKey.size > 0) this.#releases.set(release, byKey);
    }
  }

  /** DSTU2 has no code systems of their own: a value set holds the one that it is about. */
  #addDefinedSystem(valueSet: Published, byKey: Map<string, Published>): void {
    if (valueSet.kind !== 'ValueSet') return;
    const url = definedSystem(parseXml(readFileSync(join(this.#folder, valueSet.file)), ['compose']).root);
    if (url === undefined) return;
    const key = keyOf('CodeSystem', url);
    if (byKey.has(key)) throw new Error(`${valueSet.release} defines ${url} twice`);
    byKey.set(key, { ...valueSet, kind: 'CodeSystem', url });
  }

  /** Opens a folder with an `index.json`. */
  static open(folder: string): Library {
    const text = readFileSync(join(folder, 'index.json'), 'utf8');
    return new Library(folder, JSON.parse(text) as Record<string, IndexEntry[]>);
  }

  /** The releases present, in the order of the table of releases. */
  releases(): readonly { readonly release: string; readonly kind: ReleaseKind }[] {
    return [...this.#releases.keys()].map((release) => ({ release, kind: kindOf(release) }));
  }

  /** Everything that a release publishes, sorted by canonical. */
  all(release: string): readonly Published[] {
    return [...(this.#releases.get(release)?.values() ?? [])].sort((a, b) => (a.url < b.url ? -1 : 1));
  }

  /** A definition in one release; a version after `|` is disregarded. */
  find(release: string, kind: Kind, canonical: string): Published | undefined {
    return this.#releases.get(release)?.get(keyOf(kind, canonical.replace(/\|.*$/, '')));
  }

  /** Facts and findings of a published file. */
  read(published: Published): Read {
    const key = `${published.file} ${published.kind} ${kindOf(published.release).fhirVersion}`;
    const known = this.#read.get(key);
    if (known) return known;
    const bytes = readFileSync(join(this.#folder, published.file));
    try {
      const read = readDefinition(bytes, published.kind, kindOf(published.release));
      this.#read.set(key, read);
      return read;
    } catch (error) {
      throw new Error(`${published.file}: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    }
  }

  /** The elements of a published snapshot, also of the base; none where the file has none. */
  publishedSnapshot(published: Published): readonly ElementFacts[] {
    const { root } = parseXml(readFileSync(join(this.#folder, published.file)));
    return FORMS[kindOf(published.release).fhirVersion].structure(root, new Notes()).snapshot ?? [];
  }

  /** The resource type that a file of the base defines, when it defines a concrete one. */
  resourceType(published: Published): string | undefined {
    const bytes = readFileSync(join(this.#folder, published.file));
    const { root } = parseXml(bytes, ['snapshot', 'differential']);
    const { facts } = FORMS[kindOf(published.release).fhirVersion].structure(root, new Notes());
    if (facts.kind !== 'resource' || facts.derivation !== 'specialization') return undefined;
    return facts.abstract === true ? undefined : facts.type;
  }
}

/** Reads the bytes of one published definition. */
export function readDefinition(bytes: Uint8Array, kind: Kind, release: ReleaseKind): Read {
  // Snapshots of the base are left out: nothing is read from them, and they are most of its bytes.
  const { root, findings } = parseXml(bytes, release.keep === 'base' ? ['snapshot'] : []);
  const form = FORMS[release.fhirVersion];
  const expected = kind === 'CodeSystem' ? form.codeSystemIn : kind;
  if (root.name !== expected) throw new Error(`holds a ${root.name}, not a ${expected}`);
  const notes = new Notes();
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (kind !== 'StructureDefinition') {
    const facts = kind === 'ValueSet' ? form.valueSet(root, notes) : form.codeSystem(root, notes);
    return { facts, findings: [...findings, ...notes.findings()], sha256 };
  }
  const { facts, snapshot } = form.structure(root, notes);
  const missing: Finding[] = snapshot || release.keep === 'base' ? [] : [{ code: 'missing-snapshot' }];
  const all = [...findings, ...missing, ...notes.findings()];
  return { facts, ...(snapshot && { snapshot }), findings: all, sha256 };
}

/** How definitions of a FHIR version are written. */
interface Form {
  readonly structure: (root: XmlNode, notes: Notes) => ReadStructure;
  readonly valueSet: (root: XmlNode, notes: Notes) => ValueSetFacts;
  readonly codeSystem: (root: XmlNode, notes: Notes) => CodeSystemFacts;
  /** The resource that a code system is in. */
  readonly codeSystemIn: Kind;
}

const FORMS: Readonly<Record<FhirVersion, Form>> = {
  DSTU2: {
    structure: dstu2StructureFacts,
    valueSet: dstu2ValueSetFacts,
    codeSystem: dstu2CodeSystemFacts,
    codeSystemIn: 'ValueSet',
  },
  STU3: {
    structure: structureFacts,
    valueSet: valueSetFacts,
    codeSystem: codeSystemFacts,
    codeSystemIn: 'CodeSystem',
  },
};

function kindOf(release: string): ReleaseKind {
  const kind = RELEASES[release];
  if (!kind) throw new Error(`unknown release ${release}`);
  return kind;
}

function isKind(kind: string): kind is Kind {
  return KINDS.has(kind);
}

function keyOf(kind: Kind, url: string): string {
  return `${kind} ${url}`;
}
