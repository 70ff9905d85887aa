/**
 * Which published releases the canonicals of a specification version are looked up in.
 *
 * No release is named after most specification versions, so this is a table of decisions.
 *
 * @module
 */
import type { SpecificationEntry } from '@gpconnect-tools/generator/facts';

const NHS = 'https://fhir.nhs.uk/STU3/StructureDefinition/';
const HL7_UK = 'https://fhir.hl7.org.uk/STU3/StructureDefinition/';

/** Search order and overlays of one entry. */
export interface Scope {
  readonly releases: readonly string[];
  readonly overlays?: NonNullable<SpecificationEntry['overlays']>;
  readonly note?: string;
}

/** Specification versions of the API line whose definitions stand in a release of another name. */
const API_RELEASE: Readonly<Record<string, string>> = {
  '0.5.0': '0.5.0',
  '0.5.1': '0.5.0',
  '0.5.2': '0.5.2',
  '0.5.3': '0.5.2',
  '0.7.0': '0.7.2',
  '0.7.1': '0.7.2',
  '0.7.2': '0.7.2',
  '0.7.3': '0.7.2',
  '0.7.4': '0.7.2',
  '1.0.0': '1.1.1',
  '1.1.0': '1.1.1',
  '1.2.5': '1.2.4',
  '1.2.8': '1.2.7',
  '1.2.9': '1.2.7',
  '1.5.1': '1.5.0',
  '1.6.0': '1.5.0',
  '1.6.1': '1.5.0',
  '1.6.2': '1.5.0',
  'documents-1.0.0': '1.0.0-documents',
  'documents-1.0.1': '1.0.0-documents',
};

const API_OVERLAYS: Readonly<Record<string, Scope['overlays']>> = {
  '1.2.9': [
    {
      release: 'assets-2024',
      canonicals: [`${NHS}GPConnect-Appointment-1`, `${NHS}Extension-GPConnect-PractitionerRole-1`],
    },
  ],
  '1.6.2': [
    {
      release: 'assets-2024',
      canonicals: [`${NHS}CareConnect-GPC-Practitioner-1`, `${NHS}CareConnect-GPC-ProcedureRequest-1`],
    },
  ],
};

const API_NOTES: Readonly<Record<string, string>> = {
  '1.0.0': 'No definitions were published under this version: those of 1.1.1 stand in.',
  '1.1.0': 'No definitions were published under this version: those of 1.1.1 stand in.',
  '1.2.5':
    'No definitions were published under this version: those of 1.2.4 stand in, without the extension for the date of the last dosage change.',
  '1.2.8':
    'No definitions were published under this version: those of 1.2.7 stand in, without those for filtering by service.',
  '1.2.9': 'The definitions of 1.2.7, but for the appointment and the practitioner role extension.',
  '1.5.1': 'The definitions published for 1.5.0 serve this version.',
  '1.6.0': 'The definitions published for 1.5.0 serve this version.',
  '1.6.1': 'The definitions published for 1.5.0 serve this version.',
  '1.6.2': 'A draft. The definitions of 1.5.0, but for Practitioner and ProcedureRequest.',
  'documents-1.0.1': 'The definitions published for documents-1.0.0 serve this version.',
};

/** The CareConnect Composition that messages use is in no release but the messaging one. */
const MESSAGING = ['1.3.0-messaging', 'assets-2024'] as const;

/** One release alone holds the questionnaire response that later Send Document drafts name. */
const QUESTIONNAIRE_RESPONSE = [
  { release: '1.5.0', canonicals: [`${HL7_UK}CareConnect-QuestionnaireResponse-1`] },
] as const;

function messaging(version: string): Scope {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major === 2) {
    return {
      releases: ['current-2025', ...MESSAGING],
      note: 'The profile list is carried over from 1.3.1; the guide does not restate it.',
    };
  }
  if (minor < 3) return { releases: ['assets-2024', '1.3.0-messaging'] };
  if (version === '1.3.2') {
    return {
      releases: MESSAGING,
      note: 'The profile list is carried over from 1.3.1; the guide does not restate it.',
    };
  }
  if (minor >= 4) {
    return {
      releases: MESSAGING,
      overlays: QUESTIONNAIRE_RESPONSE,
      note: 'Most of the clinical profiles that this draft names were never published.',
    };
  }
  return { releases: MESSAGING };
}

function updateRecord(version: string): Scope {
  if (version === 'structured-draft') {
    return {
      releases: MESSAGING,
      note: 'An abandoned precursor: a Send Document message that carries one Observation.',
    };
  }
  if (version === 'send-update-1.6.0') {
    return {
      releases: MESSAGING,
      overlays: QUESTIONNAIRE_RESPONSE,
      note: 'A placeholder copied from Send Document. Most of the clinical profiles that it names were never published.',
    };
  }
  return {
    releases: ['assets-update-record', ...MESSAGING],
    note: 'What changed between the versions of this guide is not established; all share one profile list.',
  };
}

/** The scope of an entry. */
export function scopeOf(capability: string, version: string): Scope {
  switch (capability) {
    case 'send-document':
      return messaging(version);
    case 'update-record':
      return updateRecord(version);
    case 'patient-facing':
      if (version === 'access-record-fhir' || version === 'appointments-management-fhir') {
        return {
          releases: ['1.5.0'],
          note: 'Payloads are those of the 1.6 line, so that its profiles are pinned beside the ones the interface description names.',
        };
      }
      return { releases: [] };
    default: {
      const overlays = API_OVERLAYS[version];
      const note = API_NOTES[version];
      return {
        releases: [API_RELEASE[version] ?? version],
        ...(overlays && { overlays }),
        ...(note !== undefined && { note }),
      };
    }
  }
}
