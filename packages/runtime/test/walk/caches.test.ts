/** The walker remembers much of what it met before. None of it may show in what it finds. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createValidator, type Issue } from '../../src/index.js';
import { findings } from '../helpers/findings.js';
import { extension, miniSpec, profile } from '../helpers/mini.js';

const flag = extension('flag', { types: ['boolean'] }, { context: ['Patient'] });
const note = extension('note', { types: ['string'] }, { context: ['Observation'] });
const practitioner = profile('Practitioner', { identifier: { min: 1 } });
const patient = profile('Patient', {
  identifier: {
    slicing: { by: [{ type: 'value', path: 'system' }], rules: 'closed' },
    slices: {
      nhs: { max: 1, children: { system: { fixed: 'http://a.example' }, value: { min: 1 } } },
      other: { children: { system: { fixed: 'http://b.example' } } },
    },
  },
  managingOrganization: {
    types: [
      { code: 'Reference', targets: ['Organization', 'Practitioner'], targetProfiles: [practitioner.url] },
    ],
  },
});
const spec = () => miniSpec([patient, practitioner, flag, note]);

const id = fc.constantFrom('p-1', 'o-1', 'o-2', 'g-1', 'g 2', 'bad\u0007id', '');
const system = fc.constantFrom(
  'http://a.example',
  'http://b.example',
  'http://c.example',
  'with blank',
  '',
  5,
);
const reference = fc.oneof(
  fc.record(
    {
      reference: fc
        .tuple(fc.constantFrom('Patient', 'Organization', 'Practitioner', 'Nothing'), id)
        .map(([type, of]) => `${type}/${of}`),
      display: fc.constantFrom('Somebody', ''),
    },
    { requiredKeys: ['reference'] },
  ),
  fc.constantFrom<unknown>({ reference: '#x' }, {}, 'Patient/p-1', null),
);
const extensions = fc.array(
  fc.record(
    {
      url: fc.constantFrom(flag.url, note.url, 'http://unknown.example', 'part', ''),
      valueBoolean: fc.constantFrom(true, 'true'),
    },
    { requiredKeys: ['url'] },
  ),
  { minLength: 1, maxLength: 3 },
);
const meta = fc.constantFrom(
  { profile: [patient.url] },
  { profile: [practitioner.url] },
  { profile: ['http://unknown.example/profile'] },
  { profile: [practitioner.url, 'http://unknown.example/profile'] },
);
const resource = fc.record(
  {
    resourceType: fc.constantFrom('Patient', 'Organization', 'Practitioner', 'Observation', 'Unknown'),
    id,
    meta,
    extension: extensions,
    identifier: fc.array(fc.record({ system, value: fc.constantFrom('1', '1 ', '') }), { maxLength: 3 }),
    name: fc.constantFrom<unknown>('Name', '', [{ family: 'Example', given: ['A', 'A', ''] }]),
    alias: fc.array(fc.constantFrom('one', 'two', ''), { maxLength: 4 }),
    gender: fc.constantFrom('male', 'none', ''),
    managingOrganization: reference,
    partOf: reference,
    subject: reference,
    generalPractitioner: fc.array(reference, { minLength: 1, maxLength: 3 }),
  },
  { requiredKeys: ['resourceType'] },
);
const entries = fc.array(resource, { minLength: 1, maxLength: 8 });

/** What each entry is found to have, by the entry's number; what is told once a run is left out. */
function byEntry(issues: readonly Issue[], numbers: readonly number[]): string[] {
  return issues
    .filter(({ code }) => !code.startsWith('cannot-check') && code !== 'bundle.duplicate-entry')
    .filter(({ code }) => code !== 'reference.ambiguous')
    .map(({ code, pointer, source, message }) => {
      const place = pointer.replace(/^\/entry\/(\d+)/, (_, at: string) => `entry ${numbers[Number(at)]}`);
      return `${place} ${code} ${source} ${message}`;
    })
    .sort();
}

const bundle = (resources: readonly unknown[]): object => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: resources.map((resource) => ({ resource })),
});

describe('what was met before makes no difference', () => {
  const warm = createValidator(spec());

  test('an entry has the same findings wherever it stands in the record', () => {
    fc.assert(
      fc.property(
        entries.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray([...list.keys()], { minLength: list.length })),
        ),
        ([list, order]) => {
          const there = warm.validate(bundle(list)).issues;
          const moved = createValidator(spec()).validate(bundle(order.map((n) => list[n]))).issues;
          // Of entries that share type and id, references lead to the first, which is another one now.
          const ids = list.map(({ resourceType, id: of }) => `${resourceType}/${of ?? Math.random()}`);
          fc.pre(new Set(ids).size === ids.length);
          expect(byEntry(moved, order)).toEqual(byEntry(there, [...list.keys()]));
        },
      ),
      { numRuns: 300 },
    );
  });

  test('a validator that saw other records finds what a new one finds', () => {
    fc.assert(
      fc.property(entries, (list) => {
        const fresh = createValidator(spec()).validate(bundle(list)).issues;
        expect(warm.validate(bundle(list)).issues).toEqual(fresh);
      }),
      { numRuns: 300 },
    );
  });

  test('the order of keys changes no finding', () => {
    const turned = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(turned);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, item]) => [key, turned(item)]),
      );
    };
    fc.assert(
      fc.property(entries, (list) => {
        const numbers = [...list.keys()];
        const plain = byEntry(warm.validate(bundle(list)).issues, numbers);
        expect(byEntry(warm.validate(turned(bundle(list))).issues, numbers)).toEqual(plain);
      }),
      { numRuns: 200 },
    );
  });

  test('an empty text is found at once, and again', () => {
    expect(findings({ resourceType: 'Organization', name: '', alias: ['', ''] })).toEqual([
      'structure.empty Organization.name',
      'structure.empty Organization.alias[0]',
      'structure.empty Organization.alias[1]',
    ]);
  });

  test('texts that alternate are found wrong each time', () => {
    const alias = ['a', ' b', 'a', ' b', 'c', 'a'];
    expect(
      findings({ resourceType: 'Organization', alias: alias.map((text) => text.replace(' ', '\u0001')) }),
    ).toEqual(['value.format Organization.alias[1]', 'value.format Organization.alias[3]']);
  });
});
