import { describe, expect, test } from 'vitest';
import { createValidator, type Issue, type TypeTable } from '../../src/index.js';
import { short } from '../helpers/findings.js';
import { miniSpec } from '../helpers/mini.js';

const base = miniSpec();
const resource = (name: string, elements: ReturnType<TypeTable['elements']>): TypeTable => ({
  name,
  kind: 'resource',
  base: 'DomainResource',
  elements: () => elements,
});
const spec = miniSpec([], {
  fhir: { ...base.fhir, resourceTypes: [...base.fhir.resourceTypes, 'Composition', 'MessageHeader'] },
  types: {
    ...base.types,
    Composition: resource('Composition', {
      subject: { types: ['Reference'] },
      section: {
        max: '*',
        types: ['BackboneElement'],
        children: { entry: { max: '*', types: ['Reference'] } },
      },
    }),
    MessageHeader: resource('MessageHeader', {
      responsible: { types: ['Reference'] },
      focus: { max: '*', types: ['Reference'] },
    }),
  },
});
const { validate } = createValidator(spec);

const uuid = (n: number): string => `urn:uuid:00000000-0000-4000-8000-00000000000${n}`;
const composition = (reference: string, more: object = {}): object => ({
  resourceType: 'Composition',
  subject: { reference },
  ...more,
});
const header = (focus: string, more: object = {}): object => ({
  resourceType: 'MessageHeader',
  focus: [{ reference: focus }],
  ...more,
});
const patient = (id: string, reference?: string): object => ({
  resourceType: 'Patient',
  id,
  ...(reference === undefined ? {} : { managingOrganization: { reference } }),
});
type Entry = readonly [resource: object, fullUrl?: string];
const bundle = (type: string, ...entries: Entry[]): object => ({
  resourceType: 'Bundle',
  type,
  entry: entries.map(([resource, fullUrl]) => (fullUrl === undefined ? { resource } : { fullUrl, resource })),
});
const issues = (value: object): readonly Issue[] => validate(value).issues;
const findings = (value: object): string[] => short(issues(value));
/** `severity path`, one a finding, all of them of unresolved references. */
const dangling = (value: object): string[] =>
  issues(value).map(({ code, severity, path }) => {
    expect(code).toBe('reference.unresolved');
    return `${severity} ${path}`;
  });

describe('the first resource', () => {
  test('of a document is its Composition, of a message its MessageHeader', () => {
    expect(findings(bundle('document', [composition(uuid(2)), uuid(1)], [patient('p'), uuid(2)]))).toEqual(
      [],
    );
    expect(findings(bundle('message', [header(uuid(2)), uuid(1)], [patient('p'), uuid(2)]))).toEqual([]);
  });

  test.each([
    ['document', 'Composition', composition(uuid(2))],
    ['message', 'MessageHeader', header(uuid(2))],
  ])('of a %s that comes later is an error at what stands before it', (type, expected, right) => {
    expect(issues(bundle(type, [patient('p'), uuid(2)], [right, uuid(1)]))).toEqual([
      expect.objectContaining({
        code: 'bundle.first-entry',
        severity: 'error',
        path: 'Bundle.entry[0].resource',
        params: { kind: type, expected, found: 'Patient' },
      }),
    ]);
  });

  test.each(['document', 'message'])('of a %s is missing where there is no entry', (type) => {
    expect(issues({ resourceType: 'Bundle', type })).toEqual([
      expect.objectContaining({ code: 'bundle.first-entry', path: 'Bundle' }),
    ]);
  });

  test('is not asked for where what stands first is reported already', () => {
    expect(findings({ resourceType: 'Bundle', type: 'document', entry: [] })).toEqual([
      'structure.empty Bundle.entry',
    ]);
    expect(findings(bundle('document', [{ resourceType: 'Pacient' }]))).toEqual([
      'structure.unknown-resource-type Bundle.entry[0].resource.resourceType',
    ]);
  });

  test('of other Bundles is any', () => {
    for (const type of ['collection', 'searchset'])
      expect(findings(bundle(type, [patient('p')], [composition('Patient/p')]))).toEqual([]);
  });
});

describe('what a document does not hold', () => {
  test.each([
    ['a urn:uuid', uuid(9)],
    ['a relative reference', 'Patient/9'],
    ['an absolute one', 'https://other.example/fhir/Patient/9'],
    ['a urn:oid', 'urn:oid:1.2.3'],
  ])('is an error where its Composition refers to it, by %s', (_form, reference) => {
    expect(dangling(bundle('document', [composition(reference), uuid(1)]))).toEqual([
      'error Bundle.entry[0].resource.subject.reference',
    ]);
    const section = [{ entry: [{ reference }] }];
    expect(dangling(bundle('document', [composition(uuid(1), { section }), uuid(1)]))).toEqual([
      'error Bundle.entry[0].resource.section[0].entry[0].reference',
    ]);
  });

  test('may be left out by other resources, if it can be found elsewhere', () => {
    const refers = (reference: string): object =>
      bundle('document', [composition(uuid(2)), uuid(1)], [patient('p', reference), uuid(2)]);
    const at = 'Bundle.entry[1].resource.managingOrganization.reference';
    expect(dangling(refers(uuid(9)))).toEqual([`error ${at}`]);
    expect(dangling(refers('Organization/9'))).toEqual([`warning ${at}`]);
    expect(dangling(refers('https://other.example/fhir/Organization/9'))).toEqual([]);
  });

  test('is held by what the Composition contains', () => {
    const contained = [patient('c')];
    expect(findings(bundle('document', [composition('#c', { contained }), uuid(1)]))).toEqual([]);
  });

  test('says why, without the reference', () => {
    const [issue] = issues(bundle('document', [composition('Patient/Zyxwvut'), uuid(1)]));
    expect(issue?.message).toBe(
      'No entry of this Bundle answers to a relative reference to Patient: ' +
        'a document holds every resource that its Composition refers to.',
    );
  });
});

describe('what a message does not hold', () => {
  test('is an error where its header is about it', () => {
    for (const reference of [uuid(9), 'Patient/9', 'https://other.example/fhir/Patient/9'])
      expect(dangling(bundle('message', [header(reference), uuid(1)]))).toEqual([
        'error Bundle.entry[0].resource.focus[0].reference',
      ]);
  });

  test('is otherwise an error by urn:uuid and a warning by relative reference', () => {
    const at = 'Bundle.entry[0].resource.responsible.reference';
    const message = (reference: string): object =>
      bundle('message', [header(uuid(2), { responsible: { reference } }), uuid(1)], [patient('p'), uuid(2)]);
    expect(dangling(message(uuid(9)))).toEqual([`error ${at}`]);
    expect(dangling(message('Organization/9'))).toEqual([`warning ${at}`]);
    expect(dangling(message('https://other.example/fhir/Organization/9'))).toEqual([]);
  });

  test('is sought in the document that it carries, for references in that document', () => {
    const inner = bundle('document', [composition('Patient/p'), uuid(3)], [patient('p')]);
    const outer = (first: object): object => bundle('message', [first, uuid(1)], [inner, uuid(2)]);
    expect(findings(outer(header(uuid(2))))).toEqual([]);
    expect(dangling(outer(header('Patient/p')))).toEqual([
      'error Bundle.entry[0].resource.focus[0].reference',
    ]);
  });
});

describe('collections and search results', () => {
  test('may refer to what lies outside; only a urn:uuid is mentioned', () => {
    for (const type of ['collection', 'searchset', 'batch']) {
      expect(dangling(bundle(type, [patient('p', 'Organization/9')]))).toEqual([]);
      expect(dangling(bundle(type, [patient('p', uuid(9))]))).toEqual([
        'information Bundle.entry[0].resource.managingOrganization.reference',
      ]);
    }
  });
});
