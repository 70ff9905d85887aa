import { describe, expect, test } from 'vitest';
import { createValidator } from '../../src/index.js';
import { parseReference } from '../../src/references/parse.js';
import { findings, issuesOf } from '../helpers/findings.js';
import { miniSpec, profile } from '../helpers/mini.js';

const UUID = 'urn:uuid:00000000-0000-4000-8000-000000000001';
const patient = (reference: string, more: object = {}): object => ({
  resourceType: 'Patient',
  managingOrganization: { reference },
  ...more,
});
const entry = (resource: object, fullUrl?: string): object =>
  fullUrl === undefined ? { resource } : { fullUrl, resource };
const bundle = (...entries: object[]): object => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: entries,
});
const organization = (id: string, more: object = {}): object => ({
  resourceType: 'Organization',
  id,
  ...more,
});

describe('forms', () => {
  const types = new Set(['Patient', 'Organization']);
  test.each([
    ['Patient/1', 'relative', 'Patient'],
    ['Patient/1/_history/2', 'relative', 'Patient'],
    ['Patient?identifier=x', 'conditional', 'Patient'],
    ['https://example.org/fhir/Patient/1', 'absolute', 'Patient'],
    ['https://example.org/fhir/Patient/1/_history/2', 'absolute', 'Patient'],
    ['https://example.org/other', 'absolute', undefined],
    [UUID, 'uuid', undefined],
    ['urn:uuid:1', 'malformed', undefined],
    ['urn:oid:1.2.3', 'oid', undefined],
    ['urn:oid:x', 'malformed', undefined],
    ['#p', 'fragment', undefined],
    ['Pacient/1', 'malformed', undefined],
    ['Patient/a b', 'malformed', undefined],
    ['Patient/', 'malformed', undefined],
    ['/Patient/1', 'malformed', undefined],
    ['text', 'malformed', undefined],
    ['ldap://example.org/x', 'other-uri', undefined],
    ['https://example.org/a b', 'malformed', undefined],
  ])('%s is %s', (text, form, type) => {
    const parsed = parseReference(text, types);
    expect([parsed.form, parsed.type]).toEqual([form, type]);
  });

  test('a malformed reference is reported, its text masked', () => {
    const [issue] = issuesOf(patient('Secret Person'));
    expect(issue).toMatchObject({ code: 'reference.format', pointer: '/managingOrganization/reference' });
    expect(JSON.stringify(issue)).not.toContain('Secret');
  });

  test('a reference by identifier or display alone is none to check', () => {
    expect(findings({ resourceType: 'Patient', managingOrganization: { display: 'x' } })).toEqual([]);
  });
});

describe('targets by type', () => {
  test('the type that a reference names must be allowed', () => {
    expect(findings(patient('Organization/1'))).toEqual([]);
    const [issue] = issuesOf(patient('Patient/1'));
    expect(issue).toMatchObject({
      code: 'reference.target-type',
      params: { allowed: ['Organization'] },
      source: 'http://hl7.org/fhir/StructureDefinition/Patient|3.0.2#Patient.managingOrganization',
    });
    expect(findings(patient('https://example.org/fhir/Patient/1'))).toEqual([
      'reference.target-type Patient.managingOrganization.reference',
    ]);
    expect(findings(patient('https://example.org/anything'))).toEqual([]);
  });

  test('what a reference resolves to must be allowed', () => {
    const right = bundle(entry(patient(UUID)), entry(organization('o'), UUID));
    const wrong = bundle(entry(patient(UUID)), entry({ resourceType: 'Practitioner', id: 'p' }, UUID));
    expect(findings(right)).toEqual([]);
    expect(findings(wrong)).toEqual([
      'reference.target-type Bundle.entry[0].resource.managingOrganization.reference',
    ]);
  });

  test('a profile narrows the types', () => {
    const strict = profile('Patient', {
      generalPractitioner: { types: [{ code: 'Reference', targets: ['Practitioner'] }] },
    });
    const value = {
      resourceType: 'Patient',
      generalPractitioner: [{ reference: 'Practitioner/1' }, { reference: 'Organization/1' }],
    };
    expect(findings(value, [strict])).toEqual([
      'reference.target-type Patient.generalPractitioner[1].reference',
    ]);
  });
});

describe('contained targets', () => {
  const contained = [organization('o')];

  test('a fragment leads to a contained resource', () => {
    expect(findings(patient('#o', { contained }))).toEqual([]);
  });

  test('a fragment that leads nowhere is left to ref-1, so that it is reported once', () => {
    expect(findings(patient('#x', { contained }))).toEqual([]);
  });

  test('from a contained resource it leads to its siblings, and by # alone to the container', () => {
    const inner = (reference: string): object => organization('i', { partOf: { reference } });
    expect(findings(patient('#i', { contained: [organization('o'), inner('#o')] }))).toEqual([]);
    expect(findings(patient('#i', { contained: [inner('#')] }))).toEqual([
      'reference.target-type Patient.contained[0].partOf.reference',
    ]);
  });

  test('resources of a Bundle do not see what others contain', () => {
    const other = { contained: [{ resourceType: 'Patient', id: 'o' }] };
    const value = bundle(
      entry(patient('#o', { id: 'a', contained })),
      entry(patient('#o', { id: 'b', ...other })),
    );
    expect(findings(value)).toEqual([
      'reference.target-type Bundle.entry[1].resource.managingOrganization.reference',
    ]);
  });
});

describe('targets in Bundles', () => {
  test('by full URL, relative to the server of the entry that refers', () => {
    const value = bundle(
      entry(patient('Organization/1', { id: '1' }), 'https://b.example/fhir/Patient/1'),
      entry({ ...organization('1'), resourceType: 'Practitioner' }, 'https://a.example/fhir/Practitioner/1'),
      entry(organization('1'), 'https://b.example/fhir/Organization/1'),
    );
    expect(findings(value)).toEqual([]);
  });

  test('a urn:uuid that nothing answers to is told; other unresolved references may lie outside', () => {
    const [issue] = issuesOf(bundle(entry(patient(UUID))));
    expect(issue).toMatchObject({ code: 'reference.unresolved', severity: 'information' });
    expect(findings(bundle(entry(patient('Organization/99'))))).toEqual([]);
    expect(findings(patient(UUID))).toEqual([]);
  });

  test('an entry that repeats another is reported, and the reference to both as ambiguous, once', () => {
    const value = bundle(
      entry(patient('Organization/1', { id: 'a' })),
      entry(patient('Organization/1', { id: 'b' })),
      entry(organization('1')),
      entry(organization('1')),
    );
    expect(findings(value)).toEqual([
      'reference.ambiguous Bundle.entry[0].resource.managingOrganization.reference',
      'bundle.duplicate-entry Bundle.entry[3].resource.id',
    ]);
  });

  test('versions of a resource, and resources of two servers, do not repeat each other', () => {
    const version = (versionId: string): object => entry(organization('1', { meta: { versionId } }));
    expect(findings(bundle(version('1'), version('2')))).toEqual([]);
    expect(
      findings(
        bundle(
          entry(organization('1'), 'https://a.example/Organization/1'),
          entry(organization('1'), 'https://b.example/Organization/1'),
        ),
      ),
    ).toEqual([]);
    expect(findings(bundle(entry(organization('1'), UUID), entry(organization('2'), UUID)))).toEqual([
      'bundle.duplicate-entry Bundle.entry[1].fullUrl',
    ]);
  });

  test('a full URL repeats another of the same version, whatever the Bundle and whether there is a resource', () => {
    const version = (versionId: string): object => entry(organization('1', { meta: { versionId } }), UUID);
    const history = { ...bundle(version('1'), version('2'), version('1'), version('2')), type: 'history' };
    expect(findings(history)).toEqual([
      'bundle.duplicate-entry Bundle.entry[2].fullUrl',
      'bundle.duplicate-entry Bundle.entry[3].fullUrl',
    ]);
    const [issue] = issuesOf(history);
    expect(issue).toMatchObject({ params: { first: 'Bundle.entry[0]' } });
    expect(findings(bundle({ fullUrl: UUID }, { fullUrl: UUID }))).toEqual([
      'bundle.duplicate-entry Bundle.entry[1].fullUrl',
    ]);
  });

  test('a full URL that is no uri is one finding', () => {
    for (const fullUrl of ['urn:uuid:1', 'urn:oid:x', ' https://a.example/Organization/1', ''])
      expect(findings(bundle(entry(organization('1'), fullUrl)))).toHaveLength(1);
  });

  test('a full URL is absolute and ends in the type and id of its resource', () => {
    expect(findings(bundle(entry(organization('1'), 'Organization/1')))).toEqual([
      'bundle.full-url Bundle.entry[0].fullUrl',
    ]);
    expect(findings(bundle(entry(organization('1'), 'https://a.example/Organization/2')))).toEqual([
      'bundle.full-url Bundle.entry[0].fullUrl',
    ]);
  });

  test('many entries and references take linear time', () => {
    const count = 20_000;
    const entries = Array.from({ length: count }, (_, i) =>
      entry(patient(`Organization/${i}`, { id: `p${i}` })),
    );
    const targets = Array.from({ length: count }, (_, i) => entry(organization(`${i}`)));
    const started = Date.now();
    expect(findings(bundle(...entries, ...targets))).toEqual([]);
    expect(Date.now() - started).toBeLessThan(5000);
  });
});

describe('targets by profile', () => {
  const wanted = { ...profile('Organization', { name: { min: 1 } }), url: 'http://example.org/wanted' };
  const derived = { ...profile('Organization', {}), url: 'http://example.org/derived' };
  const strict = profile('Patient', {
    managingOrganization: {
      types: [{ code: 'Reference', targets: ['Organization'], targetProfiles: [wanted.url] }],
    },
  });
  const validator = createValidator(miniSpec([strict, wanted, derived]));
  const judge = (more: object): readonly string[] =>
    validator
      .validate(
        bundle(
          entry(patient('Organization/1', { meta: { profile: [strict.url] } })),
          entry(organization('1', more)),
        ),
        {
          profiles: 'claimed',
        },
      )
      .issues.map(({ code }) => code);
  const claim = (...urls: string[]): object => ({ meta: { profile: urls } });

  test('a target that claims the profile, or none at all, is not doubted', () => {
    expect(judge({ ...claim(wanted.url), name: 'x' })).toEqual([]);
    expect(judge({})).toEqual([]);
  });

  test('a target that claims another profile of its type must satisfy the profile all the same', () => {
    expect(judge({ ...claim(derived.url), name: 'x' })).toEqual([]);
    expect(judge(claim(derived.url))).toEqual(['reference.target-profile']);
  });

  test('why it does not is told at the target', () => {
    const [issue] = validator.validate(
      bundle(
        entry(organization('1', claim(derived.url))),
        entry(patient('Organization/1', { meta: { profile: [strict.url] } })),
      ),
      { profiles: 'claimed' },
    ).issues;
    expect(issue).toMatchObject({
      pointer: '/entry/1/resource/managingOrganization/reference',
      because: [
        { code: 'structure.minimum', path: 'Bundle.entry[0].resource', pointer: '/entry/0/resource' },
      ],
    });
  });

  test('why a contained target does not is told at the contained resource', () => {
    const value = patient('#1', {
      meta: { profile: [strict.url] },
      contained: [organization('0'), organization('1', claim(derived.url))],
    });
    const [issue] = validator.validate(value, { profiles: 'claimed' }).issues;
    expect(issue).toMatchObject({
      pointer: '/managingOrganization/reference',
      because: [{ path: 'Patient.contained[1]', pointer: '/contained/1' }],
    });
  });

  test('a target may hold a Bundle of its own', () => {
    const inner = bundle(entry(organization('2')));
    const target = organization('1', { ...claim(derived.url), contained: [inner] });
    const { issues } = validator.validate(
      bundle(entry(patient('Organization/1', { meta: { profile: [strict.url] } })), entry(target)),
      { profiles: 'claimed' },
    );
    expect(issues.map(({ code }) => code)).toContain('reference.target-profile');
  });

  test('a target whose claim is unknown here is not doubted', () => {
    expect(judge(claim('http://unknown.example'))).toEqual(['cannot-check.profile']);
  });
});
