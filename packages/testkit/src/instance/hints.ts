/**
 * What makes rules of the base specification hold, where the required elements alone do not.
 *
 * @module
 */
import type { JsonValue } from '@gpconnect/runtime/tables';

/** One thing to try. */
export interface Hint {
  /** A property to add, made as its definitions ask. */
  readonly add?: string;
  /** What to write where nothing is yet, at any depth; items of lists are added. */
  readonly set?: Readonly<Record<string, JsonValue>>;
  /** What to write over what is there, unless a definition fixes it. */
  readonly write?: Readonly<Record<string, JsonValue>>;
  /** What is written into an object of which nothing is required. */
  readonly seed?: true;
}

const UCUM = 'http://unitsofmeasure.org';

/** By key and defining type of the rule; tried in order until the rule holds. */
export const HINTS: Readonly<Record<string, readonly Hint[]>> = {
  'age-1 Age': [{ write: { system: UCUM, code: 'a' } }],
  'ait-1 AllergyIntolerance': [{ add: 'clinicalStatus' }],
  'app-1 Appointment': [{ add: 'actor' }, { add: 'type' }],
  'app-2 Appointment': [{ add: 'start' }, { add: 'end' }],
  'app-3 Appointment': [{ add: 'start' }, { add: 'end' }],
  'att-1 Attachment': [{ add: 'contentType' }],
  'bdl-1 Bundle': [{ write: { type: 'searchset' } }],
  'bdl-2 Bundle': [{ write: { type: 'searchset' } }],
  'bdl-3 Bundle': [{ write: { type: 'transaction' } }],
  'bdl-4 Bundle': [{ write: { type: 'transaction-response' } }],
  'bdl-5 Bundle': [{ add: 'resource' }, { add: 'request' }],
  'bdl-6 Bundle': [{ add: 'resource' }, { add: 'fullUrl' }],
  'bdl-9 Bundle': [{ set: { identifier: { system: 'https://example.org/documents', value: 'example' } } }],
  'cmp-1 Composition': [{ add: 'text' }, { add: 'entry' }],
  'cnt-3 Count': [{ write: { value: 1, system: UCUM, code: '1' } }],
  'com-1 Communication': [{ write: { notDone: true } }],
  'con-1 Condition': [{ add: 'summary' }, { add: 'assessment' }],
  'con-2 Condition': [{ add: 'code' }, { add: 'detail' }],
  'con-3 Condition': [{ add: 'clinicalStatus' }],
  'con-4 Condition': [{ write: { clinicalStatus: 'resolved' } }, { write: { clinicalStatus: 'inactive' } }],
  'cpt-2 ContactPoint': [{ add: 'system' }],
  'cpb-1 CapabilityStatement': [{ add: 'rest' }],
  'cpb-2 CapabilityStatement': [{ add: 'description' }],
  'dis-1 Distance': [{ write: { system: UCUM, code: 'm' } }],
  'dom-3 DomainResource': [
    {
      set: {
        extension: [{ url: 'https://example.org/extension', valueReference: { reference: '#example' } }],
      },
    },
  ],
  'drt-1 Duration': [{ write: { value: 1, system: UCUM } }],
  'drt-1 Quantity': [{ write: { value: 1, system: UCUM, code: 's' } }],
  'ext-1 Extension': [{ seed: true }],
  'fhs-2 FamilyMemberHistory': [{ add: 'ageString' }],
  'imm-1 Immunization': [{ write: { notGiven: false } }],
  'imm-2 Immunization': [{ write: { notGiven: true } }],
  'inv-1 Parameters': [{ add: 'valueString' }],
  'lst-2 List': [{ write: { mode: 'changes' } }],
  'mad-1 MedicationAdministration': [{ add: 'dose' }],
  'mny-1 Money': [{ write: { system: 'urn:iso:std:iso:4217', code: 'GBP' } }],
  'mps-1 MedicationRequest': [{ write: { agent: { reference: 'Practitioner/example' } } }],
  'mst-1 MedicationStatement': [{ write: { taken: 'n' } }],
  'obs-3 Observation': [{ add: 'text' }, { add: 'low' }],
  'org-1 Organization': [{ add: 'name' }, { add: 'identifier' }],
  'org-2 Organization': [{ write: { use: 'work' } }],
  'org-3 Organization': [{ write: { use: 'work' } }],
  'pat-1 Patient': [{ add: 'name' }, { add: 'telecom' }],
  'pro-1 Procedure': [{ write: { notDone: true } }],
  'qty-3 Quantity': [{ add: 'system' }],
  'rat-1 Ratio': [{ add: 'numerator' }, { add: 'denominator' }],
  'rfr-1 ReferralRequest': [{ write: { agent: { reference: 'Practitioner/example' } } }],
  'tim-1 Timing': [{ add: 'durationUnit' }, { add: 'durationUnits' }],
  'tim-2 Timing': [{ add: 'periodUnit' }, { add: 'periodUnits' }],
  'tim-6 Timing': [{ add: 'period' }, { add: 'periodUnit' }],
  'tim-7 Timing': [{ add: 'duration' }, { add: 'durationUnit' }],
  'tim-8 Timing': [{ add: 'count' }],
  'tim-9 Timing': [{ add: 'when' }],
};
