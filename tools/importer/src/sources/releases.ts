import type { FhirVersion } from '@gpconnect-tools/generator/facts';

/** What a release is to the importer. */
export interface ReleaseKind {
  readonly fhirVersion: FhirVersion;
  /**
   * `base`: HL7's own definitions. `whole`: a release of GP Connect itself, whose structure definitions are
   * all kept. `reached`: a collection of many programmes, of which only what GP Connect reaches is kept.
   */
  readonly keep: 'base' | 'whole' | 'reached';
}

/** Every release that can be read. Its FHIR version is decided here: `fhirVersion` in the files is unreliable. */
export const RELEASES: Readonly<Record<string, ReleaseKind>> = {
  'hl7-dstu2': { fhirVersion: 'DSTU2', keep: 'base' },
  '0.5.0': { fhirVersion: 'DSTU2', keep: 'whole' },
  '0.5.2': { fhirVersion: 'DSTU2', keep: 'whole' },
  '0.7.2': { fhirVersion: 'DSTU2', keep: 'whole' },
  'hl7-stu3': { fhirVersion: 'STU3', keep: 'base' },
  '1.0.0-documents': { fhirVersion: 'STU3', keep: 'whole' },
  '1.1.1': { fhirVersion: 'STU3', keep: 'whole' },
  '1.2.0': { fhirVersion: 'STU3', keep: 'whole' },
  '1.2.1': { fhirVersion: 'STU3', keep: 'whole' },
  '1.2.2': { fhirVersion: 'STU3', keep: 'whole' },
  '1.2.3': { fhirVersion: 'STU3', keep: 'whole' },
  '1.2.4': { fhirVersion: 'STU3', keep: 'whole' },
  '1.2.6': { fhirVersion: 'STU3', keep: 'whole' },
  '1.2.7': { fhirVersion: 'STU3', keep: 'whole' },
  '1.3.0': { fhirVersion: 'STU3', keep: 'whole' },
  '1.3.0-messaging': { fhirVersion: 'STU3', keep: 'whole' },
  '1.3.1': { fhirVersion: 'STU3', keep: 'whole' },
  '1.3.2': { fhirVersion: 'STU3', keep: 'whole' },
  '1.4.0': { fhirVersion: 'STU3', keep: 'whole' },
  '1.4.1': { fhirVersion: 'STU3', keep: 'whole' },
  '1.5.0': { fhirVersion: 'STU3', keep: 'whole' },
  'assets-2024': { fhirVersion: 'STU3', keep: 'reached' },
  'assets-update-record': { fhirVersion: 'STU3', keep: 'reached' },
  'careconnect-hl7uk': { fhirVersion: 'STU3', keep: 'reached' },
  'current-2025': { fhirVersion: 'STU3', keep: 'reached' },
};

/** Where a release's definitions look for what the release itself does not hold, in this order. */
export const COMMON_RELEASES: Readonly<Record<FhirVersion, readonly string[]>> = {
  DSTU2: ['hl7-dstu2'],
  STU3: ['careconnect-hl7uk', 'hl7-stu3'],
};
