import { describe, expect, test } from 'vitest';
import { detectSpecification, type SpecSummary } from '../../src/index.js';

const STU3 = 'https://fhir.nhs.uk/STU3/StructureDefinition/';
const summary = (capability: string, version: string, published: string | undefined, profiles: string[], more: Partial<SpecSummary> = {}): SpecSummary => ({
  id: `${capability}@${version}`, capability, version, fhirVersion: 'STU3', profiles,
  ...(published === undefined ? {} : { published }), ...more,
}); // prettier-ignore

const SPECS: readonly SpecSummary[] = [
  summary('structured', '1.5.0', '2020-01-01', [`${STU3}GPConnect-StructuredRecord-Bundle-1`, `${STU3}CareConnect-GPC-Patient-1`], { resourceTypes: ['Bundle'], bundleTypes: ['collection'] }),
  summary('structured', '1.5.1', '2021-01-01', [`${STU3}GPConnect-StructuredRecord-Bundle-1`, `${STU3}CareConnect-GPC-Patient-1`], { resourceTypes: ['Bundle'], bundleTypes: ['collection'] }),
  summary('structured', '2.0.0', '2022-01-01', [`${STU3}GPConnect-StructuredRecord-Bundle-1`], { status: 'draft' }),
  summary('appointments', '1.2.7', '2021-06-01', [`${STU3}GPConnect-Appointment-1`, `${STU3}CareConnect-GPC-Patient-1`], { resourceTypes: ['Bundle', 'Appointment'], bundleTypes: ['searchset'] }),
  summary('html', '0.7.4', '2019-01-01', ['http://fhir.nhs.net/StructureDefinition/gpconnect-patient-1'], { fhirVersion: 'DSTU2' }),
]; // prettier-ignore
const claim = (...profile: string[]): object => ({ meta: { profile } });

describe('the specification version', () => {
  test('is the newest published one of those that pin what is claimed', () => {
    const found = detectSpecification(
      { resourceType: 'Bundle', type: 'collection', ...claim(`${STU3}GPConnect-StructuredRecord-Bundle-1`) },
      SPECS,
    );
    expect(found.spec).toBe('structured@1.5.1');
    expect(found.candidates).toEqual(['structured@1.5.1', 'structured@1.5.0']);
    expect(found.chosen).toEqual([
      expect.objectContaining({ what: 'fhir-version', value: 'STU3' }),
      expect.objectContaining({
        what: 'specification',
        value: 'structured@1.5.1',
        reason: expect.stringMatching(/pins 1 of the 1 .*newest/),
      }),
    ]);
  });

  test('is told by what entries claim, a version after the bar left aside', () => {
    const entry = [
      { resource: { resourceType: 'Appointment', ...claim(`${STU3}GPConnect-Appointment-1|1.0`) } },
    ];
    expect(detectSpecification({ resourceType: 'Bundle', type: 'searchset', entry }, SPECS).spec).toBe(
      'appointments@1.2.7',
    );
  });

  test('is told by the type of Bundle where claims fit several', () => {
    const patient = { resource: { resourceType: 'Patient', ...claim(`${STU3}CareConnect-GPC-Patient-1`) } };
    const of = (type: string): string | undefined =>
      detectSpecification({ resourceType: 'Bundle', type, entry: [patient] }, SPECS).spec;
    expect(of('searchset')).toBe('appointments@1.2.7');
    expect(of('collection')).toBe('structured@1.5.1');
  });

  test('is told by resource type where nothing is claimed', () => {
    expect(detectSpecification({ resourceType: 'Appointment' }, SPECS).spec).toBe('appointments@1.2.7');
  });

  test('is left open where nothing fits', () => {
    for (const value of [
      null,
      'text',
      [],
      {},
      { resourceType: 'Patient' },
      { resourceType: 'Patient', ...claim('http://other.example') },
    ]) {
      expect(detectSpecification(value, SPECS).spec).toBeUndefined();
    }
  });
});

describe('the FHIR version', () => {
  test.each([
    ['http://fhir.nhs.net/StructureDefinition/gpconnect-patient-1', 'DSTU2', 'html@0.7.4'],
    [`${STU3}GPConnect-Appointment-1`, 'STU3', 'appointments@1.2.7'],
    ['https://fhir.hl7.org.uk/StructureDefinition/UKCore-Patient', 'R4', undefined],
  ])('of %s is %s', (url, fhirVersion, spec) => {
    const found = detectSpecification({ resourceType: 'Patient', ...claim(url) }, SPECS);
    expect([found.fhirVersion, found.spec]).toEqual([fhirVersion, spec]);
  });
});
