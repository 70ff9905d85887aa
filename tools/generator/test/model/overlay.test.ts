import { describe, expect, it } from 'vitest';
import type { StructureFacts } from '../../src/facts/types.js';
import { makeModel } from '../../src/model/load.js';
import { overlay, type OverlayElement } from '../../src/model/overlay.js';
import { factsOf, HERE, profile, type Element } from './synthetic.js';

const HL7 = 'http://hl7.org/fhir/StructureDefinition/';

/** The overlay of a profile as plain JSON: profiles by their module, maps as objects. */
function overlayOf(on: string, elements: readonly Element[], ...others: readonly StructureFacts[]): unknown {
  const structures = [profile('P', on, elements), ...others];
  const facts = factsOf({ a: { structures } }, [
    {
      version: '1',
      fhirVersion: 'STU3',
      status: 'published',
      releases: ['a'],
      pins: [{ canonical: `${HERE}P` }],
      interactions: [],
    },
  ]);
  const model = makeModel(facts, { names: 'assign' });
  const pinned = model.specs[0]?.pins[0]?.profile;
  if (pinned === undefined) throw new Error('the pin is not resolved');
  return plain(overlay(pinned, model.types).elements);
}

function plain(value: unknown): unknown {
  if (value instanceof Map) return plain(Object.fromEntries(value as ReadonlyMap<string, OverlayElement>));
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  if ('module' in value) return `profile ${String(value.module)}`;
  return Object.fromEntries(Object.entries(value).map(([key, property]) => [key, plain(property)]));
}

describe('an overlay says what the profile says differently', () => {
  it('and nothing where it repeats its base type', () => {
    expect(
      overlayOf('Patient', [
        {
          path: 'Patient.gender',
          min: 0,
          max: '1',
          type: [{ code: 'code' }],
          binding: { strength: 'required' },
        },
        { path: 'Patient.identifier', mustSupport: false },
      ]),
    ).toEqual({});
  });

  it('property by property', () => {
    expect(
      overlayOf('Patient', [
        {
          path: 'Patient.gender',
          min: 1,
          mustSupport: true,
          fixed: { type: 'Code', value: 'other' },
          maxLength: 8,
        },
        { path: 'Patient.identifier', max: '2', isModifier: true },
        { path: 'Patient.deceased[x]', type: [{ code: 'boolean' }] },
        { path: 'Patient.contact.gender', binding: { strength: 'extensible', valueSet: 'urn:v' } },
      ]),
    ).toEqual({
      gender: { min: 1, mustSupport: true, fixed: 'other', maxLength: 8 },
      identifier: { max: 2, isModifier: true },
      'deceased[x]': { types: [{ code: 'boolean' }] },
      contact: { children: { gender: { binding: { strength: 'extensible', url: 'urn:v' } } } },
    });
  });

  it('below data types as well, compared with the data type', () => {
    expect(
      overlayOf('Patient', [
        { path: 'Patient.identifier.system', min: 1 },
        { path: 'Patient.identifier.value', min: 0 },
      ]),
    ).toEqual({
      identifier: { children: { system: { min: 1 } } },
    });
  });

  it('and of what must not be there that alone', () => {
    expect(
      overlayOf('Patient', [
        { path: 'Patient.identifier', max: '0' },
        { path: 'Patient.identifier.system', min: 1 },
      ]),
    ).toEqual({
      identifier: { max: 0 },
    });
  });

  it('an unresolved profile by its canonical, a resolved one as itself', () => {
    const extension = profile('E', 'Extension', [{ path: 'Extension', max: '1' }]);
    expect(
      overlayOf(
        'Patient',
        [
          { path: 'Patient.extension', sliceName: 'e', type: [{ code: 'Extension', profile: [`${HERE}E`] }] },
          { path: 'Patient.extension', sliceName: 'n', type: [{ code: 'Extension', profile: [`${HERE}N`] }] },
        ],
        extension,
      ),
    ).toEqual({
      extension: {
        slicing: { by: [{ type: 'value', path: 'url' }], rules: 'open', ordered: false },
        slices: {
          e: { max: 1, types: [{ code: 'Extension', profiles: ['profile E-1.0.0'] }] },
          n: { types: [{ code: 'Extension', unresolved: [`${HERE}N`] }] },
        },
      },
    });
  });

  it('reference targets by type, and by profile where one is asked for', () => {
    const organization = profile('O', 'Organization', []);
    expect(
      overlayOf(
        'Patient',
        [
          {
            path: 'Patient.generalPractitioner',
            type: [
              { code: 'Reference', targetProfile: [`${HERE}O`] },
              { code: 'Reference', targetProfile: [`${HL7}Practitioner`] },
            ],
          },
          {
            path: 'Patient.managingOrganization',
            type: [{ code: 'Reference', targetProfile: [`${HL7}Organization`] }],
          },
        ],
        organization,
      ),
    ).toEqual({
      generalPractitioner: {
        types: [
          { code: 'Reference', targets: ['Organization', 'Practitioner'], targetProfiles: [`${HERE}O`] },
        ],
      },
    });
  });
});

describe('a slice is an overlay of the sliced element', () => {
  it('that does not repeat what every item must satisfy', () => {
    expect(
      overlayOf('Patient', [
        {
          path: 'Patient.identifier',
          min: 1,
          slicing: { discriminator: [{ type: 'value', path: 'system' }], rules: 'closed', ordered: true },
        },
        { path: 'Patient.identifier.value', min: 1 },
        { path: 'Patient.identifier', sliceName: 'a', max: '1' },
        { path: 'Patient.identifier.system', fixed: { type: 'Uri', value: 'urn:a' } },
        { path: 'Patient.identifier', sliceName: 'b', min: 1 },
      ]),
    ).toEqual({
      identifier: {
        min: 1,
        slicing: { by: [{ type: 'value', path: 'system' }], rules: 'closed', ordered: true },
        slices: { a: { max: 1, children: { system: { fixed: 'urn:a' } } }, b: { min: 1 } },
        children: { value: { min: 1 } },
      },
    });
  });

  it('compared with the profile that its type names', () => {
    const extension = profile('E', 'Extension', [
      { path: 'Extension.url', fixed: { type: 'Uri', value: `${HERE}E` } },
      { path: 'Extension.valueString', min: 1 },
    ]);
    const types = [{ code: 'Extension', profile: [`${HERE}E`] }];
    expect(
      overlayOf(
        'Patient',
        [
          { path: 'Patient.extension', sliceName: 'e', type: types },
          { path: 'Patient.extension.url', fixed: { type: 'Uri', value: `${HERE}E` } },
          { path: 'Patient.extension.valueString', fixed: { type: 'String', value: 'x' } },
        ],
        extension,
      ),
    ).toMatchObject({
      extension: { slices: { e: { children: { 'value[x]': { fixed: 'x' } } } } },
    });
  });

  it('and a prohibited slice keeps what tells its items', () => {
    expect(
      overlayOf('Patient', [
        {
          path: 'Patient.identifier',
          slicing: { discriminator: [{ type: 'value', path: 'system' }], rules: 'open' },
        },
        { path: 'Patient.identifier', sliceName: 'a', max: '0' },
        { path: 'Patient.identifier.system', fixed: { type: 'Uri', value: 'urn:a' } },
      ]),
    ).toMatchObject({
      identifier: { slices: { a: { max: 0, children: { system: { fixed: 'urn:a' } } } } },
    });
  });

  it('of extensions their URL, wherever it is said', () => {
    const extension = profile('E', 'Extension', [{ path: 'Extension', max: '1' }]);
    const barred = (sliceName: string, url: string): Element => ({
      path: 'Patient.extension',
      sliceName,
      max: '0',
      type: [{ code: 'Extension', profile: [url] }],
    });
    const slice = (url: string): object => ({ max: 0, children: { url: { fixed: url } } });
    expect(
      overlayOf(
        'Patient',
        [
          barred('known', `${HERE}E`),
          barred('unknown', `${HERE}N`),
          { path: 'Patient.extension', sliceName: 'part', max: '0' },
          { path: 'Patient.extension.url', fixed: { type: 'Uri', value: 'part' } },
        ],
        extension,
      ),
    ).toMatchObject({
      extension: { slices: { known: slice(`${HERE}E`), unknown: slice(`${HERE}N`), part: slice('part') } },
    });
  });
});
