import { describe, expect, it } from 'vitest';
import { detect } from '../src/detect.js';
import { specs } from '../src/generated/specs.js';

describe('detection of a text', () => {
  it('chooses a version and says why', async () => {
    const text = JSON.stringify({ resourceType: 'Appointment' });
    expect(await detect(text, specs)).toEqual({
      readable: true,
      spec: 'appointment-management@1.2.7',
      reason: 'one of its interactions carries Appointment; the version that suppliers adopted',
    });
  });

  it.each([
    ['{', 'input.syntax'],
    ['', 'input.empty'],
  ])('finds what is wrong with %j', async (text, code) => {
    expect(await detect(text, specs)).toMatchObject({ readable: false, issues: [{ code }] });
  });

  it('judges by nothing where the FHIR version is not modelled', async () => {
    const profile = ['http://fhir.nhs.net/StructureDefinition/gpconnect-patient-1'];
    const text = JSON.stringify({ resourceType: 'Patient', meta: { profile } });
    expect(await detect(text, specs)).toMatchObject({
      readable: false,
      failure: expect.stringContaining('FHIR DSTU2') as string,
    });
  });
});
