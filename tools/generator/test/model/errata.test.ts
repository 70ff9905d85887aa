import { describe, expect, it } from 'vitest';
import type { Erratum } from '../../src/facts/types.js';
import { makeModel } from '../../src/model/load.js';
import { HERE, factsOf, profile } from './synthetic.js';

const PATIENT = profile('P', 'Patient', [{ path: 'Patient.gender', min: 1 }]);
const PRACTITIONER = profile('Q', 'Practitioner', [{ path: 'Practitioner.active', min: 1 }]);
const ENTRY = {
  version: '1',
  fhirVersion: 'STU3',
  status: 'published',
  releases: ['a'],
  pins: [{ canonical: `${HERE}P` }, { canonical: `${HERE}Q` }],
  interactions: [],
} as const;

const erratum = (more: Partial<Erratum>): Erratum => ({
  id: 'gender-is-optional',
  canonical: `${HERE}P`,
  element: { id: 'Patient.gender', min: 0 },
  why: 'test',
  evidence: [],
  ...more,
});

function model(...errata: readonly Erratum[]) {
  const facts = factsOf({ a: { structures: [PATIENT, PRACTITIONER] } }, [ENTRY]);
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
      /changes an element or a context/,
    ],
  ])('is refused when it %s', (_, wrong, message) => {
    expect(() => model(wrong)).toThrow(message);
  });

  it('is refused when another has its id', () => {
    expect(() => model(erratum({}), erratum({}))).toThrow(/two errata/);
  });
});
