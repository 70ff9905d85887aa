import { describe, expect, test } from 'vitest';
import type { ElementTable, ProfileTable, Slicing } from '../../src/tables/index.js';
import { findings, issuesOf } from '../helpers/findings.js';
import { code } from '../helpers/mini-datatypes.js';
import { profile } from '../helpers/mini.js';

const NHS = 'https://fhir.nhs.uk/Id/nhs-number';
const LOCAL = 'https://fhir.nhs.uk/Id/local';

function sliced(
  rules: Slicing['rules'],
  more: { ordered?: true; nhs?: ElementTable; local?: ElementTable; by?: Slicing['by'] } = {},
): ProfileTable {
  return profile('Patient', {
    identifier: {
      slicing: {
        by: more.by ?? [{ type: 'value', path: 'system' }],
        rules,
        ...(more.ordered === undefined ? {} : { ordered: true }),
      },
      slices: {
        nhsNumber: { children: { system: { min: 1, fixed: NHS }, value: { min: 1 } }, ...more.nhs },
        local: { children: { system: { min: 1, fixed: LOCAL } }, ...more.local },
      },
    },
  });
}

const patient = (...identifier: object[]): object => ({ resourceType: 'Patient', identifier });
const nhs = { system: NHS, value: '9990000018' };
const local = { system: LOCAL, value: 'x' };
const other = { system: 'http://other.example', value: 'x' };

describe('items of slices', () => {
  test("an item is judged by its slice's constraints, named by the slice in the source", () => {
    const [issue, ...rest] = issuesOf(patient({ system: NHS }, other), [sliced('open')]);
    expect(rest).toEqual([]);
    expect(issue).toMatchObject({
      code: 'structure.minimum',
      path: 'Patient.identifier[0]',
      source: 'http://example.org/Patient-1|1.0.0#Patient.identifier:nhsNumber.value',
    });
  });

  test('slices have minimum and maximum of their own', () => {
    const strict = sliced('open', { nhs: { min: 1, max: 1 } });
    expect(findings(patient(nhs, other), [strict])).toEqual([]);
    expect(findings(patient(nhs, nhs), [strict])).toEqual(['slicing.maximum Patient.identifier']);
    expect(findings(patient(other), [strict])).toEqual(['slicing.minimum Patient.identifier']);
  });

  test('a prohibited slice is told like any other, and reported at its item', () => {
    const barred = sliced('open', { nhs: { max: 0 } });
    expect(findings(patient(local, other), [barred])).toEqual([]);
    const [issue, ...rest] = issuesOf(patient(other, nhs), [barred]);
    expect(rest).toEqual([]);
    expect(issue).toMatchObject({
      code: 'slicing.maximum',
      severity: 'error',
      path: 'Patient.identifier[1]',
      params: { slice: 'nhsNumber', max: 0, found: 1 },
      source: 'http://example.org/Patient-1|1.0.0#Patient.identifier:nhsNumber',
    });
  });

  test('a required slice is missed where the whole list is absent', () => {
    const [issue] = issuesOf({ resourceType: 'Patient' }, [sliced('open', { nhs: { min: 1 } })]);
    expect(issue).toMatchObject({
      code: 'slicing.minimum',
      path: 'Patient',
      params: { element: 'Patient.identifier', slice: 'nhsNumber', min: 1, found: 0 },
      source: 'http://example.org/Patient-1|1.0.0#Patient.identifier:nhsNumber',
    });
  });
});

describe('near misses', () => {
  test('a missing slice says which item nearly was it, and why it is not', () => {
    const nearly = { system: 'https://fhir.nhs.uk/Id/NHS-number', value: 'x' };
    const [issue] = issuesOf(patient(other, nearly), [sliced('open', { nhs: { min: 1 } })]);
    expect(issue!.because).toHaveLength(1);
    expect(issue!.because![0]).toMatchObject({
      code: 'value.fixed',
      path: 'Patient.identifier[1].system',
      pointer: '/identifier/1/system',
      params: {
        expected: `"${NHS}"`,
        found:
          'a string of 31 to 100 characters, https://fhir.nhs.uk/Id/nhs-number but for upper and lower case',
      },
      source: 'http://example.org/Patient-1|1.0.0#Patient.identifier:nhsNumber',
    });
  });

  test('an item without the discriminating element says so', () => {
    const [issue] = issuesOf(patient({ value: 'x' }), [sliced('open', { nhs: { min: 1 } })]);
    expect(issue!.because).toEqual([
      expect.objectContaining({ code: 'structure.minimum', pointer: '/identifier/0' }),
    ]);
  });

  test('items of other slices are no near misses', () => {
    const [issue] = issuesOf(patient(local), [sliced('open', { nhs: { min: 1 } })]);
    expect(issue!.because).toBeUndefined();
  });

  test('a stray item of a closed slicing says which slice it came nearest to', () => {
    const [issue] = issuesOf(patient(nhs, { system: `${LOCAL}e` }), [sliced('closed')]);
    expect(issue).toMatchObject({
      code: 'slicing.closed',
      pointer: '/identifier/1',
      params: { slices: ['nhsNumber', 'local'], nearest: 'local' },
      because: [{ code: 'value.fixed', pointer: '/identifier/1/system' }],
    });
  });
});

describe('rules of slicings', () => {
  test('open lets other items stand anywhere', () => {
    expect(findings(patient(other, nhs, other), [sliced('open')])).toEqual([]);
  });

  test('open at end lets other items stand after the slices only', () => {
    expect(findings(patient(nhs, other), [sliced('openAtEnd')])).toEqual([]);
    expect(findings(patient(other, nhs), [sliced('openAtEnd')])).toEqual([
      'slicing.open-at-end Patient.identifier[0]',
    ]);
  });

  test('ordered slices keep the order of the definition', () => {
    expect(findings(patient(nhs, local), [sliced('open', { ordered: true })])).toEqual([]);
    const [issue] = issuesOf(patient(local, nhs), [sliced('open', { ordered: true })]);
    expect(issue).toMatchObject({
      code: 'slicing.order',
      pointer: '/identifier/1',
      params: { slice: 'nhsNumber', after: 'local' },
    });
    expect(findings(patient(local, nhs), [sliced('open')])).toEqual([]);
  });

  test('the rules hold for one payload after another', () => {
    const strict = [sliced('closed')];
    for (let i = 0; i < 2; i++) {
      expect(findings(patient(nhs), strict)).toEqual([]);
      expect(findings(patient(other), strict)).toEqual(['slicing.closed Patient.identifier[0]']);
    }
  });
});

describe('discriminators', () => {
  const observation = (properties: object): object => ({
    resourceType: 'Observation',
    status: 'final',
    code: { text: 'x' },
    ...properties,
  });
  const element = (name: string, slicing: Slicing, slices: Record<string, ElementTable>): ProfileTable =>
    profile('Observation', { [name]: { slicing, slices } });
  const value = (path: string): Slicing => ({ by: [{ type: 'value', path }], rules: 'closed' });

  test('a code in a coding in a concept', () => {
    const strict = element('component', value('code.coding.code'), {
      systolic: { children: { code: { children: { coding: { children: { code: { fixed: '8480-6' } } } } } } },
      diastolic: {
        children: { code: { children: { coding: { children: { code: { fixed: '8462-4' } } } } } },
      },
    });
    const component = (...codes: string[]): object => ({
      code: { coding: codes.map((item) => ({ code: item })) },
    });
    expect(
      findings(observation({ component: [component('8480-6'), component('8462-4')] }), [strict]),
    ).toEqual([]);
    const [issue] = issuesOf(observation({ component: [component('8480-5')] }), [strict]);
    expect(issue).toMatchObject({
      code: 'slicing.closed',
      params: { nearest: 'systolic' },
      because: [
        {
          pointer: '/component/0/code/coding/0/code',
          params: { expected: '"8480-6"', found: 'a string of at most 10 characters, like 8480-6' },
        },
      ],
    });
  });

  test('an item in two slices is ambiguous', () => {
    const strict = element('category', value('coding.code'), {
      a: { children: { coding: { children: { code: { fixed: 'A' } } } } },
      b: { children: { coding: { children: { code: { fixed: 'B' } } } } },
    });
    const [issue] = issuesOf(observation({ category: [{ coding: [{ code: 'A' }, { code: 'B' }] }] }), [
      strict,
    ]);
    expect(issue).toMatchObject({
      code: 'slicing.ambiguous',
      pointer: '/category/0',
      params: { slices: ['a', 'b'] },
    });
  });

  test('a value in slices further down: all required ones', () => {
    const coding = (first: string, second: string): ElementTable => ({
      children: {
        code: {
          children: {
            coding: {
              slicing: { by: [{ type: 'value', path: 'system' }], rules: 'open' },
              slices: {
                first: {
                  min: 1,
                  children: { system: { fixed: 'http://one.example' }, code: { fixed: first } },
                },
                second: {
                  min: 1,
                  children: { system: { fixed: 'http://two.example' }, code: { fixed: second } },
                },
              },
            },
          },
        },
      },
    });
    const strict = element('component', value('code'), { x: coding('1', 'a'), y: coding('2', 'b') });
    const component = (first: string, second: string): object => ({
      code: {
        coding: [
          { system: 'http://two.example', code: second },
          { system: 'http://one.example', code: first },
        ],
      },
    });
    expect(
      findings(observation({ component: [component('1', 'a'), component('2', 'b')] }), [strict]),
    ).toEqual([]);
    expect(findings(observation({ component: [component('1', 'b')] }), [strict])).toEqual([
      'slicing.closed Observation.component[0]',
    ]);
  });

  test('the part of a pattern that stands above the discriminator', () => {
    const strict = element('category', value('coding.code'), {
      a: { pattern: { coding: [{ system: 'http://a.example', code: 'A' }] } },
    });
    expect(
      findings(observation({ category: [{ coding: [{ system: 'http://a.example', code: 'A' }] }] }), [
        strict,
      ]),
    ).toEqual([]);
    expect(
      findings(observation({ category: [{ coding: [{ system: 'http://a.example', code: 'B' }] }] }), [
        strict,
      ]),
    ).toEqual(['slicing.closed Observation.category[0]']);
  });

  test('$this, by pattern and by required binding', () => {
    const strict = element(
      'category',
      { by: [{ type: 'pattern', path: '$this' }], rules: 'closed' },
      {
        a: { pattern: { text: 'a' } },
        bound: { binding: code('http://example.org/ValueSet/b', { 'http://b.example': ['B'] }) },
      },
    );
    expect(
      findings(
        observation({ category: [{ text: 'a' }, { coding: [{ system: 'http://b.example', code: 'B' }] }] }),
        [strict],
      ),
    ).toEqual([]);
    expect(findings(observation({ category: [{ text: 'c' }] }), [strict])).toEqual([
      'slicing.closed Observation.category[0]',
    ]);
  });

  test('presence', () => {
    const strict = element(
      'category',
      { by: [{ type: 'exists', path: 'text' }], rules: 'open' },
      {
        coded: { max: 1, children: { text: { max: 0 } } },
        text: { max: 1, children: { text: { min: 1 } } },
      },
    );
    const coded = { coding: [{ code: 'a' }] };
    expect(findings(observation({ category: [coded, { text: 'x' }] }), [strict])).toEqual([]);
    expect(findings(observation({ category: [coded, coded] }), [strict])).toEqual([
      'slicing.maximum Observation.category',
    ]);
  });

  test('the type of a resource', () => {
    const strict = profile('Bundle', {
      entry: {
        slicing: { by: [{ type: 'type', path: 'resource' }], rules: 'closed' },
        slices: { patient: { max: 1, children: { resource: { types: ['Patient'] } } } },
      },
    });
    const bundle = (...types: string[]): object => ({
      resourceType: 'Bundle',
      type: 'collection',
      entry: types.map((resourceType) => ({ resource: { resourceType } })),
    });
    expect(findings(bundle('Patient'), [strict])).toEqual([]);
    expect(findings(bundle('Patient', 'Patient', 'Organization'), [strict])).toEqual([
      'slicing.maximum Bundle.entry',
      'slicing.closed Bundle.entry[2]',
    ]);
  });
});

describe('slices that cannot be told', () => {
  test('a slice without a discriminating value is reported once and raises no error', () => {
    const unsure = sliced('closed', { nhs: { min: 1, max: 1, children: { value: { min: 1 } } } });
    expect(findings(patient(other, other, other), [unsure])).toEqual([
      'cannot-check.slicing Patient.identifier',
    ]);
    expect(findings({ resourceType: 'Patient' }, [unsure])).toEqual(['cannot-check.slicing Patient']);
  });

  test('slices told by the same value are the fault of the definition', () => {
    const twins = sliced('open', { nhs: { min: 1, children: { system: { fixed: LOCAL } } } });
    expect(findings(patient(other), [twins])).toEqual(['cannot-check.slicing Patient.identifier']);
  });

  test('a discriminator that leads out of the item cannot be evaluated', () => {
    const outside = sliced('open', {
      by: [{ type: 'value', path: 'assigner.resolve().name' }],
      nhs: { min: 1 },
    });
    expect(findings(patient(other), [outside])).toEqual(['cannot-check.slicing Patient.identifier']);
  });
});

describe('several slicings of one element', () => {
  test('an item is judged by its slices of all profiles that judge the resource', () => {
    const first = { ...sliced('open'), url: 'http://example.org/first' };
    const second = {
      ...profile('Patient', {
        identifier: {
          slicing: { by: [{ type: 'value', path: 'use' }], rules: 'open' },
          slices: { official: { children: { use: { fixed: 'official' }, period: { min: 1 } } } },
        },
      }),
      url: 'http://example.org/second',
    };
    const meta = { profile: [first.url, second.url] };
    const value = { resourceType: 'Patient', meta, identifier: [{ system: NHS, use: 'official' }] };
    expect(issuesOf(value, [first, second]).map(({ source }) => source)).toEqual([
      'http://example.org/first|1.0.0#Patient.identifier:nhsNumber.value',
      'http://example.org/second|1.0.0#Patient.identifier:official.period',
    ]);
  });
});
