import { describe, expect, test } from 'vitest';
import { createValidator } from '../../src/index.js';
import { findings, issuesOf, short } from '../helpers/findings.js';
import { miniSpec, profile } from '../helpers/mini.js';

describe('the root', () => {
  test.each([
    [undefined],
    [null],
    ['text'],
    [1],
    [[]],
    [[{ resourceType: 'Patient' }]],
    [() => 1],
    [{}],
    [{ resourceType: 1 }],
  ])('%o is not a resource', (value) =>
    expect(issuesOf(value)).toEqual([
      expect.objectContaining({ code: 'structure.not-a-resource', pointer: '' }),
    ]),
  );

  test('a type that FHIR does not have is an error, and so is one that this version does not use', () => {
    expect(findings({ resourceType: 'Pacient' })).toEqual([
      'structure.unknown-resource-type $this.resourceType',
    ]);
    expect(findings({ resourceType: 'Slot', foo: 1 })).toEqual([
      'structure.unused-resource-type Slot.resourceType',
    ]);
    for (const resourceType of ['', '__proto__', 'constructor', 'Resource']) {
      expect(findings({ resourceType })).toEqual(['structure.unknown-resource-type $this.resourceType']);
    }
  });
});

describe('a resource of a type that this version does not use', () => {
  const claim = { resourceType: 'Slot', foo: 1 };
  const unknown = { resourceType: 'Pacient' };

  test.each<[string, object, string]>([
    ['a Bundle', { resourceType: 'Bundle', type: 'collection', entry: [{ resource: claim }] }, 'Bundle.entry[0].resource'],
    ['Parameters', { resourceType: 'Parameters', parameter: [{ name: 'x', resource: claim }] }, 'Parameters.parameter[0].resource'],
    ['a container', { resourceType: 'Patient', contained: [claim] }, 'Patient.contained[0]'],
  ])('in %s cannot be checked: senders may add what is theirs', (_where, value, path) => {
    expect(findings(value)).toEqual([`cannot-check.resource-type ${path}`]);
  }); // prettier-ignore

  test('is an error wherever FHIR does not have it', () => {
    const value = { resourceType: 'Bundle', type: 'collection', entry: [{ resource: unknown }] };
    expect(findings(value)).toEqual([
      'structure.unknown-resource-type Bundle.entry[0].resource.resourceType',
    ]);
  });
});

describe('a value that is no resource', () => {
  test.each<[unknown, string]>([
    [null, 'null'],
    [undefined, 'nothing'],
    [12, 'a whole number'],
    [true, 'a boolean'],
    ['x', 'a string of at most 10 characters'],
    [[], 'an empty array'],
    [{}, 'an object without a resourceType'],
    [{ resourceType: 5 }, 'an object whose resourceType is a whole number'],
    [{ resourceType: null }, 'an object whose resourceType is null'],
  ])('%j is one finding, that says what it is', (value, found) => {
    const expected = { code: 'structure.not-a-resource', params: { found } };
    expect(issuesOf(value)).toEqual([expect.objectContaining(expected)]);
    if (value === undefined) return;
    const { issues } = createValidator(miniSpec()).validateText(` ${JSON.stringify(value)}\n`);
    expect(issues).toEqual([expect.objectContaining({ ...expected, line: 1, column: 2 })]);
  });
});

describe('contained resources', () => {
  test('have ids of their own', () => {
    const organization = (id: string): object => ({ resourceType: 'Organization', id, name: 'x' });
    const practitioner = { resourceType: 'Practitioner', id: 'a' };
    const value = {
      resourceType: 'Patient',
      contained: [organization('a'), organization('b'), practitioner, practitioner],
      managingOrganization: { reference: '#b' },
    };
    const [first, second, ...more] = issuesOf(value);
    expect(first).toMatchObject({
      code: 'structure.duplicate-contained-id',
      severity: 'error',
      pointer: '/contained/2/id',
      params: { first: 'contained[0]' },
    });
    expect(second).toMatchObject({ pointer: '/contained/3/id', params: { first: 'contained[0]' } });
    expect(more).toEqual([]);
  });

  test('of two resources of a Bundle may share an id', () => {
    const patient = { resourceType: 'Patient', contained: [{ resourceType: 'Practitioner', id: 'a' }] };
    const entry = [{ resource: patient }, { resource: patient }];
    expect(findings({ resourceType: 'Bundle', type: 'collection', entry })).toEqual([]);
  });

  const patient = (...contained: object[]): object => ({ resourceType: 'Patient', contained });

  test('are judged by their type', () => {
    expect(findings(patient({ resourceType: 'Organization', id: 'o', nam: 'x' }))).toEqual([
      'structure.unknown-property Patient.contained[0].`{3}`',
    ]);
    expect(findings(patient({ id: 'o' }, 'x' as unknown as object))).toEqual([
      'structure.not-a-resource Patient.contained[0]',
      'structure.not-an-object Patient.contained[1]',
    ]);
  });

  test('do not contain resources', () => {
    const inner = { resourceType: 'Organization', id: 'i' };
    expect(findings(patient({ resourceType: 'Organization', id: 'o', contained: [inner] }))).toEqual([
      'structure.nested-contained Patient.contained[0].contained[0]',
    ]);
  });
});

describe('resources in Bundles and Parameters', () => {
  const bundle = (...resources: unknown[]): object => ({
    resourceType: 'Bundle',
    type: 'collection',
    entry: resources.map((resource) => ({ resource })),
  });

  test('are judged by their type, at their path', () => {
    expect(
      findings(
        bundle({ resourceType: 'Patient', foo: 1 }, { resourceType: 'Nope' }, { resourceType: 'Slot' }),
      ),
    ).toEqual([
      'structure.unknown-property Bundle.entry[0].resource.`{2}`',
      'structure.unknown-resource-type Bundle.entry[1].resource.resourceType',
      'cannot-check.resource-type Bundle.entry[2].resource',
    ]);
    const parameters = {
      resourceType: 'Parameters',
      parameter: [{ name: 'a', part: [{ name: 'b', resource: { resourceType: 'Patient', foo: 1 } }] }],
    };
    expect(findings(parameters)).toEqual([
      'structure.unknown-property Parameters.parameter[0].part[0].resource.`{2}`',
    ]);
  });

  test('a profile narrows the type of resource, and names its profile', () => {
    const strictPatient = profile('Patient', { gender: { min: 1 } });
    const strict = profile('Bundle', {
      entry: { children: { resource: { types: [{ code: 'Patient', profiles: [() => strictPatient] }] } } },
    });
    const validator = createValidator(miniSpec([strict, strictPatient]));
    const judge = (resource: object): string[] =>
      short(validator.validate(bundle(resource), { profile: strict, profiles: 'claimed' }).issues);
    expect(judge({ resourceType: 'Patient', gender: 'male' })).toEqual([]);
    expect(judge({ resourceType: 'Patient' })).toEqual(['structure.minimum Bundle.entry[0].resource']);
    expect(judge({ resourceType: 'Organization', name: 'x' })).toEqual([
      'structure.type-not-allowed Bundle.entry[0].resource',
    ]);
  });

  test('a Bundle may hold a Bundle', () => {
    expect(findings(bundle(bundle({ resourceType: 'Patient', foo: 1 })))).toEqual([
      'structure.unknown-property Bundle.entry[0].resource.entry[0].resource.`{2}`',
    ]);
  });
});

describe('one of several profiles', () => {
  const short3 = { ...profile('Identifier', { value: { maxLength: 3 } }), url: 'http://example.org/short' };
  const official = {
    ...profile('Identifier', { use: { min: 1 }, system: { min: 1 } }),
    url: 'http://example.org/official',
  };
  const strict = profile('Patient', {
    identifier: { types: [{ code: 'Identifier', profiles: [() => short3, () => official] }] },
  });
  const judge = (identifier: object): string[] =>
    findings({ resourceType: 'Patient', identifier: [identifier] }, [strict]);

  test('satisfying one is enough', () => {
    expect(judge({ value: 'abc' })).toEqual([]);
    expect(judge({ value: 'abcd', use: 'usual', system: 'http://a.example' })).toEqual([]);
  });

  test('where none is satisfied, the findings of the nearest are given', () => {
    expect(judge({ value: 'abcd' })).toEqual(['value.too-long Patient.identifier[0].value']);
  });

  test('where another of them is not published, nothing is proved', () => {
    const open = profile('Patient', {
      identifier: {
        types: [
          {
            code: 'Identifier',
            profiles: [() => short3, () => official],
            unresolved: ['http://gone.example'],
          },
        ],
      },
    });
    expect(findings({ resourceType: 'Patient', identifier: [{ value: 'abcd' }] }, [open])).toEqual([]);
  });
});

describe('invariants', () => {
  test('of a type and of an element are tested on every occurrence', () => {
    const value = {
      resourceType: 'Patient',
      contact: [{ name: { family: 'E' } }, { relationship: [{ text: 'x' }] }],
      name: [{ family: 'E', period: { start: '2021', end: '2020' } }],
    };
    const issues = issuesOf(value);
    expect(short(issues)).toEqual([
      'invariant.failed Patient.contact[1]',
      'invariant.failed Patient.name[0].period',
    ]);
    expect(issues[1]).toMatchObject({
      params: { key: 'per-1', on: 'Period', requirement: 'A period starts before it ends.' },
      source: 'http://hl7.org/fhir/StructureDefinition/Period|3.0.2#Period',
    });
  });

  test('see their resource and the one that contains it, and have their own severity', () => {
    const organization = { resourceType: 'Organization', id: 'o', name: 'x' };
    expect(findings({ resourceType: 'Patient', contained: [organization] })).toEqual([]);
    const [issue] = issuesOf({ resourceType: 'Practitioner', contained: [organization] });
    expect(issue).toMatchObject({ code: 'invariant.failed', severity: 'warning', pointer: '/contained/0' });
    const bundle = { resourceType: 'Bundle', type: 'collection', entry: [{ resource: organization }] };
    expect(findings(bundle)).toEqual([]);
  });

  test('are tested once on an element that profiles constrain', () => {
    const strict = profile('Patient', {
      name: { children: { period: { children: { start: { min: 1 } } } } },
    });
    const value = { resourceType: 'Patient', name: [{ period: { start: '2021', end: '2020' } }] };
    expect(findings(value, [strict])).toEqual(['invariant.failed Patient.name[0].period']);
  });
});

describe('hostile values', () => {
  test('nesting beyond the limit is reported once and not walked', () => {
    let item: object = { linkId: 'x' };
    for (let i = 0; i < 1000; i++) item = { linkId: 'x', item: [item] };
    const found = issuesOf({ resourceType: 'Questionnaire', status: 'draft', item: [item] });
    expect(found.map(({ code }) => code)).toEqual(['input.too-deep']);
  });

  test('a value that holds itself ends', () => {
    const item: { linkId: string; item: object[] } = { linkId: 'x', item: [] };
    item.item.push(item);
    expect(
      issuesOf({ resourceType: 'Questionnaire', status: 'draft', item: [item] }).map(({ code }) => code),
    ).toEqual(['input.too-deep']);
  });

  test('the number of findings is bounded, and checking stops', () => {
    const properties = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`x${i}`, 1]));
    const report = createValidator(miniSpec()).validate(
      { resourceType: 'Patient', ...properties },
      { maxIssues: 10 },
    );
    expect(report.issues).toHaveLength(10);
    expect(report.truncated).toBe(true);
    expect(report.valid).toBe(false);
    const one = createValidator(miniSpec()).validate({ resourceType: 'Patient', x: 1 }, { maxIssues: 1 });
    expect(one.truncated).toBe(false);
  });

  test('many objects with keys of their own take linear time', () => {
    const entry = Array.from({ length: 20_000 }, (_, i) => ({ [`k${i}`]: i, fullUrl: `urn:oid:1.2.${i}` }));
    const started = Date.now();
    const report = createValidator(miniSpec()).validate(
      { resourceType: 'Bundle', type: 'collection', entry },
      { maxIssues: 100_000 },
    );
    expect(report.issues).toHaveLength(20_000);
    expect(Date.now() - started).toBeLessThan(5000);
  });
});
