import { describe, expect, test } from 'vitest';
import { createValidator } from '../../src/index.js';
import type { ProfileTable } from '../../src/tables/index.js';
import { short } from '../helpers/findings.js';
import { extension, miniSpec, profile } from '../helpers/mini.js';

const optional = profile('Patient', { birthDate: {} });
const required: ProfileTable = { ...optional, elements: () => ({ birthDate: { min: 1 } }) };
const text = extension('note', { types: ['string'] });
const code: ProfileTable = extension('note', { types: ['code'] });

const spec = (corrected: ProfileTable, published: ProfileTable, others: readonly ProfileTable[] = []) =>
  createValidator(
    miniSpec([...others, corrected], {
      pins: [{ canonical: (others[0] ?? corrected).url }],
      asPublished: { [published.url]: published },
    }),
  );

describe('errata', () => {
  const patient = { resourceType: 'Patient', active: true };

  test('count by default, and not when the definitions are to judge as published', () => {
    const { validate, validateText } = spec(optional, required);
    expect(short(validate(patient).issues)).toEqual([]);
    expect(validate(patient, { asPublished: true }).issues.map(({ code }) => code)).toEqual([
      'structure.minimum',
    ]);
    expect(validateText(JSON.stringify(patient), { asPublished: true }).counts.error).toBe(1);
  });

  test('give way as well where the caller names the profile', () => {
    const { validate } = spec(optional, required);
    expect(validate(patient, { profile: optional, asPublished: true }).counts.error).toBe(1);
    expect(validate(patient, { profile: optional }).counts.error).toBe(0);
  });

  test('reach an extension through the profiles that name it', () => {
    const naming = profile('Patient', {
      extension: {
        slicing: { by: [{ type: 'value', path: 'url' }], rules: 'open' },
        slices: { note: { types: [{ code: 'Extension', profiles: [() => text] }] } },
      },
    });
    const { validate } = spec(text, code, [naming]);
    const value = { resourceType: 'Patient', extension: [{ url: text.url, valueString: 'x' }] };
    expect(validate(value).counts.error).toBe(0);
    expect(validate(value, { asPublished: true }).issues.map(({ code }) => code)).toContain(
      'structure.type-not-allowed',
    );
  });
});
