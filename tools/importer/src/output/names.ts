import { createHash } from 'node:crypto';
import type { Facts, Kind } from '../sources/library.js';
import type { FhirVersion } from '@gpconnect-tools/generator/facts';

const FOLDERS: Readonly<Record<Kind, string>> = {
  StructureDefinition: 'structures',
  ValueSet: 'value-sets',
  CodeSystem: 'code-systems',
};

/** Folder below `profiles/` for the base of a FHIR version. */
export function baseFolder(version: FhirVersion): string {
  return `fhir/${version.toLowerCase()}`;
}

/** Path below `profiles/` for a definition of the FHIR base: there is one state of each. */
export function baseFile(facts: Facts, version: FhirVersion): string {
  const name = facts.url
    .replace(/^https?:\/\/hl7\.org\/fhir\//, '')
    .replace(/^(StructureDefinition|ValueSet|CodeSystem)\//, '');
  return `${baseFolder(version)}/${FOLDERS[facts.resourceType]}/${fileSafe(name)}.json`;
}

/** Path below `profiles/` for a definition of GP Connect: its name and the hash of its facts. */
export function contentFile(facts: Facts): string {
  const name = facts.url.slice(facts.url.lastIndexOf('/') + 1);
  return `gpconnect/${FOLDERS[facts.resourceType]}/${fileSafe(name)}-${contentHash(facts)}.json`;
}

/** Eight hexadecimal digits of the SHA-256 of the facts as compact JSON, so that the layout of files is free. */
export function contentHash(facts: Facts): string {
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 8);
}

function fileSafe(name: string): string {
  return name.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[-.]+|-+$/g, '');
}
