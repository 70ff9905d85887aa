import { describe, expect, test } from 'vitest';
import { findings, issuesOf } from '../helpers/findings.js';
import { profile } from '../helpers/mini.js';

const patient = (properties: object): object => ({ resourceType: 'Patient', ...properties });

describe('properties', () => {
  test('a resource with known properties only has no finding', () => {
    expect(
      findings(
        patient({
          id: 'p1',
          active: true,
          name: [{ use: 'official', family: 'Example', given: ['Test'] }],
          gender: 'female',
          birthDate: '1970-01-01',
          deceasedBoolean: false,
          contact: [{ name: { family: 'Example' } }],
        }),
      ),
    ).toEqual([]);
  });

  test('an unknown property is reported at the property, with a near name', () => {
    const [issue, ...rest] = issuesOf(patient({ birthdate: '1970-01-01' }));
    expect(rest).toEqual([]);
    expect(issue).toMatchObject({
      code: 'structure.unknown-property',
      path: 'Patient.`{2}`',
      pointer: '/{2}',
      params: {
        property: '`{2}` (its name, a string of at most 10 characters, is not shown)',
        type: 'Patient',
        suggestion: 'birthDate',
      },
      source: 'http://hl7.org/fhir/StructureDefinition/Patient|3.0.2#Patient',
    });
  });

  test('a property that the specification has elsewhere is named; any other only where values are asked for', () => {
    const value = patient({ family: 'x', valueQuantity: {}, Smith: 'x' });
    expect(findings(value)).toEqual([
      'structure.unknown-property Patient.family',
      'structure.unknown-property Patient.valueQuantity',
      'structure.unknown-property Patient.`{4}`',
    ]);
    expect(findings(value, [], { showValues: true })).toContain('structure.unknown-property Patient.Smith');
  });

  test('an unknown property is reported at every depth', () => {
    expect(
      findings(patient({ name: [{ nick: 'x' }], contact: [{ name: { family: 'E' }, foo: 1 }] })),
    ).toEqual([
      'structure.unknown-property Patient.name[0].`{1}`',
      'structure.unknown-property Patient.contact[0].`{2}`',
    ]);
  });

  test('resourceType belongs to resources only', () => {
    expect(findings(patient({ name: [{ resourceType: 'HumanName', family: 'E' }] }))).toEqual([
      'structure.unknown-property Patient.name[0].resourceType',
    ]);
  });

  test.each(['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'valueOf'])(
    'an own property named %s is an unknown property',
    (name) => {
      const value: unknown = JSON.parse(
        `{"resourceType":"Patient","${name}":{"a":1},"name":[{"${name}":[]}]}`,
      );
      expect(findings(value)).toEqual([
        'structure.unknown-property Patient.`{2}`',
        'structure.unknown-property Patient.name[0].`{1}`',
      ]);
    },
  );

  test('the same keys in another order, and other keys after that, are judged afresh', () => {
    expect(findings({ active: true, resourceType: 'Patient' })).toEqual([]);
    expect(findings({ resourceType: 'Patient', active: true })).toEqual([]);
    expect(findings({ resourceType: 'Patient', activ: true })).toEqual([
      'structure.unknown-property Patient.`{2}`',
    ]);
    expect(findings({ resourceType: 'Patient', active: true })).toEqual([]);
  });

  test('a property that is undefined counts as absent', () => {
    expect(findings(patient({ active: undefined }))).toEqual([]);
    expect(findings(patient({ foo: undefined }))).toEqual([]);
    expect(findings(patient({ deceasedBoolean: undefined, deceasedDateTime: '2020' }))).toEqual([]);
    expect(findings(patient({ deceasedString: undefined, _deceasedBoolean: undefined }))).toEqual([]);
    expect(findings({ resourceType: 'Questionnaire', status: undefined })).toEqual([
      'structure.minimum Questionnaire',
    ]);
  });
});

describe('JSON shapes', () => {
  test('a repeating element must be an array; its value is still looked at', () => {
    expect(findings(patient({ name: { family: 'E', foo: 1 } }))).toEqual([
      'structure.not-an-array Patient.name',
      'structure.unknown-property Patient.name.`{2}`',
    ]);
    expect(findings({ resourceType: 'Organization', alias: 'x' })).toEqual([
      'structure.not-an-array Organization.alias',
    ]);
    expect(findings(patient({ name: 'E' }))).toEqual(['structure.not-an-array Patient.name']);
  });

  test('an element that does not repeat must not be an array', () => {
    expect(findings(patient({ gender: ['male'], maritalStatus: [{ text: 'x' }] }))).toEqual([
      'structure.unexpected-array Patient.gender',
      'structure.unexpected-array Patient.maritalStatus',
    ]);
  });

  test('objects and primitives are told apart', () => {
    expect(findings(patient({ gender: { code: 'male' }, maritalStatus: 'M', name: ['E'] }))).toEqual([
      'structure.not-a-primitive Patient.gender',
      'structure.not-an-object Patient.maritalStatus',
      'structure.not-an-object Patient.name[0]',
    ]);
  });

  test('nothing is empty', () => {
    expect(
      findings(patient({ name: [], maritalStatus: {}, contact: [{}], managingOrganization: { id: 'x' } })),
    ).toEqual([
      'structure.empty Patient.name',
      'structure.empty Patient.maritalStatus',
      // A rule that looks for content in the empty object is right as well.
      'structure.empty Patient.contact[0]',
      'invariant.failed Patient.contact[0]',
      'structure.empty Patient.managingOrganization',
    ]);
    expect(findings(patient({ id: '' }))).toEqual(['structure.empty Patient.id']);
  });

  test('null stands nowhere but in arrays of primitives with siblings', () => {
    expect(findings(patient({ gender: null, name: null, maritalStatus: null, contact: [null] }))).toEqual([
      'structure.null Patient.gender',
      'structure.null Patient.name',
      'structure.null Patient.maritalStatus',
      'structure.null Patient.contact[0]',
    ]);
  });

  test('values that are not JSON are reported and do not crash', () => {
    const value = patient({
      active: () => true,
      birthDate: new Date(0),
      gender: 10n,
      name: [new Map(), Symbol('x')],
      maritalStatus: Number.NaN,
    });
    expect(findings(value)).toEqual([
      'structure.not-a-primitive Patient.active',
      'structure.not-a-primitive Patient.birthDate',
      'structure.not-a-primitive Patient.gender',
      'structure.empty Patient.name[0]',
      'structure.not-an-object Patient.name[1]',
      'structure.not-an-object Patient.maritalStatus',
    ]);
  });

  test('the fault of a primitive is reported at the primitive', () => {
    expect(findings(patient({ birthDate: '1970-02-30', active: 'yes' }))).toEqual([
      'value.format Patient.birthDate',
      'value.json-type Patient.active',
    ]);
  });

  test('a wrong value is reported every time it comes', () => {
    const wrong = { family: 'E', use: 'wrong use' };
    expect(findings(patient({ name: [wrong, wrong] }))).toHaveLength(2);
  });
});

describe('cardinality', () => {
  test('a missing required element is reported at what lacks it', () => {
    const [status, code] = issuesOf({ resourceType: 'Observation' });
    expect(status).toMatchObject({
      code: 'structure.minimum',
      path: 'Observation',
      pointer: '',
      params: { element: 'Observation.status', min: 1, found: 0 },
      source: 'http://hl7.org/fhir/StructureDefinition/Observation|3.0.2#Observation.status',
    });
    expect(code).toMatchObject({ params: { element: 'Observation.code' } });
  });

  test('a profile raises the minimum, lowers the maximum and prohibits', () => {
    const strict = profile('Patient', {
      name: { min: 2, max: 2 },
      gender: { min: 1 },
      birthDate: { max: 0 },
    });
    const name = { family: 'E' };
    const found = issuesOf(patient({ name: [name], birthDate: '1970-01-01' }), [strict]);
    expect(found.map(({ code, pointer, params }) => [code, pointer, params])).toEqual([
      ['structure.minimum', '', { element: 'Patient.gender', min: 1, found: 0 }],
      ['structure.minimum', '/name', { element: 'Patient.name', min: 2, found: 1 }],
      ['structure.prohibited', '/birthDate', { element: 'Patient.birthDate' }],
    ]);
    expect(
      found.every(({ source }) => source.startsWith('http://example.org/Patient-1|1.0.0#Patient.')),
    ).toBe(true);
    expect(findings(patient({ gender: 'male', name: [name, name, name] }), [strict])).toEqual([
      'structure.maximum Patient.name',
    ]);
  });

  test('constraints below a data type stand with its own', () => {
    const strict = profile('Patient', { name: { children: { family: { min: 1 }, text: { max: 0 } } } });
    expect(findings(patient({ name: [{ text: 'x', foo: 1 }] }), [strict])).toEqual([
      'structure.minimum Patient.name[0]',
      'structure.prohibited Patient.name[0].text',
      'structure.unknown-property Patient.name[0].`{2}`',
    ]);
  });

  test('required properties are missed in arrays of objects each', () => {
    const value = {
      resourceType: 'Questionnaire',
      status: 'draft',
      item: [{ linkId: '1' }, { item: [{ item: [] }] }],
    };
    expect(findings(value)).toEqual([
      'structure.minimum Questionnaire.item[1]',
      'structure.minimum Questionnaire.item[1].item[0]',
      'structure.empty Questionnaire.item[1].item[0].item',
    ]);
  });
});

describe('content references', () => {
  test('an element has the children of the one it refers to, to any depth', () => {
    const value = {
      resourceType: 'Questionnaire',
      status: 'draft',
      item: [{ linkId: '1', item: [{ linkId: '1.1', item: [{ linkId: '1.1.1', text: 'x' }] }] }],
    };
    expect(findings(value)).toEqual([
      'structure.unknown-property Questionnaire.item[0].item[0].item[0].text',
    ]);
  });

  test('what a profile says of the element holds for those that refer to it', () => {
    const strict = profile('Questionnaire', { item: { children: { linkId: { maxLength: 3 } } } });
    const value = {
      resourceType: 'Questionnaire',
      status: 'draft',
      item: [{ linkId: '1', item: [{ linkId: '12345' }] }],
    };
    expect(findings(value, [strict])).toEqual(['value.too-long Questionnaire.item[0].item[0].linkId']);
  });
});

describe('choices', () => {
  const observation = (properties: object): object => ({
    resourceType: 'Observation',
    status: 'final',
    code: { text: 'x' },
    ...properties,
  });

  test('one form of a choice may be there', () => {
    expect(findings(observation({ valueString: 'x' }))).toEqual([]);
    expect(findings(observation({ valueQuantity: { value: 1 } }))).toEqual([]);
    expect(findings(observation({ valueInteger: 1 }))).toEqual([
      'structure.unknown-property Observation.valueInteger',
    ]);
  });

  test('two forms at once conflict', () => {
    const [issue] = issuesOf(observation({ valueString: 'x', valueDateTime: '2020' }));
    expect(issue).toMatchObject({
      code: 'structure.choice-conflict',
      params: { choice: 'Observation.value[x]', properties: ['valueString', 'valueDateTime'] },
    });
  });

  test('a profile excludes types and requires the choice', () => {
    const strict = profile('Observation', { 'value[x]': { min: 1, types: ['Quantity'] } });
    const [issue] = issuesOf(observation({ valueString: 'x' }), [strict]);
    expect(issue).toMatchObject({
      code: 'structure.type-not-allowed',
      pointer: '/valueString',
      params: { element: 'Observation.value[x]', allowed: ['Quantity'], found: 'string' },
      source: 'http://example.org/Observation-1|1.0.0#Observation.value[x]',
    });
    expect(findings(observation({}), [strict])).toEqual(['structure.minimum Observation']);
  });

  test('a slice by type constrains its form only, and can be required', () => {
    const sliced = profile('Observation', {
      'value[x]': {
        slicing: { by: [{ type: 'type', path: '$this' }], rules: 'open' },
        slices: { valueQuantity: { min: 1, types: ['Quantity'], children: { unit: { min: 1 } } } },
      },
    });
    const [issue] = issuesOf(observation({ valueQuantity: { value: 1 } }), [sliced]);
    expect(issue).toMatchObject({
      code: 'structure.minimum',
      pointer: '/valueQuantity',
      source: 'http://example.org/Observation-1|1.0.0#Observation.value[x]:valueQuantity.unit',
    });
    expect(findings(observation({ valueString: 'x' }), [sliced])).toEqual(['slicing.minimum Observation']);
  });

  test('children of a choice hold for the types that have them', () => {
    const strict = profile('Observation', { 'value[x]': { children: { coding: { min: 1 } } } });
    expect(findings(observation({ valueCodeableConcept: { text: 'x' } }), [strict])).toEqual([
      'structure.minimum Observation.valueCodeableConcept',
    ]);
    expect(findings(observation({ valueString: 'x' }), [strict])).toEqual([]);
  });
});

describe('siblings of primitives', () => {
  const note = { extension: [{ url: 'http://example.org/ext/unknown', valueString: 'x' }] };

  test('a sibling holds id and extensions, and its place shows in the pointer', () => {
    const [issue] = issuesOf(patient({ birthDate: '1970-01-01', _birthDate: { id: 'x', foo: 1 } }));
    expect(issue).toMatchObject({
      code: 'structure.unknown-property',
      path: 'Patient.birthDate.`{2}`',
      pointer: '/_birthDate/{2}',
    });
  });

  test('a sibling without a value counts as the element', () => {
    const strict = profile('Patient', { birthDate: { min: 1 } });
    expect(findings(patient({ _birthDate: note }), [strict])).toEqual([
      'cannot-check.extension Patient.birthDate.extension[0]',
    ]);
    expect(findings(patient({ _deceasedBoolean: note, deceasedDateTime: '2020' }))).toContain(
      'structure.choice-conflict Patient.deceasedDateTime',
    );
  });

  test('an id alone is content beside a value, and none without one', () => {
    expect(findings({ resourceType: 'Patient', active: true, _active: { id: 'x' } })).toEqual([]);
    expect(findings({ resourceType: 'Patient', active: true, _active: { id: '' } })).toEqual([
      'structure.empty Patient.active.id',
    ]);
    expect(findings({ resourceType: 'Patient', active: true, _active: {} })).toEqual([
      'structure.empty Patient.active',
    ]);
    const alias = {
      resourceType: 'Organization',
      name: 'x',
      alias: ['a', null],
      _alias: [{ id: 'x' }, { id: 'y' }],
    };
    expect(findings(alias)).toEqual(['structure.empty Organization.alias[1]']);
    const [issue] = issuesOf({ resourceType: 'Patient', _active: { id: 'x' } });
    expect(issue?.message).toBe('Expected some content or nothing at all; found an object with an id only.');
  });

  test('a complex element has no sibling', () => {
    expect(findings(patient({ _maritalStatus: note }))).toEqual([
      'structure.unknown-property Patient._maritalStatus',
    ]);
  });

  test('the sibling of a single value is an object with content', () => {
    expect(findings(patient({ _birthDate: [note], _gender: {}, _active: null, _id: 'x' }))).toEqual([
      'structure.unexpected-array Patient.birthDate',
      'structure.empty Patient.gender',
      'structure.null Patient.active',
      'structure.not-an-object Patient.id',
    ]);
  });

  test('lists of values and siblings align, with null as place holder', () => {
    const organization = (properties: object): string[] =>
      findings({ resourceType: 'Organization', ...properties });
    expect(
      organization({ alias: ['a', null], _alias: [null, { id: 'x', extension: note.extension }] }),
    ).toEqual(['cannot-check.extension Organization.alias[1].extension[0]']);
    expect(organization({ alias: ['a', 'b'], _alias: [note] })).toContain(
      'structure.sibling-mismatch Organization.alias',
    );
    expect(organization({ alias: ['a', null], _alias: [note, null] })).toContain(
      'structure.null Organization.alias[1]',
    );
    expect(organization({ alias: ['a', null] })).toEqual(['structure.null Organization.alias[1]']);
    expect(organization({ alias: ['a'], _alias: { id: 'x' } })).toEqual([
      'structure.not-an-array Organization.alias',
    ]);
  });

  test('an extension that a profile requires of a primitive is missed', () => {
    const strict = profile('Patient', {
      birthDate: { children: { extension: { min: 1 } } },
    });
    const [issue] = issuesOf(patient({ birthDate: '1970-01-01' }), [strict]);
    expect(issue).toMatchObject({ code: 'structure.minimum', path: 'Patient.birthDate' });
    expect(findings(patient({}), [strict])).toEqual([]);
  });
});
