import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CapabilityRegistry } from '@gpconnect-tools/generator/facts';
import type { StartSet } from './reach.js';

/**
 * Types of the base that payloads carry, or that every definition rests on, although no profile may name
 * them.
 */
const BASE_TYPES: readonly string[] = [
  // What the types are made of.
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
  // What every interaction may exchange.
  ...['Bundle', 'Parameters', 'OperationOutcome', 'CapabilityStatement', 'MessageHeader', 'Binary', 'Basic'],
  // What records and messages carry without a profile of their own.
  ...['ClinicalImpression', 'Communication', 'Consent', 'Coverage', 'Endpoint', 'EpisodeOfCare'],
  ...['FamilyMemberHistory', 'Flag', 'Questionnaire', 'QuestionnaireResponse', 'RelatedPerson', 'Task'],
];

/** The profiles that the registry's entries for STU3 pin, each under the canonical that is meant. */
export function startSet(specs: string): StartSet {
  const profiles = new Set<string>();
  for (const file of readdirSync(specs).sort()) {
    const registry = JSON.parse(readFileSync(join(specs, file), 'utf8')) as Partial<CapabilityRegistry>;
    for (const entry of registry.versions ?? []) {
      if (entry.fhirVersion !== 'STU3') continue;
      for (const pin of entry.pins) profiles.add((pin.meant ?? pin.canonical).trim());
    }
  }
  return { profiles: [...profiles].sort(), baseTypes: BASE_TYPES };
}
