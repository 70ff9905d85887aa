import { describe, expect, test } from 'vitest';
import { createValidator, slice } from '../../src/index.js';
import type { SliceDescriptor } from '../../src/api.js';
import { extension, miniSpec, profile } from '../helpers/mini.js';

const validator = createValidator(miniSpec());

describe('validate', () => {
  test('a report holds the version judged by, counts, and the value', () => {
    const value = { resourceType: 'Patient', gender: 'x' };
    const report = validator.validate(value);
    expect(report).toMatchObject({
      spec: 'mini@1.0.0',
      valid: false,
      truncated: false,
      counts: { error: 1, warning: 0, information: 0 },
    });
    expect(report.value).toBe(value);
  });

  test('only errors make a report invalid', () => {
    const concept = { coding: [{ system: 'http://z.example', code: 'Z' }] };
    const report = validator.validate({ resourceType: 'Patient', maritalStatus: concept });
    expect([report.valid, report.counts.warning]).toEqual([true, 1]);
  });

  test('no value of the payload is shown unless asked for', () => {
    const secret = 'Zyxwvut';
    const value = {
      resourceType: 'Patient', id: `${secret} id`, gender: `${secret} g`, birthDate: secret, active: secret, name: [secret, { use: `${secret} u`, given: [{ a: secret }] }],
      managingOrganization: { reference: `${secret} r` }, meta: { profile: [`${secret} p`] }, extension: [{ url: `${secret}`, valueString: secret }, { url: `urn:x:${secret}`, valueString: 'x' }],
      maritalStatus: { coding: [{ system: `${secret} s`, code: `${secret} c` }] },
    }; // prettier-ignore
    const hidden = validator.validate(value);
    expect(hidden.issues.length).toBeGreaterThan(8);
    expect(JSON.stringify(hidden.issues)).not.toContain(secret);
    expect(JSON.stringify(validator.validate(value, { showValues: true }).issues)).toContain(secret);
  });
});

describe('validateText', () => {
  const text =
    '{\n  "resourceType": "Patient",\n  "name": [\n    { "family": "E", "nick": "x" }\n  ],\n  "gender": "x"\n}';

  test('adds line and column, in the order of the text', () => {
    const { issues } = validator.validateText(text);
    expect(issues.map(({ code, line, column }) => [code, line, column])).toEqual([
      ['structure.unknown-property', 4, 22],
      ['binding.required', 6, 3],
    ]);
  });

  test('finds the same as validate', () => {
    const strip = (issues: readonly object[]): object[] =>
      issues.map((issue) => ({ ...issue, line: undefined, column: undefined }));
    expect(strip(validator.validateText(text).issues)).toEqual(
      strip(validator.validate(JSON.parse(text)).issues),
    );
  });

  test('reports what the reader finds, with or without a value', () => {
    expect(
      validator.validateText('{"resourceType":"Patient","active":true,"active":false}').issues,
    ).toMatchObject([{ code: 'input.duplicate-key' }]);
    const broken = validator.validateText('{"resourceType":');
    expect([broken.valid, broken.value, broken.issues.length]).toEqual([false, undefined, 1]);
  });

  test('says which format it read', () => {
    expect(validator.validateText(text).chosen[0]).toMatchObject({ what: 'format', value: 'json' });
    expect(
      validator.validateText(text, { format: 'json' }).chosen.some(({ what }) => what === 'format'),
    ).toBe(false);
  });
});

describe('slice', () => {
  const NHS = 'https://fhir.nhs.uk/Id/nhs-number';
  const flag = extension('flag', { types: ['boolean'] });
  const strict = profile('Patient', {
    identifier: {
      slicing: { by: [{ type: 'value', path: 'system' }], rules: 'open' },
      slices: { nhsNumber: { max: 1, children: { system: { fixed: NHS } } } },
    },
    extension: { slices: { flag: { types: [{ code: 'Extension', profiles: [() => flag] }] } } },
    contact: {
      children: {
        relationship: {
          slicing: { by: [{ type: 'value', path: 'text' }], rules: 'open' },
          slices: { kin: { children: { text: { fixed: 'kin' } } } },
        },
      },
    },
  });
  const descriptor = <Many extends boolean>(
    path: string,
    name: string,
    many: Many,
  ): SliceDescriptor<object, object, Many> => ({
    profile: () => strict,
    path,
    name,
    many,
  });
  const patient = {
    resourceType: 'Patient',
    identifier: [{ system: 'http://other.example' }, { system: NHS, value: '9990000018' }],
    extension: [{ url: flag.url, valueBoolean: true }, { url: 'http://other.example' }],
    contact: [{ relationship: [{ text: 'kin' }] }, { relationship: [{ text: 'x' }, { text: 'kin' }] }],
  };

  test('reads one value where one may occur, a list otherwise, at any depth', () => {
    expect(slice(patient, descriptor('identifier', 'nhsNumber', false))).toBe(patient.identifier[1]);
    expect(slice(patient, descriptor('extension', 'flag', true))).toEqual([patient.extension[0]]);
    expect(slice(patient, descriptor('contact.relationship', 'kin', true))).toHaveLength(2);
  });

  test('reads nothing from what has nothing', () => {
    expect(slice({}, descriptor('identifier', 'nhsNumber', false))).toBeUndefined();
    expect(slice({ identifier: 'x' }, descriptor('identifier', 'nhsNumber', true))).toEqual([]);
  });

  test('a slice that the profile does not have is misuse', () => {
    expect(() => slice(patient, descriptor('identifier', 'none', true))).toThrow(
      'descriptor: expected a slice that http://example.org/Patient-1 has; found none of identifier',
    );
  });
});
