/**
 * What must compile and what must not. Each `@ts-expect-error` is an error that the compiler has to find:
 * where it finds none, the comment itself is one.
 */
import type { Profile, SliceDescriptor } from '@gpconnect/runtime/tables';
import type * as fhir from '../../src/generated/base/index.js';
import { Appointment } from '../../src/generated/profiles/Appointment-1.6.0.js';
import { Patient } from '../../src/generated/profiles/Patient-1.8.0.js';
import type { PatientNhsNumberIdentifier } from '../../src/generated/profiles/Patient-1.8.0.js';
import type { SearchsetBundle } from '../../src/generated/profiles/SearchsetBundle-1.3.0.js';
import type { AppointmentStatus } from '../../src/generated/terminology/fhir.js';

const participant: Appointment['participant'] = [{ status: 'accepted', actor: { reference: 'Patient/2' } }];

/** All that the profile requires. */
export const booked: Appointment = {
  resourceType: 'Appointment',
  status: 'booked',
  description: 'Synthetic appointment',
  start: '2030-01-07T09:00:00+00:00',
  end: '2030-01-07T09:10:00+00:00',
  slot: [{ reference: 'Slot/1' }],
  participant,
};

// @ts-expect-error description, which the profile requires, is missing
export const withoutDescription: Appointment = {
  resourceType: 'Appointment',
  status: 'booked',
  start: '2030-01-07T09:00:00+00:00',
  end: '2030-01-07T09:10:00+00:00',
  slot: [{ reference: 'Slot/1' }],
  participant,
};

// The base type requires less than the profile.
export const baseNeedsLess: fhir.Appointment = {
  resourceType: 'Appointment',
  status: 'booked',
  participant: [{ status: 'accepted' }],
};
// @ts-expect-error and more than nothing
export const baseNeedsStatus: fhir.Appointment = {
  resourceType: 'Appointment',
  participant: [{ status: 'accepted' }],
};

// @ts-expect-error not a code of the required binding
export const wrongCode: Appointment = { ...booked, status: 'bookd' };
export const rightCode: AppointmentStatus = 'booked';

// @ts-expect-error a slot is not a patient
export const wrongTarget: Appointment = { ...booked, slot: [{ reference: 'Patient/1' }] };
export const otherForms: Appointment['slot'] = [
  { reference: '#slot' },
  { reference: 'urn:uuid:00000000-0000-4000-8000-000000000000' },
  { reference: 'https://example.org/Slot/1' },
];
// @ts-expect-error prohibited by the profile
export const prohibited: Appointment = { ...booked, indication: [{ reference: 'Condition/1' }] };

// A reference to some of the types is one to more of them, and not the other way round.
declare const toPatient: fhir.Reference<'Patient'>;
declare const toAny: fhir.Reference;
export const wider: fhir.Reference<'Patient' | 'Group'> = toPatient;
export const widest: fhir.Reference = toPatient;
// @ts-expect-error anything is not a Patient
export const narrower: fhir.Reference<'Patient'> = toAny;

/** A profile's value is one of its base type. */
export const base: fhir.Appointment = booked;

// Slices are named types, and their fixed values are literals.
export const nhsNumber: PatientNhsNumberIdentifier = {
  extension: [],
  system: 'https://fhir.nhs.uk/Id/nhs-number',
  value: '9990000018',
};
// @ts-expect-error the slice has one system
export const otherSystem: PatientNhsNumberIdentifier = { system: 'https://example.org/number', value: '1' };
// @ts-expect-error the slice must have a value
export const noValue: PatientNhsNumberIdentifier = { system: 'https://fhir.nhs.uk/Id/nhs-number' };
export const descriptor: SliceDescriptor<fhir.Patient, PatientNhsNumberIdentifier, false> =
  Patient.slices.nhsNumber;
// @ts-expect-error no such slice
export const noSlice = Patient.slices.nhsnumber;

// A profile is a type and a value of one name.
export const asProfile: Profile<Appointment> = Appointment;

// Null-aligned lists of primitives.
export const name: fhir.HumanName = { given: ['Zebedee', null], _given: [null, { id: 'second' }] };
// @ts-expect-error null stands for an item, not for the list
export const nullList: fhir.HumanName = { given: null };

// Bundles carry the type of their resources; resources are told apart by resourceType.
declare const bundle: SearchsetBundle<Appointment>;
export const first: Appointment | undefined = bundle.entry?.[0]?.resource;
declare const any: fhir.Resource;
export const told: string | undefined = any.resourceType === 'Patient' ? any.birthDate : undefined;
// @ts-expect-error any resource has no birthDate
export const untold = any.birthDate;

// Alternatives of a choice that the profile leaves out.
export const deceased: Patient['deceasedDateTime'] = '2030-01-07';
// @ts-expect-error only the date is allowed
export const wrongChoice: Patient['deceasedBoolean'] = true;
