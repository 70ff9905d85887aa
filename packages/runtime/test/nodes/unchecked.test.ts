import { describe, expect, test } from 'vitest';
import { uncheckedOf, uncheckedOfSpecification } from '../../src/nodes/unchecked.js';
import type { ElementTable, ProfileTable } from '../../src/tables/index.js';
import { findings } from '../helpers/findings.js';
import { extension, miniSpec, profile } from '../helpers/mini.js';

const patient = (elements: Record<string, ElementTable>): ProfileTable => profile('Patient', elements);
const of = (table: ProfileTable, ...others: ProfileTable[]) =>
  uncheckedOf(miniSpec([table, ...others]), table);

describe('what cannot be checked, read from tables, is what a payload is told', () => {
  test.each<[string, Record<string, ElementTable>, object, string, object]>([
    [
      'a value set without a definition',
      { maritalStatus: { binding: { strength: 'extensible', url: 'urn:vs' } } },
      { maritalStatus: { coding: [{ system: 'urn:s', code: 'c' }] } },
      'cannot-check.terminology',
      { kind: 'value-set-undefined', element: 'Patient.maritalStatus', detail: 'urn:vs' },
    ],
    [
      'codes that are not shipped',
      {
        maritalStatus: {
          binding: {
            strength: 'required',
            url: 'urn:vs',
            valueSet: { url: 'urn:vs', systems: () => ({ 'urn:s': 'unlisted', 'urn:t': ['t'] }) },
          },
        },
      },
      { maritalStatus: { coding: [{ system: 'urn:s', code: 'c' }] } },
      'cannot-check.terminology',
      { kind: 'terminology-not-shipped', element: 'Patient.maritalStatus', detail: 'urn:vs: urn:s' },
    ],
    [
      'a slice that nothing tells',
      {
        identifier: {
          slicing: { by: [{ type: 'value', path: 'system' }], rules: 'open' },
          slices: { vague: { children: { value: { min: 1 } } } },
        },
      },
      { identifier: [{ system: 'urn:s' }] },
      'cannot-check.slicing',
      { kind: 'slice-undiscriminated', element: 'Patient.identifier:vague', detail: 'value system' },
    ],
    [
      'an extension without a definition',
      {
        extension: {
          slices: { e: { types: [{ code: 'Extension', unresolved: ['http://example.org/e'] }] } },
        },
      },
      { extension: [{ url: 'http://example.org/e', valueString: 'x' }] },
      'cannot-check.extension',
      { kind: 'extension-undefined', element: 'Patient.extension:e', detail: 'http://example.org/e' },
    ],
    [
      'a data type’s profile without a definition',
      { name: { types: [{ code: 'HumanName', unresolved: ['http://example.org/n'] }] } },
      { name: [{ family: 'Example' }] },
      'cannot-check.profile',
      { kind: 'profile-undefined', element: 'Patient.name', detail: 'http://example.org/n' },
    ],
  ])('%s', (_, elements, payload, code, unchecked) => {
    const table = patient(elements);
    expect(of(table)).toEqual([unchecked]);
    const codes = findings({ resourceType: 'Patient', ...payload }, [table]).map((one) => one.split(' ')[0]);
    expect(codes).toEqual([code]);
  });

  test('two slices told by the same value are told by nothing', () => {
    const same = { children: { system: { fixed: 'urn:a' } } };
    const table = patient({
      identifier: {
        slicing: { by: [{ type: 'value', path: 'system' }], rules: 'open' },
        slices: { a: same, b: same, c: { children: { system: { fixed: 'urn:c' } } } },
      },
    });
    expect(of(table).map(({ element }) => element)).toEqual(['Patient.identifier:a', 'Patient.identifier:b']);
  });

  test('nothing, where nothing is said or what is said must not be there', () => {
    const barred = { binding: { strength: 'required', url: 'urn:vs' } } as const;
    const table = patient({ maritalStatus: { max: 0, ...barred }, gender: { min: 1 } });
    expect(of(table)).toEqual([]);
  });

  test('below slices and backbone elements as well', () => {
    const binding = { strength: 'required', url: 'urn:vs' } as const;
    const table = patient({
      contact: { children: { relationship: { binding } } },
      identifier: {
        slicing: { by: [{ type: 'value', path: 'system' }], rules: 'open' },
        slices: { a: { children: { system: { fixed: 'urn:a' }, use: { binding } } } },
      },
    });
    expect(of(table).map(({ element }) => element)).toEqual([
      'Patient.identifier:a.use',
      'Patient.contact.relationship',
    ]);
  });

  test('of a base type what it declares, and each thing once', () => {
    const spec = miniSpec();
    expect(uncheckedOf(spec, 'Observation')).toEqual([
      {
        kind: 'terminology-not-shipped',
        element: 'Observation.code',
        detail: 'http://example.org/ValueSet/codes: http://snomed.info/sct',
      },
    ]);
    // An element that has itself as its content is no endless search.
    expect(uncheckedOf(spec, 'Questionnaire')).toEqual([]);
  });
});

describe('of a specification version as a whole', () => {
  test('profiles that it names and that nothing defines', () => {
    const table = patient({
      managingOrganization: {
        types: [
          { code: 'Reference', targetProfiles: ['http://example.org/Nowhere', 'http://example.org/ext/e'] },
        ],
      },
    });
    const spec = miniSpec([table, extension('e', {})]);
    expect(uncheckedOfSpecification({ ...spec, pins: [{ canonical: 'http://example.org/Pin' }] })).toEqual([
      { kind: 'profile-undefined', element: '', detail: 'http://example.org/Nowhere' },
      { kind: 'profile-undefined', element: '', detail: 'http://example.org/Pin' },
    ]);
  });

  test('several pins of one resource type', () => {
    const first = { ...patient({}), url: 'http://example.org/A' };
    const second = { ...patient({}), url: 'http://example.org/B' };
    const pins = [second, first, second].map(({ url }) => ({ canonical: url }));
    expect(uncheckedOfSpecification({ ...miniSpec([first, second]), pins })).toEqual([
      { kind: 'pins-undecided', element: 'Patient', detail: 'http://example.org/A, http://example.org/B' },
    ]);
  });
});
