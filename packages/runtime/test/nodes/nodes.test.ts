import { describe, expect, test } from 'vitest';
import { BindingNode } from '../../src/nodes/binding.js';
import { Catalog } from '../../src/nodes/catalog.js';
import { closeness, distance } from '../../src/nodes/closeness.js';
import { sliceMatcher } from '../../src/nodes/discriminator.js';
import type { ObjectNode } from '../../src/nodes/object.js';
import { equal, includes } from '../../src/nodes/values.js';
import { extension, miniSpec, profile } from '../helpers/mini.js';

describe('compiled nodes', () => {
  test('a data type without constraints is compiled once for all elements that have it', () => {
    const catalog = new Catalog(miniSpec());
    const patient = catalog.resourceNode('Patient', []);
    const practitioner = catalog.resourceNode('Practitioner', []);
    expect(patient.properties.get('name')!.content).toBe(practitioner.properties.get('name')!.content);
    expect(catalog.resourceNode('Patient', [])).toBe(patient);
  });

  test('a constrained one is compiled for its element, and inherits the rest', () => {
    const strict = profile('Patient', { name: { children: { family: { min: 1 } } } });
    const catalog = new Catalog(miniSpec([strict]));
    const name = catalog.resourceNode('Patient', [strict]).properties.get('name')!;
    expect(name.content).not.toBe(catalog.baseNode('HumanName'));
    expect([...name.content.properties.keys()]).toEqual([...catalog.baseNode('HumanName').properties.keys()]);
    expect(name.content.properties.get('family')!.cardinality).toMatchObject({ min: 1, max: 1 });
  });

  test('two profiles of one canonical are kept apart', () => {
    const first = profile('Patient', { gender: { min: 1 } });
    const second = profile('Patient', { birthDate: { min: 1 } });
    const catalog = new Catalog(miniSpec([first]));
    expect(catalog.resourceNode('Patient', [first])).not.toBe(catalog.resourceNode('Patient', [second]));
  });

  test('an extension is compiled once for all places, so that extensions in extensions make no further nodes', () => {
    const defined = extension('a', { types: ['string'] });
    const catalog = new Catalog(miniSpec([defined]));
    const list = (node: ObjectNode) => node.properties.get('extension')!.inSlices([], [defined]).content;
    const outer = list(catalog.resourceNode('Patient', []));
    expect(outer.contents).toHaveLength(2);
    expect(list(outer)).toBe(outer);
    expect(list(catalog.baseNode('Identifier'))).toBe(outer);
  });

  test('of several profiles at once, the combinations used last are kept', () => {
    const profiles = Array.from({ length: 12 }, (_, n) => profile('Patient', { [`x${n}`]: { max: 1 } }));
    const catalog = new Catalog(miniSpec(profiles));
    const pair = (a: number, b: number) => catalog.resourceNode('Patient', [profiles[a]!, profiles[b]!]);
    const first = pair(0, 1);
    expect(pair(0, 1)).toBe(first);
    for (let a = 2; a < 12; a++) for (let b = 2; b < 12; b++) pair(a, b);
    expect(pair(11, 11)).toBe(pair(11, 11));
    expect(pair(0, 1)).not.toBe(first);
  });

  test('elements of a type come after those of its base types', () => {
    const names = Object.keys(new Catalog(miniSpec()).elementsOf('Organization'));
    expect(names.slice(0, 5)).toEqual(['id', 'meta', 'implicitRules', 'language', 'text']);
    expect(names[names.length - 1]).toBe('partOf');
  });

  test('key sequences with the same keys share a verdict; hostile ones are not kept without end', () => {
    const node = new Catalog(miniSpec()).baseNode('HumanName');
    expect(node.shapeOf(['use', 'family'])).toBe(node.shapeOf(['use', 'family']));
    const first = node.shapeOf(['x0']);
    for (let i = 1; i < 1000; i++) node.shapeOf([`x${i}`]);
    expect(node.shapeOf(['x0'])).not.toBe(first);
    const long = Array.from({ length: 1000 }, (_, i) => `y${i}`);
    expect(node.shapeOf(long)).not.toBe(node.shapeOf(long));
  });

  test('tables are read when a payload needs them, and not before', () => {
    const spec = miniSpec();
    const read: string[] = [];
    const types = Object.fromEntries(
      Object.entries(spec.types).map(([name, table]) => [
        name,
        { ...table, elements: () => (read.push(name), table.elements()) },
      ]),
    );
    const catalog = new Catalog({ ...spec, types });
    expect(read).toEqual([]);
    catalog.resourceNode('Patient', []);
    expect(read).toEqual(['Patient']);
  });
});

describe('membership', () => {
  const systems = { 'http://a.example': ['A', 'B'], 'http://big.example': 'unlisted' as const };
  const node = new BindingNode({
    value: {
      strength: 'required',
      url: 'http://example.org/vs',
      valueSet: { url: 'http://example.org/vs', systems: () => systems },
    },
    source: 'x',
  });

  test.each([
    ['http://a.example', 'A', 'member'],
    ['http://a.example', 'C', 'not-member'],
    ['http://b.example', 'A', 'not-member'],
    ['http://big.example', 'A', 'unlisted'],
    [undefined, 'B', 'member'],
    [undefined, 'C', 'unlisted'],
    ['__proto__', 'A', 'not-member'],
  ] as const)('%s|%s is %s', (system, code, expected) => {
    for (let i = 0; i < 2; i++) expect(node.ask(system, code)).toBe(expected);
  });

  test('of a value set that is not published cannot be told', () => {
    const gone = new BindingNode({
      value: { strength: 'required', url: 'http://example.org/gone' },
      source: 'x',
    });
    expect([gone.isPublished, gone.ask('http://a.example', 'A')]).toEqual([false, 'unlisted']);
  });
});

describe('values', () => {
  test.each([
    [{ a: 1, b: [1, 2] }, { b: [1, 2], a: 1 }, true, true],
    [{ a: 1, b: 2 }, { a: 1 }, false, true],
    [[2, 1], [1, 2], false, true],
    [[1], [1, 2], false, false],
    ['a', 'a', true, true],
    ['a', 'A', false, false],
    [undefined, 'a', false, false],
    [{}, { toString: 'x' }, false, false],
    [['a'], 'a', false, false],
    [[], {}, false, false],
  ])('%j against %j: equal %s, included %s', (value, expected, isEqual, isIncluded) => {
    expect([equal(value, expected), includes(value, expected)]).toEqual([isEqual, isIncluded]);
  });
});

describe('discriminators without a value', () => {
  test.each([
    [{}, 'system'],
    [{ children: { value: { fixed: 'x' } } }, 'system'],
    [{ children: { system: { binding: { strength: 'required', url: 'http://gone.example' } } } }, 'system'],
    [{ children: { system: { fixed: 'x' } } }, 'resolve().system'],
  ] as const)('%j by %s tells nothing', (table, path) => {
    expect(sliceMatcher(table, [{ type: 'value', path }])).toBeNull();
  });

  test('a required binding of the type is in force where the slice states none', () => {
    const valueSet = { url: 'http://x.example/use', systems: () => ({ 'http://x.example': ['a', 'b'] }) };
    const use = { binding: { strength: 'required', url: valueSet.url, valueSet } } as const;
    const by = [{ type: 'value', path: 'use' }] as const;
    const matcher = sliceMatcher({ children: { use: { min: 1 } } }, by, { use })!;
    expect([matcher.matches({ use: 'a' }), matcher.matches({ use: 'c' }), matcher.matches({})]).toEqual([
      true,
      false,
      false,
    ]);
    const weak = { use: { binding: { ...use.binding, strength: 'extensible' } } } as const;
    expect(sliceMatcher({ children: { use: { min: 1 } } }, by, weak)).toBeNull();
    const fixed = sliceMatcher({ children: { use: { fixed: 'b' } } }, by, { use })!;
    expect([fixed.matches({ use: 'a' }), fixed.matches({ use: 'b' })]).toEqual([false, true]);
  });

  test('a value that the list has for all its items is one of the slice too', () => {
    const list = { children: { system: { fixed: 'a' } } };
    const matcher = sliceMatcher({}, [{ type: 'value', path: 'system' }], {}, list)!;
    expect([matcher.matches({ system: 'a' }), matcher.matches({ system: 'b' })]).toEqual([true, false]);
    const own = { children: { system: { fixed: 'b' } } };
    expect(sliceMatcher(own, [{ type: 'value', path: 'system' }], {}, list)!.matches({ system: 'b' })).toBe(
      true,
    );
  });

  test('a concept is told by its codes and by its value set together, and not by its words', () => {
    const valueSet = { url: 'http://x.example/kinds', systems: () => ({ 'http://x.example': ['a', 'b'] }) };
    const coding = { children: { code: { fixed: 'a' }, display: { fixed: 'Kind A' } } };
    const code = {
      binding: { strength: 'required', url: valueSet.url, valueSet },
      children: { coding },
    } as const;
    const matcher = sliceMatcher({ children: { code } }, [{ type: 'value', path: 'code' }])!;
    const concept = (system: string, code: string, display: string) => ({
      code: { coding: [{ system, code, display }] },
    });
    expect(matcher.matches(concept('http://x.example', 'a', 'Kind A'))).toBe(true);
    expect(matcher.matches(concept('http://x.example', 'a', 'kind a'))).toBe(true);
    expect(matcher.matches(concept('http://x.example', 'b', 'Kind A'))).toBe(false);
    expect(matcher.matches(concept('http://y.example', 'a', 'Kind A'))).toBe(false);
  });

  test('the one of two that has a value tells', () => {
    const matcher = sliceMatcher({ children: { code: { fixed: 'A' } } }, [
      { type: 'value', path: 'system' },
      { type: 'value', path: 'code' },
    ])!;
    expect([matcher.matches({ code: 'A' }), matcher.matches({ code: 'B' })]).toEqual([true, false]);
  });
});

describe('likeness of strings', () => {
  test('case and a final slash count least', () => {
    expect(closeness('http://A.example/', 'http://a.example')).toBeGreaterThan(
      closeness('http://a.example', 'http://b.example'),
    );
    expect(closeness('abc', 'xyz')).toBe(0);
    expect(closeness('x'.repeat(100_000), 'y')).toBe(0);
  });

  test('distance counts letters added, removed and changed', () => {
    expect([distance('', 'abc'), distance('kitten', 'sitting'), distance('a', 'a')]).toEqual([3, 3, 0]);
  });
});
