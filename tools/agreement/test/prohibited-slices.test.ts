import { validate as validateFoundations } from '@gpconnect/foundations/1.2.2';
import { validate as validateMessages } from '@gpconnect/send-document/1.5.0';
import type { Issue } from '@gpconnect/runtime';
import { describe, expect, it } from 'vitest';

type Validate = (value: unknown, options: object) => { readonly issues: readonly Issue[] };

const NHS = 'https://fhir.nhs.uk/STU3/StructureDefinition/';
const HL7 = 'https://fhir.hl7.org.uk/STU3/StructureDefinition/';
const REGISTRATION = `${NHS}Extension-CareConnect-GPC-RegistrationDetails-1`;

/** A resource of a profile, with extensions. */
const resource = (resourceType: string, profile: string, ...extension: object[]): object => ({
  resourceType,
  meta: { profile: [`${NHS}${profile}`] },
  ...(extension.length === 0 ? {} : { extension }),
});

const registration = (url: string): object => ({
  url: REGISTRATION,
  extension: [{ url, valueCodeableConcept: { text: 'x' } }],
});

/** What is prohibited, a payload with it and the same without it, and the place of what is prohibited. */
const CASES: readonly (readonly [string, Validate, object, object, string, string])[] = [
  [
    'a main location in the Organization of an ITK header',
    validateMessages,
    resource('Organization', 'CareConnect-ITK-Header-Organization-1', {
      url: `${HL7}Extension-CareConnect-MainLocation-1`,
      valueReference: { reference: 'Location/1' },
    }),
    resource('Organization', 'CareConnect-ITK-Header-Organization-1'),
    'Organization.extension[0]',
    'mainLocation',
  ],
  [
    'a period in the Organization of an ITK header',
    validateMessages,
    resource('Organization', 'CareConnect-ITK-Header-Organization-1', {
      url: 'http://hl7.org/fhir/StructureDefinition/organization-period',
      valuePeriod: { start: '2020' },
    }),
    resource('Organization', 'CareConnect-ITK-Header-Organization-1'),
    'Organization.extension[0]',
    'organization-period',
  ],
  [
    'a language in the Practitioner of an ITK header',
    validateMessages,
    resource('Practitioner', 'CareConnect-ITK-Header-Practitioner-1', {
      url: `${HL7}Extension-CareConnect-NHSCommunication-1`,
    }),
    resource('Practitioner', 'CareConnect-ITK-Header-Practitioner-1'),
    'Practitioner.extension[0]',
    'nhsCommunication',
  ],
  [
    'a registration status in registration details',
    validateFoundations,
    resource('Patient', 'CareConnect-GPC-Patient-1', registration('registrationStatus')),
    resource('Patient', 'CareConnect-GPC-Patient-1', registration('registrationType')),
    'Patient.extension[0].extension[0]',
    'registrationStatus',
  ],
];

describe('what a profile prohibits by a slice', () => {
  it.each(CASES)('%s is an error at its place', (_, validate, wrong, __, path, slice) => {
    const { issues } = validate(wrong, {});
    const own = issues.filter((issue) => issue.path === path && issue.severity === 'error');
    expect(own).toContainEqual(
      expect.objectContaining({
        code: 'slicing.maximum',
        params: expect.objectContaining({ slice, max: 0, found: 1 }) as unknown,
      }),
    );
    expect(issues.filter(({ code }) => code === 'extension.undeclared-part')).toEqual([]);
  });

  it.each(CASES)('%s: where it is absent, everything can be checked', (_, validate, __, right) => {
    const { issues } = validate(right, {});
    expect(issues.filter(({ code }) => code === 'cannot-check.slicing')).toEqual([]);
    expect(issues.filter(({ code }) => code === 'slicing.maximum')).toEqual([]);
  });
});
