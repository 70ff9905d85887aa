import { describe, expect, it } from 'vitest';
import type { SpecificationEntry, StructureFacts } from '../../src/facts/types.js';
import { makeModel, type LoadedModel } from '../../src/model/load.js';
import { factsOf, HERE, profile, type Definitions } from './synthetic.js';

const HL7 = 'http://hl7.org/fhir/StructureDefinition/';

function entry(version: string, releases: readonly string[], pins: readonly string[]): SpecificationEntry {
  return {
    version,
    fhirVersion: 'STU3',
    status: 'published',
    releases,
    pins: pins.map((name) => ({ canonical: HERE + name })),
    interactions: [],
  };
}

function model(
  releases: Readonly<Record<string, Definitions>>,
  ...entries: readonly SpecificationEntry[]
): LoadedModel {
  return makeModel(factsOf(releases, entries), { names: 'assign' });
}

const EXTENSION = profile('E', 'Extension', [
  { path: 'Extension.url', fixed: { type: 'Uri', value: `${HERE}E` } },
]);
const withExtension = (more: Partial<StructureFacts> = {}): StructureFacts =>
  profile(
    'P',
    'Patient',
    [{ path: 'Patient.extension', sliceName: 'e', type: [{ code: 'Extension', profile: [`${HERE}E`] }] }],
    more,
  );

describe('a profile with all it rests on', () => {
  it('is one object for two versions that resolve it alike', () => {
    const structures = [withExtension(), EXTENSION];
    const { specs, profiles } = model(
      { a: { structures }, b: { structures } },
      entry('1', ['a'], ['P']),
      entry('2', ['b'], ['P']),
    );
    expect(specs[0]?.pins[0]?.profile).toBe(specs[1]?.pins[0]?.profile);
    expect(profiles.map(({ module }) => module)).toEqual(['E-1.0.0', 'P-1.0.0']);
  });

  it('is another where an extension that it names is another', () => {
    const other = profile('E', 'Extension', [{ path: 'Extension.valueString' }]);
    const { specs } = model(
      { a: { structures: [withExtension(), EXTENSION] }, b: { structures: [withExtension(), other] } },
      entry('1', ['a'], ['P']),
      entry('2', ['b'], ['P']),
    );
    const [first, second] = specs.map(({ pins }) => pins[0]?.profile);
    expect(first?.hash).not.toBe(second?.hash);
    expect([first?.module, second?.module]).toEqual(['P-1.0.0', 'P-1.0.0-b']);
  });

  it('is another where the extension is defined in one release only', () => {
    const { specs } = model(
      { a: { structures: [withExtension(), EXTENSION] }, b: { structures: [withExtension()] } },
      entry('1', ['a'], ['P']),
      entry('2', ['b'], ['P']),
    );
    expect(specs[0]?.pins[0]?.profile?.unchecked).toEqual([]);
    expect(specs[1]?.pins[0]?.profile?.unchecked).toEqual([
      { element: 'Patient.extension:e', kind: 'extension-undefined', detail: `${HERE}E` },
    ]);
  });

  it('is another where a bound value set has other codes, and the same where only its date differs', () => {
    const bound = profile('P', 'Patient', [{ path: 'Patient.gender', binding: { valueSet: 'urn:v' } }]);
    const set = (code: string): NonNullable<Definitions['valueSets']> => [
      {
        resourceType: 'ValueSet',
        url: 'urn:v',
        name: 'v',
        compose: { include: [{ system: 'urn:s', concept: [{ code }] }] },
      },
    ];
    const { specs } = model(
      {
        a: { structures: [bound], valueSets: set('x') },
        b: { structures: [{ ...bound, date: '2020-01-01' }], valueSets: set('x') },
        c: { structures: [bound], valueSets: set('y') },
      },
      entry('1', ['a'], ['P']),
      entry('2', ['b'], ['P']),
      entry('3', ['c'], ['P']),
    );
    const [a, b, c] = specs.map(({ pins }) => pins[0]?.profile);
    expect(a).toBe(b);
    expect(c).not.toBe(a);
  });

  it('does not depend on what its reference targets say', () => {
    const referring = profile('P', 'Patient', [
      { path: 'Patient.managingOrganization', type: [{ code: 'Reference', targetProfile: [`${HERE}O`] }] },
    ]);
    const target = (min: number): StructureFacts =>
      profile('O', 'Organization', [{ path: 'Organization.name', min }]);
    const { specs } = model(
      { a: { structures: [referring, target(0)] }, b: { structures: [referring, target(1)] } },
      entry('1', ['a'], ['P']),
      entry('2', ['b'], ['P']),
    );
    expect(specs[0]?.pins[0]?.profile).toBe(specs[1]?.pins[0]?.profile);
    expect(specs[0]?.profiles.get(`${HERE}O`)).not.toBe(specs[1]?.profiles.get(`${HERE}O`));
  });

  it('may hold profiles that name each other', () => {
    const nested = (name: string, other: string): StructureFacts =>
      profile(name, 'Extension', [
        {
          path: 'Extension.extension',
          sliceName: 'other',
          type: [{ code: 'Extension', profile: [HERE + other] }],
        },
      ]);
    const { profiles } = model(
      { a: { structures: [nested('A', 'B'), nested('B', 'A')] } },
      entry('1', ['a'], ['A']),
    );
    const [a, b] = profiles;
    const slice = a?.root.children.find(({ name }) => name === 'extension')?.slices[0];
    expect(slice?.types[0]?.profiles[0]).toBe(b);
    expect(b?.root.children.map(({ name }) => name)).toEqual(['id', 'extension', 'url', 'value[x]']);
  });
});

describe('types of reference targets', () => {
  function targets(...canonicals: readonly string[]): {
    targets?: readonly string[];
    enforced?: readonly string[];
  } {
    const pinned = profile('P', 'Patient', [
      {
        path: 'Patient.generalPractitioner',
        type: canonicals.map((targetProfile) => ({ code: 'Reference', targetProfile: [targetProfile] })),
      },
    ]);
    const organization = profile('O', 'Organization', []);
    const { specs } = model({ a: { structures: [pinned, organization] } }, entry('1', ['a'], ['P']));
    const node = specs[0]?.pins[0]?.profile?.root.children.find(({ name }) => name === 'generalPractitioner');
    const use = node?.types[0];
    return {
      ...(use ? { targets: use.targets } : {}),
      ...(use?.enforcedTargets ? { enforced: use.enforcedTargets } : {}),
    };
  }

  it('come from the definitions', () => {
    expect(targets(`${HERE}O`, `${HL7}Practitioner`)).toEqual({
      targets: ['Organization', 'Practitioner'],
      enforced: [`${HERE}O`],
    });
  });

  it('come from the name where there is no definition, and stray blanks do not matter', () => {
    expect(targets(` ${HERE}Nowhere-Practitioner-1 `)).toEqual({
      targets: ['Practitioner'],
      enforced: [`${HERE}Nowhere-Practitioner-1`],
    });
  });

  it('are those of the base type where nothing tells', () => {
    expect(targets(`${HERE}Nowhere-1`).targets).toEqual(['Organization', 'Practitioner']);
  });

  it('ask for no profile where the base type is a target as well', () => {
    expect(targets(`${HERE}O`, `${HL7}Organization`)).toEqual({ targets: ['Organization'] });
  });

  it('are all where any resource will do', () => {
    expect(targets(`${HL7}Resource`)).toEqual({ targets: [] });
  });
});

describe('a specification version', () => {
  it('reaches extensions and targets of what it pins, but not what it bars', () => {
    const { specs } = model(
      {
        a: {
          structures: [
            profile('P', 'Patient', [
              {
                path: 'Patient.managingOrganization',
                type: [{ code: 'Reference', targetProfile: [`${HERE}O`] }],
              },
              {
                path: 'Patient.generalPractitioner',
                max: '0',
                type: [{ code: 'Reference', targetProfile: [`${HERE}D`] }],
              },
            ]),
            profile('O', 'Organization', [
              {
                path: 'Organization.extension',
                sliceName: 'e',
                type: [{ code: 'Extension', profile: [`${HERE}E`] }],
              },
            ]),
            profile('D', 'Practitioner', []),
            EXTENSION,
          ],
        },
      },
      entry('1', ['a'], ['P']),
    );
    expect([...(specs[0]?.profiles.keys() ?? [])]).toEqual([`${HERE}P`, `${HERE}O`, `${HERE}E`]);
    expect(specs[0]?.resourceTypes).toEqual(['Organization', 'Patient']);
  });

  it('looks up overlays first, then its releases in order', () => {
    const versioned = (name: string, version: string): StructureFacts =>
      profile(name, 'Patient', [], { version });
    const releases = {
      old: { structures: [versioned('P', 'old'), versioned('Q', 'old'), versioned('R', 'old')] },
      new: { structures: [versioned('P', 'new'), versioned('Q', 'new')] },
      more: { structures: [versioned('Q', 'more'), versioned('R', 'more'), versioned('S', 'more')] },
    };
    const { specs } = model(releases, {
      ...entry('1', ['old', 'more'], ['P', 'Q', 'R', 'S']),
      overlays: [{ release: 'new', canonicals: [`${HERE}P`] }],
    });
    expect(specs[0]?.pins.map(({ profile }) => profile?.version)).toEqual(['new', 'old', 'old', 'more']);
  });

  it('has no profile for a pin that nothing defines, and fails for a release that does not exist', () => {
    const { specs } = model({ a: {} }, entry('1', ['a'], ['Nowhere']));
    expect(specs[0]?.pins).toEqual([{ canonical: `${HERE}Nowhere` }]);
    expect(() => model({ a: {} }, entry('1', ['b'], []))).toThrow(/example@1.*#b: no such release/);
  });

  it('of another FHIR release, or not modelled, is left out', () => {
    const { specs } = model(
      { a: {} },
      { ...entry('1', ['a'], []), notModelled: 'because' },
      { ...entry('2', ['a'], []), fhirVersion: 'DSTU2' },
    );
    expect(specs).toEqual([]);
  });
});

describe('what cannot be checked', () => {
  it('is a slice without anything at its discriminator', () => {
    const pinned = profile('P', 'Patient', [
      {
        path: 'Patient.identifier',
        slicing: { discriminator: [{ type: 'value', path: 'system' }], rules: 'open' },
      },
      { path: 'Patient.identifier', sliceName: 'known' },
      { path: 'Patient.identifier.system', fixed: { type: 'Uri', value: 'urn:known' } },
      { path: 'Patient.identifier', sliceName: 'vague' },
    ]);
    const { profiles } = model({ a: { structures: [pinned] } }, entry('1', ['a'], ['P']));
    expect(profiles[0]?.unchecked).toEqual([
      {
        element: 'Patient.identifier:vague',
        kind: 'slice-undiscriminated',
        detail: 'value system',
      },
    ]);
  });

  it('is a binding without a value set, or without codes', () => {
    const pinned = profile('P', 'Patient', [
      { path: 'Patient.gender', binding: { valueSet: 'urn:nowhere' } },
      { path: 'Patient.contact.gender', binding: { strength: 'required', valueSet: 'urn:v' } },
    ]);
    const valueSets: NonNullable<Definitions['valueSets']> = [
      { resourceType: 'ValueSet', url: 'urn:v', name: 'v', compose: { include: [{ system: 'urn:far' }] } },
    ];
    const { profiles } = model({ a: { structures: [pinned], valueSets } }, entry('1', ['a'], ['P']));
    expect(profiles[0]?.unchecked).toEqual([
      { element: 'Patient.gender', kind: 'value-set-undefined', detail: 'urn:nowhere' },
      {
        element: 'Patient.contact.gender',
        kind: 'terminology-not-shipped',
        detail: 'urn:v: urn:far',
      },
    ]);
  });
});

describe('names', () => {
  it('must be committed unless they may be assigned', () => {
    const facts = factsOf({ a: { structures: [EXTENSION] } }, [entry('1', ['a'], ['E'])]);
    expect(() => makeModel(facts)).toThrow(
      /names\.json#https:\/\/example\.org\/StructureDefinition\/E: has no exported name/,
    );
    const { names } = makeModel(facts, { names: 'assign' });
    expect(makeModel({ ...facts, names }).profiles[0]).toMatchObject({ name: 'E', module: 'E-1.0.0' });
  });
});

it('base types hold what they declare themselves, and name their base', () => {
  const { types } = model({ a: {} });
  const patient = types.get('Patient');
  expect(patient?.base).toBe('DomainResource');
  expect(patient?.root.children.map(({ name }) => name)).toEqual([
    'identifier',
    'gender',
    'deceased[x]',
    'contact',
    'managingOrganization',
    'generalPractitioner',
  ]);
  expect(types.get('DomainResource')?.root.children.map(({ name }) => name)).toEqual(['extension']);
});
