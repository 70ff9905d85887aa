import { describe, expect, it } from 'vitest';
import type { Erratum } from '../../src/facts/types.js';
import { makeModel } from '../../src/model/load.js';
import { HERE, factsOf, profile } from './synthetic.js';

const PATIENT = profile('P', 'Patient', [
  { path: 'Patient.gender', min: 1 },
  { path: 'Patient.extension', sliceName: 'e', id: 'Patient.extension:e', type: extension(`${HERE}E`) },
  {
    path: 'Patient.extension.url',
    id: 'Patient.extension:e.url',
    fixed: { type: 'Uri', value: `${HERE}E` },
  },
  { path: 'Patient.extension', sliceName: 'ee', id: 'Patient.extension:ee', type: extension(`${HERE}EE`) },
]);
const PRACTITIONER = profile('Q', 'Practitioner', [{ path: 'Practitioner.active', min: 1 }]);
const ENTRY = {
  version: '1',
  fhirVersion: 'STU3',
  status: 'published',
  releases: ['a'],
  pins: [{ canonical: `${HERE}P` }, { canonical: `${HERE}Q` }],
  interactions: [],
} as const;

function extension(...profile: readonly string[]) {
  return [{ code: 'Extension', profile }];
}

const erratum = (more: Partial<Erratum>): Erratum => ({
  id: 'gender-is-optional',
  canonical: `${HERE}P`,
  element: { id: 'Patient.gender', min: 0 },
  why: 'test',
  evidence: [],
  ...more,
});

function model(...errata: readonly Erratum[]) {
  const later = profile('Later', 'Extension', []);
  const facts = factsOf({ a: { structures: [PATIENT, PRACTITIONER] }, b: { structures: [later] } }, [ENTRY]);
  const structures = new Map([PATIENT, PRACTITIONER].map((one) => [one.url, { file: one.url, facts: one }]));
  return makeModel({ ...facts, structures, errata }, { names: 'assign' });
}

describe('an erratum', () => {
  it('corrects the profile, and keeps it as published beside', () => {
    const [spec] = model(erratum({})).specs;
    const minimum = (root = spec?.profiles.get(`${HERE}P`)?.root) =>
      root?.children.find(({ name }) => name === 'gender')?.min;
    expect(minimum()).toBe(0);
    expect(minimum(spec?.asPublished.get(`${HERE}P`)?.root)).toBe(1);
  });

  it('leaves other profiles one and the same in both modes', () => {
    const [spec] = model(erratum({})).specs;
    expect([...(spec?.asPublished.keys() ?? [])]).toEqual([`${HERE}P`]);
  });

  it('removes elements with all below them, and nothing else whose name begins alike', () => {
    const [spec] = model(erratum({ remove: ['Patient.extension:e'] })).specs;
    const slices = (profile = spec?.profiles.get(`${HERE}P`)) =>
      profile?.root.children.find(({ name }) => name === 'extension')?.slices.map(({ id }) => id);
    expect(slices()).toEqual(['Patient.extension:ee']);
    expect(slices(spec?.asPublished.get(`${HERE}P`))).toEqual([
      'Patient.extension:e',
      'Patient.extension:ee',
    ]);
  });

  it('gives a slice alternatives, of which one may stand in another release', () => {
    const alternatives = erratum({
      element: { id: 'Patient.extension:e', type: extension(`${HERE}Later`, `${HERE}E`) },
      remove: ['Patient.extension:e.url'],
    });
    const namesOf = (one: Erratum) =>
      model(one)
        .specs[0]?.profiles.get(`${HERE}P`)
        ?.root.children.find(({ name }) => name === 'extension')
        ?.slices[0]?.types.flatMap(({ profiles }) =>
          profiles.map((found) => ('url' in found ? found.url : `no ${found.unresolved}`)),
        );
    expect(namesOf(alternatives)).toEqual([`no ${HERE}Later`, `no ${HERE}E`]);
    expect(namesOf({ ...alternatives, definitions: [`${HERE}Later`] })).toEqual([
      `${HERE}Later`,
      `no ${HERE}E`,
    ]);
  });

  it('concerns the versions that it names, and no other', () => {
    expect(() => model(erratum({ versions: ['9.9.9'] }))).toThrow(/no definition is/);
  });

  it.each([
    [
      'names an element that is not there',
      erratum({ element: { id: 'Patient.nothing', min: 0 } }),
      /no definition has/,
    ],
    [
      'changes nothing',
      { id: 'x', canonical: `${HERE}P`, why: '', evidence: [] },
      /changes an element, removes elements or changes a context/,
    ],
    ['removes an element that is not there', erratum({ remove: ['Patient.nothing'] }), /no definition has/],
    ['needs a definition that is nowhere', erratum({ definitions: ['urn:nowhere'] }), /no release defines/],
  ])('is refused when it %s', (_, wrong, message) => {
    expect(() => model(wrong)).toThrow(message);
  });

  it('is refused when another has its id', () => {
    expect(() => model(erratum({}), erratum({}))).toThrow(/two errata/);
  });
});
