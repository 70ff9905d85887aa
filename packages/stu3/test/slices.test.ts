import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { slice } from '@gpconnect/runtime';
import type { Profile, SliceDescriptor } from '@gpconnect/runtime/tables';
import { describe, expect, it } from 'vitest';
import type * as fhir from '../src/generated/base/index.js';
import { Patient } from '../src/generated/profiles/Patient-1.8.0.js';

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), '../src/generated/profiles');
type AnyDescriptor = SliceDescriptor<unknown, unknown, boolean>;
/** A profile as it was published, beside a corrected one, has no descriptors. */
type AnyProfile = Profile<unknown> & { readonly slices?: Readonly<Record<string, AnyDescriptor>> };

const STATUS =
  'https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-NHSNumberVerificationStatus-1';

const patient: fhir.Patient = {
  resourceType: 'Patient',
  identifier: [
    {
      system: 'https://example.org/Id/other',
      value: 'X1',
      extension: [{ url: STATUS, valueString: 'of another' }],
    },
    {
      system: 'https://fhir.nhs.uk/Id/nhs-number',
      value: '9990000018',
      extension: [{ url: 'https://example.org/other' }, { url: STATUS, valueString: 'of the NHS number' }],
    },
  ],
};

describe('slices of profiles', () => {
  it('are read by what tells them apart', () => {
    expect(slice(patient, Patient.slices.nhsNumber)?.value).toBe('9990000018');
    expect(slice(patient, Patient.slices.official)).toBeUndefined();
    expect(slice(patient, Patient.slices.nhsCommunication)).toEqual([]);
  });

  it('are read through another slice', () => {
    expect(slice(patient, Patient.slices.nhsNumberVerificationStatus)).toMatchObject({
      valueString: 'of the NHS number',
    });
  });

  it('are all found in the tables they come from', async () => {
    let count = 0;
    for (const file of readdirSync(FOLDER)) {
      const module = (await import(join(FOLDER, file))) as Record<string, AnyProfile>;
      for (const profile of Object.values(module)) {
        for (const [name, descriptor] of Object.entries(profile.slices ?? {})) {
          expect(slice({}, descriptor), `${file} ${name}`).toEqual(descriptor.many ? [] : undefined);
          count += 1;
        }
      }
    }
    expect(count).toBeGreaterThan(500);
  }, 60_000);
});
