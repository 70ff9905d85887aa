import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { convertText } from '../../src/index.js';
import { Catalog } from '../../src/nodes/catalog.js';
import { miniSpec, types } from '../helpers/mini.js';
import { Values } from '../helpers/values.js';

const spec = miniSpec();
const values = new Values(new Catalog(spec), Object.keys(types));

/** The converted text; a refusal fails the test with its reasons. */
function converted(text: string, to: 'json' | 'xml'): string {
  const result = convertText(text, spec, { to });
  if (!result.ok)
    throw new Error(`${text}\n${result.issues.map(({ path, message }) => `${path} ${message}`).join('\n')}`);
  return result.text;
}

describe('whatever the tables allow goes from one format to the other and back', () => {
  test('JSON → XML → JSON gives the same value', () => {
    fc.assert(
      fc.property(values.resource(), (value) => {
        const xml = converted(JSON.stringify(value), 'xml');
        expect(JSON.parse(converted(xml, 'json'))).toEqual(value);
      }),
      { seed: 6, numRuns: 1000 },
    );
  });

  test('XML → JSON → XML gives the same text', () => {
    fc.assert(
      fc.property(values.resource(), (value) => {
        const xml = converted(JSON.stringify(value), 'xml');
        expect(converted(converted(xml, 'json'), 'xml')).toBe(xml);
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  const digits = fc.stringMatching(/^[0-9]{1,30}$/);
  test('decimals keep every digit', () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        digits,
        digits,
        fc.constantFrom('', 'e5', 'E-10', 'e+400'),
        (isNegative, a, b, e) => {
          const number = `${isNegative ? '-' : ''}${a.replace(/^0+(?=.)/, '')}.${b}${e}`;
          const json = `{"resourceType":"Observation","valueQuantity":{"value":${number}}}`;
          const xml = converted(json, 'xml');
          expect(xml).toContain(`<value value="${number}"/>`);
          expect(converted(xml, 'json')).toContain(`"value": ${number}`);
          expect(converted(json, 'json')).toContain(`"value": ${number}`);
        },
      ),
      { seed: 8, numRuns: 500 },
    );
  });
});
