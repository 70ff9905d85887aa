import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CapabilityRegistry, Erratum, FhirVersion } from '@gpconnect-tools/generator/facts';
import type { Start, StartSet } from './reach.js';

/** What the types of every FHIR version are made of. */
const FOUNDATION: readonly string[] = [
  ...['Element', 'BackboneElement', 'Extension', 'Narrative', 'Resource', 'DomainResource'],
  ...[
    'base64Binary',
    'boolean',
    'code',
    'date',
    'dateTime',
    'decimal',
    'id',
    'instant',
    'integer',
    'markdown',
  ],
  ...['oid', 'positiveInt', 'string', 'time', 'unsignedInt', 'uri', 'uuid', 'xhtml'],
];

/**
 * Types of each base that payloads carry, or that every definition rests on, although no profile may name them.
 */
const BASE_TYPES: Readonly<Record<FhirVersion, readonly string[]>> = {
  DSTU2: [...FOUNDATION, 'Bundle', 'Parameters', 'OperationOutcome', 'Conformance', 'Binary', 'Basic'],
  STU3: [
    ...FOUNDATION,
    // What every interaction may exchange.
    ...[
      'Bundle',
      'Parameters',
      'OperationOutcome',
      'CapabilityStatement',
      'MessageHeader',
      'Binary',
      'Basic',
    ],
    // What records and messages carry without a profile of their own.
    ...['ClinicalImpression', 'Communication', 'Consent', 'Coverage', 'Endpoint', 'EpisodeOfCare'],
    ...['FamilyMemberHistory', 'Flag', 'Questionnaire', 'QuestionnaireResponse', 'RelatedPerson', 'Task'],
  ],
};

/**
 * The profiles that the registry's entries pin, each under the canonical that is meant, and those that
 * corrections need, which no profile may name.
 *
 * @param specs - folder of the registry
 * @param errata - folder of the errata; it need not exist
 */
export function startSet(specs: string, errata: string): StartSet {
  const pinned: Record<FhirVersion, Set<string>> = { DSTU2: new Set(), STU3: new Set() };
  for (const file of readdirSync(specs).sort()) {
    const registry = JSON.parse(readFileSync(join(specs, file), 'utf8')) as Partial<CapabilityRegistry>;
    for (const entry of registry.versions ?? []) {
      // Nothing is kept of a FHIR version without a base.
      if (entry.fhirVersion === undefined || entry.fhirVersion === 'R4') continue;
      for (const pin of entry.pins) pinned[entry.fhirVersion].add((pin.meant ?? pin.canonical).trim());
    }
  }
  for (const file of existsSync(errata) ? readdirSync(errata).sort() : []) {
    for (const erratum of JSON.parse(readFileSync(join(errata, file), 'utf8')) as readonly Erratum[]) {
      for (const url of erratum.definitions ?? []) pinned[erratum.fhirVersion ?? 'STU3'].add(url);
    }
  }
  const start = (version: FhirVersion): Start => ({
    profiles: [...pinned[version]].sort(),
    baseTypes: BASE_TYPES[version],
  });
  return { DSTU2: start('DSTU2'), STU3: start('STU3') };
}
