import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { StartSet } from '../src/reach/reach.js';
import type { IndexEntry, Kind, Read } from '../src/sources/library.js';
import { readDefinition } from '../src/sources/library.js';
import type { FhirVersion } from '@gpconnect-tools/generator/facts';

/** A made-up publisher: nothing in these tests comes from a published definition. */
export const HOST = 'https://example.org/STU3';

/** What a synthetic StructureDefinition says; the rest is filled in. */
export interface StructureText {
  readonly url?: string;
  readonly type?: string;
  readonly base?: string;
  readonly head?: string;
  readonly fhirVersion?: string;
  readonly date?: string;
  readonly differential?: string;
  readonly snapshot?: string;
}

/** XML of a StructureDefinition on Patient, with the parts a test cares about. */
export function structureXml(text: StructureText = {}): string {
  const type = text.type ?? 'Patient';
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<StructureDefinition xmlns="http://hl7.org/fhir">',
    `  <url value="${text.url ?? `${HOST}/StructureDefinition/Made-Up-1`}" />`,
    '  <version value="1.0.0" />',
    '  <name value="Made-Up-1" />',
    `  <date value="${text.date ?? '2020-01-02'}" />`,
    `  <fhirVersion value="${text.fhirVersion ?? '3.0.1'}" />`,
    '  <kind value="resource" />',
    '  <abstract value="false" />',
    `  <type value="${type}" />`,
    `  <baseDefinition value="${text.base ?? `http://hl7.org/fhir/StructureDefinition/${type}`}" />`,
    '  <derivation value="constraint" />',
    text.head ?? '',
    text.snapshot === undefined
      ? '<snapshot><element id="Patient"><path value="Patient" /></element></snapshot>'
      : '',
    text.snapshot ? `  <snapshot>\n${text.snapshot}\n  </snapshot>` : '',
    `  <differential>\n${text.differential ?? ''}\n  </differential>`,
    '</StructureDefinition>',
  ]
    .filter((line) => line !== '')
    .join('\n');
}

/** One element of a differential or snapshot. */
export function elementXml(id: string, inside = '', path = id.replace(/:[^.]+/g, '')): string {
  const sliceName = /:([^.:]+)$/.exec(id)?.[1];
  const slice = sliceName === undefined ? '' : `<sliceName value="${sliceName}" />`;
  return `    <element id="${id}">\n      <path value="${path}" />\n${slice}${inside}\n    </element>`;
}

/** Reads a synthetic definition as one of a GP Connect release. */
export function read(
  xml: string | Uint8Array,
  kind: Kind = 'StructureDefinition',
  fhirVersion: FhirVersion = 'STU3',
): Read {
  const bytes = typeof xml === 'string' ? new TextEncoder().encode(xml) : xml;
  return readDefinition(bytes, kind, { fhirVersion, keep: 'whole' });
}

/** The codes of what was tolerated, in order. */
export function codes(from: Read): readonly string[] {
  return from.findings.map(({ code }) => code);
}

/** The folder of a synthetic source tree: an `index.json` and the files it lists. */
export function sources(releases: Readonly<Record<string, readonly { url: string; xml: string }[]>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'importer-sources-'));
  const index: Record<string, IndexEntry[]> = {};
  for (const [release, definitions] of Object.entries(releases)) {
    index[release] = definitions.map(({ url, xml }, place) => {
      const kind = /<(StructureDefinition|ValueSet|CodeSystem) /.exec(xml)?.[1] ?? 'StructureDefinition';
      const file = `${kind}/${release}-${place}.xml`;
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), xml);
      return { file, kind, url, source: `example/definitions@${release}:${place}.xml` };
    });
  }
  writeFileSync(join(folder, 'index.json'), JSON.stringify(index));
  return folder;
}

/** A walk that begins with STU3 profiles, and with what is kept in any case. */
export function startOf(profiles: readonly string[] = []): StartSet {
  return { DSTU2: { profiles: [], baseTypes: [] }, STU3: { profiles, baseTypes: [] } };
}
