import { describe, expect, test } from 'vitest';
import type { Binding } from '../../src/tables/index.js';
import { findings, issuesOf } from '../helpers/findings.js';
import { profile } from '../helpers/mini.js';

const patient = (properties: object): object => ({ resourceType: 'Patient', ...properties });
const bound = (
  strength: Binding['strength'],
  systems?: Record<string, readonly string[] | 'unlisted'>,
): Binding => ({
  strength,
  url: 'http://example.org/ValueSet/own',
  ...(systems === undefined
    ? {}
    : { valueSet: { url: 'http://example.org/ValueSet/own', systems: () => systems } }),
});
const concept = (...codings: object[]): object => ({ coding: codings });

describe('systems', () => {
  const patient = (system: string): object => ({
    resourceType: 'Patient',
    identifier: [{ system, value: '9990000018' }],
    maritalStatus: { text: 'x', coding: [{ system, code: 'M' }] },
  });
  const relative = (system: string): string[] =>
    issuesOf(patient(system))
      .filter(({ code }) => code === 'value.relative-system')
      .map(({ severity, path }) => `${severity} ${path}`);

  test.each(['local', 'nhs-number', '/Id/nhs-number', 'example.org/Id', '//example.org/Id'])(
    '%s means something else elsewhere, which FHIR 3.0.2 lets pass: a warning',
    (system) => {
      const at = ['Patient.identifier[0].system', 'Patient.maritalStatus.coding[0].system'];
      expect(relative(system)).toEqual(at.map((path) => `warning ${path}`));
      // A second time in the same run and process, where what was right is not looked at again.
      expect(relative(system)).toHaveLength(2);
    },
  );

  test.each(['https://fhir.nhs.uk/Id/nhs-number', 'urn:oid:1.2.3', 'urn:ietf:rfc:3986', 'x-other:1'])(
    '%s is absolute',
    (system) => {
      expect(relative(system)).toEqual([]);
    },
  );

  test('that are no uri, or not the fixed one, are one finding', () => {
    const fixed = profile('Patient', {
      identifier: { children: { system: { fixed: 'https://fhir.nhs.uk/Id/nhs-number' } } },
    });
    const only = { resourceType: 'Patient', identifier: [{ system: 'local' }] };
    expect(findings(only, [fixed])).toEqual(['value.fixed Patient.identifier[0].system']);
    expect(findings({ ...only, identifier: [{ system: 'a b' }] })).toHaveLength(1);
  });

  test('are not shown', () => {
    expect(JSON.stringify(issuesOf(patient('Zyxwvut Person')))).not.toContain('Zyxwvut');
  });

  test('of other types are left alone', () => {
    const quantity = { resourceType: 'Observation', status: 'final', code: { text: 'x' } };
    expect(findings({ ...quantity, valueQuantity: { value: 1, system: 'local', code: 'x' } })).toEqual([]);
  });
});

describe('fixed values', () => {
  test('a primitive must equal the fixed value; the value found is masked', () => {
    const strict = profile('Patient', { name: { children: { family: { fixed: 'Example' } } } });
    expect(findings(patient({ name: [{ family: 'Example' }] }), [strict])).toEqual([]);
    const [issue] = issuesOf(patient({ name: [{ family: 'Secretname' }] }), [strict]);
    expect(issue).toMatchObject({
      code: 'value.fixed',
      pointer: '/name/0/family',
      params: { expected: '"Example"' },
      source: 'http://example.org/Patient-1|1.0.0#Patient.name.family',
    });
    expect(JSON.stringify(issue)).not.toContain('Secretname');
  });

  test('a complex value must equal it in whole, whatever the order of its properties', () => {
    const fixed = { coding: [{ system: 'http://example.org/marital', code: 'M' }], text: 'Married' };
    const strict = profile('Patient', { maritalStatus: { fixed } });
    const reordered = { text: 'Married', coding: [{ code: 'M', system: 'http://example.org/marital' }] };
    expect(findings(patient({ maritalStatus: reordered }), [strict])).toEqual([]);
    const more = { ...fixed, coding: [{ ...fixed.coding[0], display: 'x' }] };
    expect(findings(patient({ maritalStatus: more }), [strict])).toEqual([
      'value.fixed Patient.maritalStatus',
    ]);
  });

  test('fixed booleans and numbers are compared as values', () => {
    const strict = profile('Patient', { active: { fixed: true } });
    expect(findings(patient({ active: true }), [strict])).toEqual([]);
    expect(findings(patient({ active: false }), [strict])).toEqual(['value.fixed Patient.active']);
  });
});

describe('pattern values', () => {
  const strict = profile('Patient', {
    maritalStatus: { pattern: { coding: [{ system: 'http://example.org/marital' }] } },
  });

  test('the value must hold the pattern and may hold more', () => {
    const coding = [{ system: 'http://other.example' }, { system: 'http://example.org/marital', code: 'M' }];
    expect(findings(patient({ maritalStatus: { coding, text: 'x' } }), [strict])).toEqual([]);
  });

  test('a value without the pattern is reported', () => {
    expect(findings(patient({ maritalStatus: { text: 'x' } }), [strict])).toEqual([
      'value.pattern Patient.maritalStatus',
    ]);
  });
});

describe('length', () => {
  test('a string is at most as long as stated', () => {
    const strict = profile('Organization', { name: { maxLength: 3 } });
    expect(findings({ resourceType: 'Organization', name: 'abc' }, [strict])).toEqual([]);
    expect(findings({ resourceType: 'Organization', name: 'abcd' }, [strict])).toEqual([
      'value.too-long Organization.name',
    ]);
  });
});

describe('bindings of codes', () => {
  test('a code must be in a required value set', () => {
    const [issue] = issuesOf(patient({ gender: 'femail' }));
    expect(issue).toMatchObject({
      code: 'binding.required',
      severity: 'error',
      pointer: '/gender',
      params: { valueSet: 'http://hl7.org/fhir/ValueSet/administrative-gender' },
      source: 'http://hl7.org/fhir/StructureDefinition/Patient|3.0.2#Patient.gender',
    });
  });

  test("a profile's binding takes the place of a weaker one of the base type", () => {
    const own = profile('Patient', {
      maritalStatus: { binding: bound('required', { 'http://own.example': ['X'] }) },
    });
    expect(
      findings(patient({ maritalStatus: concept({ system: 'http://own.example', code: 'X' }) }), [own]),
    ).toEqual([]);
  });

  test('a required binding of the base type stays beside a weaker one of the profile', () => {
    const weak = profile('Patient', {
      gender: { binding: bound('preferred', { 'http://x.example': ['femail'] }) },
    });
    expect(findings(patient({ gender: 'femail' }), [weak])).toEqual(['binding.required Patient.gender']);
  });
});

describe('bindings of codings and concepts', () => {
  const required = profile('Patient', {
    maritalStatus: {
      binding: bound('required', { 'http://a.example': ['A'], 'http://big.example': 'unlisted' }),
    },
  });
  const judge = (value: object): string[] => findings(patient({ maritalStatus: value }), [required]);

  test('one coding in the value set is enough', () => {
    expect(
      judge(concept({ system: 'http://z.example', code: 'Z' }, { system: 'http://a.example', code: 'A' })),
    ).toEqual([]);
  });

  test('no coding in the value set is an error that names them', () => {
    expect(judge(concept({ system: 'http://a.example', code: 'B' }))).toEqual([
      'binding.required Patient.maritalStatus',
    ]);
    const [issue] = issuesOf(patient({ maritalStatus: concept({ system: 'http://a.example', code: 'B' }) }), [
      required,
    ]);
    expect(issue!.params['found']).toEqual(['a string of at most 10 characters of http://a.example']);
  });

  test('a code without its system is in no value set', () => {
    expect(judge(concept({ code: 'A' }))).toEqual(['binding.required Patient.maritalStatus']);
  });

  test('text alone does not satisfy a required binding, but does an extensible one', () => {
    expect(judge({ text: 'x' })).toEqual(['binding.no-code Patient.maritalStatus']);
    expect(findings(patient({ maritalStatus: { text: 'x' } }))).toEqual([]);
  });

  test('a system whose codes are not shipped can be neither right nor wrong', () => {
    expect(judge(concept({ system: 'http://big.example', code: '1' }))).toEqual([
      'cannot-check.terminology Patient.maritalStatus',
    ]);
  });

  test('what cannot be told is reported once a value set, at the first place, with a count', () => {
    const strict = profile('Patient', {
      contact: {
        children: { relationship: { binding: bound('required', { 'http://big.example': 'unlisted' }) } },
      },
    });
    const relationship = [
      concept({ system: 'http://big.example', code: '1' }),
      concept({ system: 'http://big.example', code: '2' }),
    ];
    const issues = issuesOf(patient({ contact: [{ name: { family: 'E' }, relationship }] }), [strict]);
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatchObject({
      severity: 'information',
      pointer: '/contact/0/relationship/0',
      params: { valueSet: 'http://example.org/ValueSet/own', system: 'http://big.example', count: 2 },
    });
  });

  test('a second run counts afresh', () => {
    const value = patient({ maritalStatus: concept({ system: 'http://big.example', code: '1' }) });
    for (let i = 0; i < 2; i++) expect(issuesOf(value, [required])[0]!.params['count']).toBe(1);
  });

  test('a value set that is not published is reported once', () => {
    const strict = profile('Patient', {
      contact: { children: { relationship: { binding: bound('required') } } },
    });
    const relationship = [concept({ system: 'http://a.example', code: '1' }), { text: 'x' }];
    expect(findings(patient({ contact: [{ name: { family: 'E' }, relationship }] }), [strict])).toEqual([
      'cannot-check.terminology Patient.contact[0].relationship[0]',
    ]);
  });

  test('a value set that includes one that is not published denies no code', () => {
    const binding = bound('required', { 'http://a.example': ['A'] });
    const valueSet = { ...binding.valueSet!, unpublished: ['http://gone.example/ValueSet/others'] };
    const strict = profile('Patient', { maritalStatus: { binding: { ...binding, valueSet } } });
    const of = (system: string, code: string): string[] =>
      findings(patient({ maritalStatus: concept({ system, code }) }), [strict]);
    expect(of('http://a.example', 'A')).toEqual([]);
    expect(of('http://a.example', 'B')).toEqual(['cannot-check.terminology Patient.maritalStatus']);
    expect(of('http://z.example', 'A')).toEqual(['cannot-check.terminology Patient.maritalStatus']);
  });

  test('extensible is a warning, preferred information, example nothing', () => {
    const of = (strength: Binding['strength']): string[] =>
      issuesOf(patient({ maritalStatus: concept({ system: 'http://z.example', code: 'Z' }) }), [
        profile('Patient', { maritalStatus: { binding: bound(strength, { 'http://a.example': ['A'] }) } }),
      ]).map(({ code, severity }) => `${code} ${severity}`);
    expect(of('extensible')).toEqual(['binding.extensible warning']);
    expect(of('preferred')).toEqual(['binding.preferred information']);
    // An example binding of a profile leaves the base type's out of force.
    expect(of('example')).toEqual([]);
  });

  describe('a code that its own system lacks', () => {
    const WHOLE = { 'http://a.example': true, 'http://any-case.example': false };
    const strict = (strength: Binding['strength'], whole: Readonly<Record<string, boolean>> = WHOLE) => {
      const binding = bound(strength, {
        'http://a.example': ['A'],
        'http://any-case.example': ['H'],
        'http://part.example': ['P'],
        'http://big.example': 'unlisted',
      });
      return profile('Patient', {
        maritalStatus: { binding: { ...binding, valueSet: { ...binding.valueSet!, whole } } },
      });
    };
    const weak = (...codings: object[]): string[] =>
      findings(patient({ maritalStatus: concept(...codings) }), [strict('extensible')]);
    const UNKNOWN = 'binding.unknown-code Patient.maritalStatus';

    test('is an error, though the binding is weaker than required', () => {
      const value = patient({ maritalStatus: concept({ system: 'http://a.example', code: 'B' }) });
      for (const strength of ['extensible', 'preferred'] as const) {
        const issues = issuesOf(value, [strict(strength)]);
        expect(issues).toHaveLength(1);
        expect(issues[0]).toMatchObject({
          code: 'binding.unknown-code',
          severity: 'error',
          pointer: '/maritalStatus',
          params: { found: ['a string of at most 10 characters of http://a.example'] },
        });
      }
    });

    test('is an error beside a member too', () => {
      const [member, unknown] = [
        { system: 'http://a.example', code: 'A' },
        { system: 'http://a.example', code: 'B' },
      ];
      expect(weak(member, unknown)).toEqual([UNKNOWN]);
      expect(weak(unknown, member)).toEqual([UNKNOWN]);
      expect(weak(member)).toEqual([]);
    });

    test('does not hide what cannot be told of another', () => {
      expect(
        weak({ system: 'http://big.example', code: '1' }, { system: 'http://a.example', code: 'B' }),
      ).toEqual([UNKNOWN, 'cannot-check.terminology Patient.maritalStatus']);
    });

    test('is told only of systems that the value set holds whole', () => {
      const stray = ['binding.extensible Patient.maritalStatus'];
      expect(weak({ system: 'http://part.example', code: 'Q' })).toEqual(stray);
      expect(weak({ system: 'http://elsewhere.example', code: 'Q' })).toEqual(stray);
      expect(weak({ system: '__proto__', code: 'Q' })).toEqual(expect.arrayContaining(stray));
    });

    test('may be written in other case where case does not tell codes apart', () => {
      expect(weak({ system: 'http://any-case.example', code: 'h' })).not.toContain(UNKNOWN);
      expect(weak({ system: 'http://any-case.example', code: 'x' })).toEqual([UNKNOWN]);
      expect(weak({ system: 'http://a.example', code: 'a' })).toEqual([UNKNOWN]);
    });

    test('may be of a version of the system that is not published', () => {
      expect(weak({ system: 'http://a.example', version: '9', code: 'B' })).toEqual([
        'binding.extensible Patient.maritalStatus',
      ]);
    });

    test('is one that the value set lacks, where the binding is required', () => {
      const value = patient({ maritalStatus: concept({ system: 'http://a.example', code: 'B' }) });
      expect(findings(value, [strict('required')])).toEqual(['binding.required Patient.maritalStatus']);
    });
  });

  test('a Quantity is judged by its coded unit, where it has one', () => {
    const strict = profile('Observation', {
      'value[x]': {
        types: ['Quantity'],
        binding: bound('required', { 'http://unitsofmeasure.org': ['kg'] }),
      },
    });
    const observation = (valueQuantity: object): object => ({
      resourceType: 'Observation',
      status: 'final',
      code: { text: 'x' },
      valueQuantity,
    });
    const system = 'http://unitsofmeasure.org';
    expect(findings(observation({ value: 1, system, code: 'kg' }), [strict])).toEqual([]);
    expect(findings(observation({ value: 1, system, code: 'lb' }), [strict])).toEqual([
      'binding.required Observation.valueQuantity',
    ]);
    expect(findings(observation({ value: 1, unit: 'stone' }), [strict])).toEqual([]);
  });
});
