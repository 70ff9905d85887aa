import { describe, expect, test } from 'vitest';
import { createValidator } from '../../src/index.js';
import type { ValidateOptions } from '../../src/api.js';
import type { SpecTable } from '../../src/tables/index.js';
import { findingsBy } from '../helpers/findings.js';
import { miniSpec, profile } from '../helpers/mini.js';

const named = (name: string, type: string, elements: Parameters<typeof profile>[1]) => ({
  ...profile(type, elements),
  url: `http://example.org/${name}`,
});
const claimed = named('claimed', 'Patient', { gender: { min: 1 } });
const pinned = named('pinned', 'Patient', { birthDate: { min: 1 } });
const searchset = named('searchset', 'Bundle', { type: { fixed: 'searchset' }, total: { max: 0 } });
const collection = named('collection', 'Bundle', { type: { fixed: 'collection' }, link: { max: 0 } });
const organization = named('organization', 'Organization', { name: { min: 1 } });

const spec = (pins: readonly string[], more: Partial<SpecTable> = {}): SpecTable =>
  miniSpec([claimed, pinned, searchset, collection, organization], {
    pins: pins.map((name) => ({ canonical: `http://example.org/${name}` })),
    ...more,
  });
const patient = (...profiles: string[]): object => ({
  resourceType: 'Patient',
  ...(profiles.length ? { meta: { profile: profiles } } : {}),
});
const judge = (pins: readonly string[], value: unknown, options: ValidateOptions = {}) => {
  const report = createValidator(spec(pins)).validate(value, options);
  return {
    missing: report.issues.map(({ params, code }) => params['element'] ?? code),
    chosen: report.chosen,
    profile: report.profile,
  };
};

describe('which profiles judge a resource', () => {
  test.each([
    ['claimed', ['Patient.gender']],
    ['spec', ['Patient.birthDate']],
    ['both', ['Patient.gender', 'Patient.birthDate']],
  ] as const)('%s', (profiles, missing) => {
    expect(judge(['pinned'], patient(claimed.url), { profiles }).missing).toEqual(missing);
  });

  test('an explicit profile judges the root alone', () => {
    const { missing, profile: by, chosen } = judge(['pinned'], patient(), { profile: claimed });
    expect([missing, by, chosen]).toEqual([['Patient.gender'], 'http://example.org/claimed|1.0.0', []]);
    expect(findingsBy(spec([]), { resourceType: 'Organization' }, { profile: claimed })).toEqual([
      'structure.wrong-resource-type Organization.resourceType',
    ]);
  });

  test('what is wrong by the base type is reported once, however many profiles judge', () => {
    const value = { ...patient(claimed.url), gender: 'wrong', birthDate: '1970-01-01' };
    expect(findingsBy(spec(['pinned']), value)).toEqual(['binding.required Patient.gender']);
  });

  test('the report says which profile was chosen and why', () => {
    expect(judge(['pinned'], patient()).chosen).toEqual([
      {
        what: 'profile',
        value: 'http://example.org/pinned|1.0.0',
        reason: expect.stringContaining('only profile'),
      },
    ]);
    expect(judge([], patient()).chosen).toEqual([
      { what: 'profile', value: 'Patient', reason: expect.stringContaining('only the base type') },
    ]);
  });

  test('entries and contained resources are judged alike', () => {
    const inner = { resourceType: 'Organization', id: 'o' };
    const value = {
      resourceType: 'Bundle',
      type: 'collection',
      entry: [{ resource: { resourceType: 'Patient', contained: [inner] } }, { resource: inner }],
    };
    expect(findingsBy(spec(['organization']), value)).toEqual([
      'structure.minimum Bundle.entry[0].resource.contained[0]',
      'structure.minimum Bundle.entry[1].resource',
    ]);
    expect(findingsBy(spec(['organization']), value, { profiles: 'claimed' })).toEqual([]);
  });
});

describe('claims', () => {
  test('of a profile that this version does not have cannot be checked; once a profile', () => {
    const value = {
      resourceType: 'Bundle',
      type: 'collection',
      entry: [{ resource: patient('http://x.example') }, { resource: patient('http://x.example') }],
    };
    const { issues } = createValidator(spec([])).validate(value);
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatchObject({
      code: 'cannot-check.profile',
      pointer: '/entry/0/resource/meta/profile/0',
      params: { count: 2 },
    });
  });

  test('of a profile of another type are an error', () => {
    expect(findingsBy(spec([]), patient(organization.url))).toEqual([
      'structure.wrong-resource-type Patient.meta.profile[0]',
    ]);
  });

  test('may name a version; another one than ours is mentioned', () => {
    expect(judge([], patient(`${claimed.url}|1.0.0`)).missing).toEqual(['Patient.gender']);
    expect(judge([], patient(`${claimed.url}|2.0.0`)).missing).toEqual([
      'Patient.gender',
      'cannot-check.profile',
    ]);
  });

  test('of the base type say nothing beyond the type', () => {
    expect(findingsBy(spec([]), patient('http://hl7.org/fhir/StructureDefinition/Patient'))).toEqual([]);
  });
});

describe('several pins of one type', () => {
  const bundle = (type: string, more: object = {}): object => ({ resourceType: 'Bundle', type, ...more });
  const pins = ['searchset', 'collection'];

  test('the one whose fixed values the payload has', () => {
    expect(judge(pins, bundle('searchset')).profile).toBe('http://example.org/searchset|1.0.0');
    expect(judge(pins, bundle('collection')).profile).toBe('http://example.org/collection|1.0.0');
    expect(findingsBy(spec(pins), bundle('searchset', { total: 1 }))).toEqual([
      'structure.prohibited Bundle.total',
    ]);
  });

  test('the one the payload claims, before that', () => {
    expect(judge(pins, bundle('searchset', { meta: { profile: [collection.url] } })).profile).toBe(
      'http://example.org/collection|1.0.0',
    );
  });

  test('none, where nothing tells them apart, and the report says so', () => {
    const { missing, profile: by, chosen } = judge(pins, bundle('batch'));
    expect([missing, by]).toEqual([['cannot-check.profile'], undefined]);
    expect(chosen[0]!.reason).toContain('nothing tells');
  });
});

describe('interactions', () => {
  const id = 'urn:example:interaction';
  const withInteraction = spec(['claimed', 'pinned', 'searchset'], {
    interactions: [{
      id, name: 'Find',
      request: { type: 'Parameters', profiles: [] },
      response: { type: 'Bundle', profiles: [searchset.url, pinned.url] },
    }],
  }); // prettier-ignore
  const value = { resourceType: 'Bundle', type: 'searchset', entry: [{ resource: patient() }] };

  test('name the profiles of the payload and of its entries', () => {
    const report = createValidator(withInteraction).validate(value, { interaction: id });
    expect(report.issues.map(({ params }) => params['element'])).toEqual(['Patient.birthDate']);
    expect(report.chosen[0]).toMatchObject({
      value: 'http://example.org/searchset|1.0.0',
      reason: expect.stringContaining('interaction'),
    });
  });

  test('name the type of the payload by direction; errors may come instead', () => {
    expect(findingsBy(withInteraction, value, { interaction: id, direction: 'request' })[0]).toBe(
      'structure.wrong-resource-type Bundle.resourceType',
    );
    expect(findingsBy(withInteraction, { resourceType: 'OperationOutcome' }, { interaction: id })).toEqual([
      'structure.unused-resource-type OperationOutcome.resourceType',
    ]);
  });

  test('an unknown one is misuse', () => {
    expect(() => createValidator(withInteraction).validate(value, { interaction: 'urn:other' })).toThrow(
      /expected one of mini@1.0.0, which are: urn:example:interaction/,
    );
  });
});

describe('a payload of another FHIR version than the one it is judged by', () => {
  const UK_CORE = 'https://fhir.hl7.org.uk/StructureDefinition/UKCore-Patient';
  const DSTU2 = 'http://fhir.nhs.net/StructureDefinition/gpconnect-patient-1';

  test.each([
    [UK_CORE, 'R4'],
    [DSTU2, 'DSTU2'],
  ])('%s: the report says so, where the claim stands and among the choices', (url, version) => {
    const report = createValidator(spec([])).validate(patient(url));
    expect(report.issues).toEqual([
      expect.objectContaining({
        code: 'cannot-check.profile',
        path: 'Patient.meta.profile[0]',
        message: expect.stringMatching(new RegExp(`belongs to FHIR ${version}.* is of FHIR STU3`)) as string,
      }),
    ]);
    expect(report.chosen[0]).toEqual({
      what: 'fhir-version',
      value: 'STU3',
      reason: expect.stringContaining(`claims a profile of FHIR ${version}`) as string,
    });
  });

  test.each([
    ['a claim that is merely unknown', ['https://fhir.nhs.uk/STU3/StructureDefinition/Other-1']],
    ['a leftover beside a profile that is known', [UK_CORE, claimed.url]],
    ['claims that contradict each other', [UK_CORE, DSTU2]],
  ])('is not what it is for %s', (_, urls) => {
    const { chosen } = createValidator(spec([])).validate(patient(...urls));
    expect(chosen.filter(({ what }) => what === 'fhir-version')).toEqual([]);
  });
});
