import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { convertText, createValidator, readText } from '../../src/index.js';
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

/** Pointers to every property and item of a value. */
function pointersOf(value: unknown, pointer = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [
    `${pointer}/${key}`,
    ...pointersOf(item, `${pointer}/${key}`),
  ]);
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

  test('it is judged alike in both, whatever is wrong with it', () => {
    const { validateText } = createValidator(spec);
    const found = (text: string) =>
      validateText(text)
        .issues.map(({ code, path }) => `${code} ${path}`)
        .sort();
    fc.assert(
      fc.property(values.resource(), (value) => {
        const json = JSON.stringify(value);
        expect(found(converted(json, 'xml'))).toEqual(found(json));
      }),
      { seed: 9, numRuns: 500 },
    );
  });

  test('every pointer leads to its element', () => {
    fc.assert(
      fc.property(values.resource(), (value) => {
        const xml = converted(JSON.stringify(value), 'xml');
        const lines = xml.split('\n');
        const pointers = pointersOf(value);
        const read = readText(xml, { spec });
        if (!read.ok) throw new Error('not read');
        const places = read.locate(pointers);
        for (const pointer of pointers) {
          const { line, column } = places.get(pointer)!;
          // Attributes are at their element; a resource's type at the element that it names.
          const names = pointer.split('/').filter((name) => !/^[0-9]+$/.test(name));
          const last = names.pop()!;
          const name = last === 'url' || last === 'id' ? (names.pop() ?? 'id') : last;
          const at = lines[line - 1]!.slice(column - 1);
          if (name === 'resourceType') expect(at).toMatch(/^<[A-Z]/);
          // The id of a resource is an element of its own.
          else expect([`<${name.replace(/^_/, '')}`, `<${last}`]).toContain(/^<[A-Za-z]+/.exec(at)?.[0]);
        }
      }),
      { seed: 10, numRuns: 300 },
    );
  });
});
