import * as appointments from '@gpconnect/appointment-management/1.2.7';
import * as foundations from '@gpconnect/foundations/1.2.7';
import { detectSpecification, settledCandidates } from '@gpconnect/runtime';
import { describe, expect, it } from 'vitest';
import { detect } from '../src/detect.js';
import { specs } from '../src/generated/specs.js';

describe('detection of a text', () => {
  it('chooses a version and says why', async () => {
    const text = JSON.stringify({ resourceType: 'Appointment' });
    expect(await detect(text, specs)).toEqual({
      readable: true,
      spec: 'appointment-management@1.2.7',
      chosen: [
        {
          what: 'fhir-version',
          value: 'STU3',
          reason: 'no claim tells; the specification version chosen is of it',
        },
        {
          what: 'specification',
          value: 'appointment-management@1.2.7',
          reason: 'one of its interactions carries Appointment; the version that suppliers adopted',
        },
      ],
    });
  });

  it.each([
    ['{', 'input.syntax'],
    ['', 'input.empty'],
  ])('finds what is wrong with %j', async (text, code) => {
    expect(await detect(text, specs)).toMatchObject({ readable: false, issues: [{ code }] });
  });

  it('judges by nothing where the FHIR version is not modelled', async () => {
    const profile = ['https://fhir.hl7.org.uk/StructureDefinition/UKCore-Patient'];
    const text = JSON.stringify({ resourceType: 'Patient', meta: { profile } });
    expect(await detect(text, specs)).toMatchObject({
      readable: false,
      failure: expect.stringContaining('FHIR R4') as string,
    });
  });

  it('weighs no version that is a draft, withdrawn or made for patients', () => {
    const features = { type: undefined, bundleType: undefined, carriedTypes: new Set<string>() };
    expect(settledCandidates(features, specs).map(({ id, status }) => `${id}, ${status}`)).toEqual([
      'foundations@1.2.7, beta, adopted',
      'foundations@1.6.1, beta',
      'foundations@0.7.4, published',
      'access-record-structured@1.2.7, beta, adopted',
      'access-record-structured@1.6.1, beta',
      'appointment-management@1.2.7, beta, adopted',
      'appointment-management@1.6.1, beta',
      'access-document@1.6.1, beta',
      'access-record-html@0.7.4, published',
      'send-document@2.0.2, public beta',
      'update-record@1.2.1, public beta',
    ]);
  });
});

describe('detection in a program', () => {
  it('chooses among the specification versions that it has imported', async () => {
    const known = [foundations, appointments];
    const value = {
      resourceType: 'Appointment',
      meta: { profile: ['https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-Appointment-1'] },
    };
    const detection = await detectSpecification(
      value,
      known.map(({ spec }) => spec),
    );
    expect(detection).toMatchObject({
      spec: 'appointment-management@1.2.7',
      chosen: [
        { what: 'fhir-version', value: 'STU3', reason: 'profiles that the payload claims belong to it' },
        { what: 'specification', value: 'appointment-management@1.2.7' },
      ],
    });
    const chosen = known.find(({ spec }) => spec.id === detection.spec)?.validate(value).chosen;
    expect(chosen).toMatchObject([{ what: 'profile', reason: 'the payload claims it in meta.profile' }]);
  });
});
