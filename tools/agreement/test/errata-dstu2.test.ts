import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { validate } from '@gpconnect/access-record-html/0.7.4';
import { describe, expect, it } from 'vitest';

const NET = 'http://fhir.nhs.net/';
const claim = (name: string): object => ({ profile: [`${NET}StructureDefinition/gpconnect-${name}-1`] });

const TERMINOLOGY = 'cannot-check.terminology';

/** A Patient of the profile, and what a case is about. */
const patient = (properties: object): object => ({
  resourceType: 'Patient',
  meta: claim('patient'),
  identifier: [{ system: `${NET}Id/nhs-number`, value: '9990000018' }],
  ...properties,
});
const location = (properties: object): object => ({
  resourceType: 'Location',
  meta: claim('location'),
  name: 'Sample surgery',
  ...properties,
});
const telecom = (properties: object): object => ({
  telecom: [{ system: 'phone', value: '0', ...properties }],
});
const outcome = (code: string): object => ({
  resourceType: 'OperationOutcome',
  meta: claim('operationoutcome'),
  issue: [
    {
      severity: 'error',
      code: 'invalid',
      details: {
        coding: [{ system: `${NET}ValueSet/gpconnect-error-or-warning-code-1`, code, display: 'Sample' }],
      },
    },
  ],
});
const relationship = (system: string): object =>
  patient({
    contact: [
      {
        name: { family: ['Sample'] },
        relationship: [{ coding: [{ system, code: '1', display: 'Spouse' }] }],
      },
    ],
  });
const section = {
  title: 'Allergies and Sensitivities',
  code: {
    coding: [
      {
        system: `${NET}ValueSet/gpconnect-record-section-1`,
        code: 'ALL',
        display: 'Allergies and Sensitivities',
      },
    ],
    text: 'Allergies and Sensitivities',
  },
  text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">None</div>' },
};

/** Erratum, payload, finding and place; how often it is found by the definition as published, and as corrected. */
const CASES: readonly (readonly [string, object, string, string, number, number])[] = [
  [
    // Of the type that no base element has, the walker takes no notice: what shows is the value set.
    'html-issue-code',
    outcome('GPC-001'),
    TERMINOLOGY,
    'OperationOutcome.issue[0].code',
    1,
    0,
  ],
  [
    'html-issue-severity-value-set',
    outcome('GPC-001'),
    TERMINOLOGY,
    'OperationOutcome.issue[0].severity',
    1,
    0,
  ],
  [
    'html-error-codes',
    outcome('PATIENT_NOT_FOUND'),
    'binding.required',
    'OperationOutcome.issue[0].details',
    1,
    0,
  ],
  [
    'html-searchset-type',
    { resourceType: 'Bundle', meta: claim('searchset-bundle'), type: 'searchset' },
    'value.fixed',
    'Bundle.type',
    1,
    0,
  ],
  [
    'html-patient-telecom-system-value-set',
    patient(telecom({})),
    TERMINOLOGY,
    'Patient.telecom[0].system',
    1,
    0,
  ],
  [
    'html-patient-telecom-use-value-set',
    patient(telecom({ use: 'home' })),
    TERMINOLOGY,
    'Patient.telecom[0].use',
    1,
    0,
  ],
  [
    'html-location-telecom-system-value-set',
    location(telecom({})),
    TERMINOLOGY,
    'Location.telecom[0].system',
    1,
    0,
  ],
  [
    'html-location-telecom-use-value-set',
    location(telecom({ use: 'work' })),
    TERMINOLOGY,
    'Location.telecom[0].use',
    1,
    0,
  ],
  [
    // A site code must not have a use: told only where its slice is.
    'html-location-identifier-discriminator',
    location({ identifier: [{ use: 'official', system: `${NET}Id/ods-site-code`, value: 'Z99999' }] }),
    'structure.prohibited',
    'Location.identifier[0].use',
    0,
    1,
  ],
  [
    'html-section-code',
    { resourceType: 'Composition', meta: claim('carerecord-composition'), section: [section] },
    'structure.prohibited',
    'Composition.section[0].code',
    1,
    0,
  ],
  [
    'html-marital-status-system',
    patient({
      maritalStatus: {
        coding: [{ system: 'http://hl7.org/fhir/v3/MaritalStatus', code: 'M', display: 'Married' }],
      },
    }),
    'value.fixed',
    'Patient.maritalStatus.coding[0].system',
    1,
    0,
  ],
  [
    'html-contact-relationship-system',
    relationship(`${NET}ValueSet/cda-person-relationship-type-1-0`),
    'value.fixed',
    'Patient.contact[0].relationship[0].coding[0].system',
    1,
    0,
  ],
];

describe('a DSTU2 definition that an erratum corrects', () => {
  it('is tried here, whichever it is', () => {
    const file = resolve(import.meta.dirname, '../../../profiles/errata/access-record-html.json');
    const ids = (JSON.parse(readFileSync(file, 'utf8')) as { id: string }[]).map(({ id }) => id);
    expect(CASES.map(([id]) => id).sort()).toEqual(ids.sort());
  });

  it.each(CASES)('%s: judges otherwise than as published', (_, value, code, path, published, corrected) => {
    const found = (asPublished: boolean): number =>
      validate(value, { profiles: 'claimed', asPublished }).issues.filter(
        (issue) => issue.code === code && issue.path === path,
      ).length;
    expect([found(true), found(false)]).toEqual([published, corrected]);
  });

  it('leaves nothing in the way of a code of the relationship’s value set', () => {
    const report = validate(relationship(`${NET}ValueSet/cda-person-relationship-type-1-0`));
    expect(report.issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});
