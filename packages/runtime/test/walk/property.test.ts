import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createValidator, pointerSegments, type Issue } from '../../src/index.js';
import { extension, miniSpec, profile } from '../helpers/mini.js';

const flag = extension('flag', { types: ['boolean'] }, { context: ['Patient'] });
const strict = profile('Patient', {
  identifier: {
    min: 1,
    slicing: { by: [{ type: 'value', path: 'system' }], rules: 'closed' },
    slices: {
      nhs: { min: 1, children: { system: { fixed: 'a' } } },
      other: { children: { system: { fixed: 'b' } } },
    },
  },
  birthDate: { children: { extension: { min: 1 } } },
});
const validator = createValidator(miniSpec([strict, flag]));

const KEYS = [
  'resourceType', 'id', 'meta', 'profile', 'contained', 'extension', 'modifierExtension', 'url', 'valueBoolean',
  'valueString', 'identifier', 'system', 'value', 'use', 'name', 'given', '_given', 'birthDate', '_birthDate', 'gender',
  'contact', 'managingOrganization', 'reference', 'entry', 'resource', 'fullUrl', 'type', 'code', 'coding', 'component',
  'valueQuantity', 'item', 'linkId', 'parameter', 'part', '__proto__', 'constructor', 'length', '', '/', '~', '_',
]; // prettier-ignore
const VALUES = [
  'Patient',
  'Bundle',
  'Observation',
  'Questionnaire',
  'a',
  'b',
  '#x',
  'Patient/1',
  flag.url,
  strict.url,
  '',
];

const { json } = fc.letrec<{ json: unknown; leaf: unknown; object: unknown }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 6, depthSize: 'medium' },
    tie('leaf'),
    tie('object'),
    fc.array(tie('json'), { maxLength: 4 }),
  ),
  leaf: fc.oneof(fc.constantFrom(...VALUES), fc.string(), fc.double(), fc.boolean(), fc.constant(null)),
  object: fc
    .array(fc.tuple(fc.constantFrom(...KEYS), tie('json')), { maxLength: 6 })
    // Through text, so that `__proto__` becomes a property as it does in a payload.
    .map(
      (entries) =>
        JSON.parse(
          `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join()}}`,
        ) as unknown,
    ),
}));

function resolves(root: unknown, pointer: string): boolean {
  const segments = pointerSegments(pointer);
  let value = root;
  for (const [i, segment] of segments.entries()) {
    if (typeof value !== 'object' || value === null) return false;
    if (!Object.hasOwn(value, segment)) return i === segments.length - 1;
    value = (value as Readonly<Record<string, unknown>>)[segment];
  }
  return true;
}

function* all(issues: readonly Issue[]): Generator<Issue> {
  for (const issue of issues) {
    yield issue;
    yield* all(issue.because ?? []);
  }
}

describe('for any JSON', () => {
  const resources = fc
    .tuple(fc.constantFrom('Patient', 'Bundle', 'Observation', 'Questionnaire', 'Parameters'), json)
    .map(([resourceType, rest]) => ({
      resourceType,
      ...(typeof rest === 'object' && rest !== null && !Array.isArray(rest) ? rest : { name: rest }),
    }));

  test('validation never throws, and every finding points into the value or to what lacks something', () => {
    fc.assert(
      fc.property(fc.oneof(json, resources), (value) => {
        const report = validator.validate(value);
        for (const issue of all(report.issues)) {
          expect(resolves(value, issue.pointer), `${issue.code} ${issue.pointer}`).toBe(true);
          expect(issue.message.length).toBeGreaterThan(0);
          expect(issue.source.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('a second validation finds the same: nothing carries over', () => {
    fc.assert(
      fc.property(resources, (value) => {
        const fresh = createValidator(miniSpec([strict, flag])).validate(value);
        expect(validator.validate(value).issues).toEqual(fresh.issues);
        expect(validator.validate(value).issues).toEqual(fresh.issues);
      }),
      { numRuns: 500 },
    );
  });

  test('findings come in document order', () => {
    fc.assert(
      fc.property(resources, (value) => {
        const orders = validator
          .validate(value, { showValues: true })
          .issues.map(({ pointer }) => textOrder(value, pointer));
        expect(orders).toEqual([...orders].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
      }),
      { numRuns: 500 },
    );
  });
});

/** The place of a pointer in the value's text, as a string that sorts like it. */
function textOrder(root: unknown, pointer: string): string {
  let value = root;
  let order = '';
  for (const segment of pointerSegments(pointer)) {
    const index = Array.isArray(value) ? Number(segment) : Object.keys(value as object).indexOf(segment);
    order += `/${String(index < 0 ? 9999 : index).padStart(4, '0')}`;
    value = index < 0 ? undefined : (value as Readonly<Record<string, unknown>>)[segment];
  }
  return order;
}
