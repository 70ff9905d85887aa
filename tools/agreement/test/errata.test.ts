import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { validate as validateFoundations } from '@gpconnect/foundations/1.2.2';
import { validate as validateOldStructured } from '@gpconnect/access-record-structured/1.4.1';
import { validate as validateStructured } from '@gpconnect/access-record-structured/1.5.0';
import type { Issue } from '@gpconnect/runtime';
import { describe, expect, it } from 'vitest';

type Validate = (value: unknown, options: object) => { readonly issues: readonly Issue[] };

const NHS = 'https://fhir.nhs.uk/STU3/StructureDefinition/';
const HL7 = 'https://fhir.hl7.org.uk/STU3/StructureDefinition/';

/** Errors of one code at one path, by claimed profiles. */
function errors(
  validate: Validate,
  value: unknown,
  code: string,
  path: string,
  asPublished: boolean,
): number {
  const { issues } = validate(value, { profiles: 'claimed', asPublished });
  return issues.filter((issue) => issue.code === code && issue.path === path).length;
}

function request(extension: readonly object[]): object {
  return {
    resourceType: 'MedicationRequest',
    meta: { profile: [`${NHS}CareConnect-GPC-MedicationRequest-1`] },
    extension,
  };
}

function repeats(part: string, value: object): object {
  return request([
    {
      url: `${NHS}Extension-CareConnect-GPC-MedicationRepeatInformation-1`,
      extension: [{ url: part, ...value }],
    },
  ]);
}

function immunization(...extension: readonly object[]): object {
  return {
    resourceType: 'Immunization',
    meta: { profile: [`${NHS}CareConnect-GPC-Immunization-1`] },
    extension,
  };
}

const COUNT = 'MedicationRequest.extension[0].extension[0].value';

const CASES: readonly (readonly [string, Validate, object, string, string])[] = [
  [
    'searchset-may-be-empty',
    validateFoundations,
    {
      resourceType: 'Bundle',
      meta: { profile: [`${NHS}GPConnect-Searchset-Bundle-1`] },
      type: 'searchset',
    },
    'structure.minimum',
    'Bundle',
  ],
  [
    'repeat-information-allowed',
    validateStructured,
    repeats('numberOfRepeatPrescriptionsAllowed', { valueUnsignedInt: 6 }),
    'structure.type-not-allowed',
    `${COUNT}UnsignedInt`,
  ],
  [
    'repeat-information-issued',
    validateStructured,
    repeats('numberOfRepeatPrescriptionsIssued', { valueUnsignedInt: 0 }),
    'structure.type-not-allowed',
    `${COUNT}UnsignedInt`,
  ],
  [
    'related-problem-header-on-list',
    validateStructured,
    { resourceType: 'List', extension: [{ url: `${HL7}Extension-CareConnect-RelatedProblemHeader-1` }] },
    'extension.context',
    'List.extension[0]',
  ],
  [
    'description-id-context-hl7-uk',
    validateStructured,
    {
      resourceType: 'Observation',
      code: { coding: [{ extension: [{ url: `${HL7}Extension-coding-sctdescid` }] }] },
    },
    'extension.context',
    'Observation.code.coding[0].extension[0]',
  ],
  [
    'description-id-context-nhs',
    validateStructured,
    {
      resourceType: 'Observation',
      code: { coding: [{ extension: [{ url: `${NHS}Extension-coding-sctdescid` }] }] },
    },
    'extension.context',
    'Observation.code.coding[0].extension[0]',
  ],
  [
    'description-display-optional-hl7-uk',
    validateStructured,
    {
      resourceType: 'Observation',
      code: {
        coding: [
          {
            extension: [
              {
                url: `${HL7}Extension-coding-sctdescid`,
                extension: [{ url: 'descriptionId', valueId: '1000000019' }],
              },
            ],
          },
        ],
      },
    },
    'slicing.minimum',
    'Observation.code.coding[0].extension[0].extension',
  ],
  [
    'repeat-information-optional',
    validateOldStructured,
    request([{ url: `${NHS}Extension-CareConnect-GPC-PrescriptionType-1` }]),
    'slicing.minimum',
    'MedicationRequest.extension',
  ],
  [
    'problem-code-text-optional',
    validateOldStructured,
    {
      resourceType: 'Condition',
      meta: { profile: [`${NHS}CareConnect-GPC-ProblemHeader-Condition-1`] },
      code: { coding: [{ system: 'http://snomed.info/sct', code: '195967001' }] },
    },
    'structure.minimum',
    'Condition.code',
  ],
  [
    'prescription-type-may-be-text',
    validateStructured,
    request([
      {
        url: `${NHS}Extension-CareConnect-GPC-PrescriptionType-1`,
        valueCodeableConcept: { text: 'No information available' },
      },
    ]),
    'binding.no-code',
    'MedicationRequest.extension[0].valueCodeableConcept',
  ],
  [
    'immunization-recorded-date-host',
    validateStructured,
    immunization(
      { url: `${NHS}Extension-CareConnect-GPC-DateRecorded-1`, valueDateTime: '2020-01-01' },
      { url: `${HL7}Extension-CareConnect-VaccinationProcedure-1`, valueCodeableConcept: { text: 'x' } },
    ),
    'slicing.minimum',
    'Immunization.extension',
  ],
  [
    'actual-problem-targets',
    validateStructured,
    {
      resourceType: 'Condition',
      extension: [
        {
          url: `${HL7}Extension-CareConnect-ActualProblem-1`,
          valueReference: { reference: 'Immunization/1' },
        },
      ],
    },
    'reference.target-type',
    'Condition.extension[0].valueReference.reference',
  ],
  [
    'patient-name-other-overlaps',
    validateFoundations,
    {
      resourceType: 'Patient',
      meta: { profile: [`${NHS}CareConnect-GPC-Patient-1`] },
      name: [{ use: 'official', family: 'Example' }, { use: 'nickname' }],
    },
    'slicing.ambiguous',
    'Patient.name[0]',
  ],
  [
    'patient-name-other-overlaps-hl7-uk',
    validateStructured,
    {
      resourceType: 'Patient',
      meta: { profile: [`${HL7}CareConnect-Patient-1`] },
      name: [{ use: 'official', family: 'Example' }, { use: 'nickname' }],
    },
    'slicing.ambiguous',
    'Patient.name[0]',
  ],
];

/** As published the two extensions are different things; corrected, one of them is one too many. */
const JOINED: typeof CASES = [
  [
    'immunization-parent-present-host',
    validateStructured,
    immunization(
      { url: `${NHS}Extension-CareConnect-GPC-ParentPresent-1`, valueBoolean: true },
      { url: `${HL7}Extension-CareConnect-ParentPresent-1`, valueBoolean: true },
    ),
    'slicing.maximum',
    'Immunization.extension',
  ],
  [
    'problem-header-actual-problem-host',
    validateStructured,
    {
      resourceType: 'Condition',
      meta: { profile: [`${NHS}CareConnect-GPC-ProblemHeader-Condition-1`] },
      extension: [`${NHS}Extension-CareConnect-GPC-`, `${HL7}Extension-CareConnect-`].map((start) => ({
        url: `${start}ActualProblem-1`,
        valueReference: { reference: 'Condition/1' },
      })),
    },
    'slicing.maximum',
    'Condition.extension',
  ],
];

describe('a definition that an erratum corrects', () => {
  it('is tried here, whichever of STU3 it is', () => {
    const folder = resolve(import.meta.dirname, '..', '..', '..', 'profiles', 'errata');
    const ids = readdirSync(folder).flatMap((file) =>
      (JSON.parse(readFileSync(join(folder, file), 'utf8')) as { id: string; fhirVersion?: string }[])
        .filter(({ fhirVersion }) => fhirVersion !== 'DSTU2')
        .map(({ id }) => id),
    );
    expect([...CASES, ...JOINED].map(([id]) => id).sort()).toEqual(ids.sort());
  });

  it.each(JOINED)('%s: takes both as published, and one by default', (_, validate, value, code, path) => {
    expect(errors(validate, value, code, path, true)).toBe(0);
    expect(errors(validate, value, code, path, false)).toBe(1);
  });

  it.each(CASES)('%s: rejects as published, and no longer by default', (_, validate, value, code, path) => {
    expect(errors(validate, value, code, path, true)).toBe(1);
    expect(errors(validate, value, code, path, false)).toBe(0);
  });

  it('still rejects what neither definition nor pages allow', () => {
    const value = repeats('numberOfRepeatPrescriptionsIssued', { valueString: 'none' });
    expect(errors(validateStructured, value, 'structure.type-not-allowed', `${COUNT}String`, false)).toBe(1);
    const elsewhere = {
      resourceType: 'Patient',
      extension: [{ url: `${HL7}Extension-CareConnect-RelatedProblemHeader-1` }],
    };
    expect(errors(validateStructured, elsewhere, 'extension.context', 'Patient.extension[0]', false)).toBe(1);
  });
  it('still takes what the definition has as published', () => {
    const value = repeats('numberOfRepeatPrescriptionsIssued', { valuePositiveInt: 2 });
    expect(
      errors(validateStructured, value, 'structure.type-not-allowed', `${COUNT}PositiveInt`, false),
    ).toBe(0);
  });
});
