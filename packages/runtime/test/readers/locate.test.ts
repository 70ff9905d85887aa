import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { locate, readJson } from '../../src/readers/index.js';
import { expectLinear } from '../helpers/growth.js';
import { countPosition, styles, values, write } from './written.js';

const TEXT = `{
  "resourceType": "Bundle",
  "entry": [
    { "resource": { "id": "a", "code": { "text": "x" } } },
    {
      "resource": {
        "id": "b",
        "_birthDate": { "extension": [] },
        "given": ["A", null, "B"]
      }
    }
  ]
}`;

describe('locate', () => {
  test.each([
    ['the root', '', 1, 1],
    ['a property: its key', '/entry', 3, 3],
    ['an item: its value', '/entry/1', 5, 5],
    ['a property on the line of others', '/entry/0/resource/code/text', 4, 42],
    ['a property far below', '/entry/1/resource/id', 7, 9],
    ['a sibling', '/entry/1/resource/_birthDate/extension', 8, 25],
    ['a null item', '/entry/1/resource/given/1', 9, 24],
    ['a missing property: the object', '/entry/1/resource/status', 6, 7],
    ['a missing item: the array', '/entry/7', 3, 3],
    ['a way through a scalar', '/resourceType/x/y', 2, 3],
    ['an index with a leading zero', '/entry/01/resource', 3, 3],
    ['a property of an array', '/entry/length', 3, 3],
    ['nothing at all', '/nothing/at/all', 1, 1],
  ])('%s', (_, pointer, line, column) => {
    expect(locate(TEXT, [pointer]).get(pointer)).toEqual({ line, column });
  });

  test('a byte-order mark takes no column', () => {
    expect(locate('\uFEFF{"a":1}', ['', '/a'])).toEqual(
      new Map([
        ['', { line: 1, column: 1 }],
        ['/a', { line: 1, column: 2 }],
      ]),
    );
  });

  test('a repeated key: the last one, and nothing below an earlier one', () => {
    const text = '{"a":{"b":1},\n"c":0,\n"a":{"d":2}}';
    expect([...locate(text, ['/a', '/a/b', '/a/d']).values()]).toEqual([
      { line: 3, column: 1 },
      { line: 3, column: 1 },
      { line: 3, column: 6 },
    ]);
  });

  test('every pointer of any value in any style, with and without the index, alone and together', () => {
    fc.assert(
      fc.property(values, styles, fc.nat(), (value, style, seed) => {
        const { text, offsets } = write(value, style);
        const read = readJson(text);
        expect(read.ok).toBe(true);
        if (!read.ok) return;
        const expected = new Map([...offsets].map(([pointer, at]) => [pointer, countPosition(text, at)]));
        expect(locate(text, offsets.keys(), read.index)).toEqual(expected);
        expect(locate(text, [...offsets.keys()].reverse())).toEqual(expected);
        const pointers = [...offsets.keys()];
        const one = pointers[seed % pointers.length]!;
        expect(locate(text, [one], read.index).get(one)).toEqual(expected.get(one));
        expect(locate(text, [`${one}/no such step`], read.index).get(`${one}/no such step`)).toEqual(
          expected.get(one),
        );
      }),
      { numRuns: 500 },
    );
  });

  test('ends on any text, whatever is asked for', () => {
    const pieces = fc.array(
      fc.constantFrom('{', '}', '[', ']', ',', ':', '"', '"a"', '1', ' ', '\n', '\\', 'x'),
      {
        maxLength: 30,
      },
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        const places = locate(parts.join(''), ['', '/a', '/a/a', '/0', '/0/0', '/1/a']);
        expect(places.size).toBe(6);
      }),
      { numRuns: 3000 },
    );
  });

  test('keys with separators, escapes and characters beyond ASCII, all in one call', () => {
    const text = '{"a/b":{"~":1},\n"~1":2,"é😀":3,\n"\\u00e9":4,"\\"":5,"\\\\":6,"":{"":7}}';
    expect([...locate(text, ['/a~1b', '/a~1b/~0', '/~01', '/é😀', '/é', '/"', '/\\', '/', '//'])]).toEqual([
      ['/a~1b', { line: 1, column: 2 }],
      ['/a~1b/~0', { line: 1, column: 9 }],
      ['/~01', { line: 2, column: 1 }],
      ['/é😀', { line: 2, column: 8 }],
      ['/é', { line: 3, column: 1 }],
      ['/"', { line: 3, column: 12 }],
      ['/\\', { line: 3, column: 19 }],
      ['/', { line: 3, column: 26 }],
      ['//', { line: 3, column: 30 }],
    ]);
  });

  test('no pointers, no places', () => {
    expect(locate(TEXT, [])).toEqual(new Map());
  });

  test('a __proto__ key is a key like others', () => {
    expect(locate('{"a":1,"__proto__":{"b":2}}', ['/__proto__/b', '/constructor'])).toEqual(
      new Map([
        ['/__proto__/b', { line: 1, column: 21 }],
        ['/constructor', { line: 1, column: 1 }],
      ]),
    );
  });

  test('a pointer to every leaf of a long text is one pass, not one a pointer', () => {
    const make = (size: number): { text: string; pointers: string[] } => {
      const entry = Array.from({ length: size }, (_, n) => ({
        resource: { id: `r${n}`, code: { text: 'x' } },
      }));
      return {
        text: JSON.stringify({ entry }, null, 2),
        pointers: entry.map((_, n) => `/entry/${n}/resource/code/missing`),
      };
    };
    expectLinear(make, 500, ({ text, pointers }) => locate(text, pointers));
    const { text, pointers } = make(2000);
    expect(locate(text, pointers).get('/entry/1999/resource/code/missing')).toEqual(
      locate(text, ['/entry/1999/resource/code']).get('/entry/1999/resource/code'),
    );
  });

  test('a pointer of many steps and a text of many levels cost their length', () => {
    expectLinear(
      (size) => '/a'.repeat(size),
      4000,
      (pointer) => locate(TEXT, [pointer]),
    );
    expectLinear(
      (size) => '{"a":'.repeat(size) + '1' + '}'.repeat(size),
      4000,
      (text) => locate(text, ['/a/a/b', '/b']),
    );
  });
});

describe('places told by the value', () => {
  test.each([
    ['keys that the engine puts in another order', '{"b":{"c":1},\n"1":{"c":2}}', '/1/c', 2, 6],
    ['items without strings among others', '{"a":[{},\n{"b":1},\n[],\n{"b":[1,\n2]}]}', '/a/3/b/1', 5, 1],
    ['an empty object at the end', ' {"a":[\n{}]}', '/a/0', 2, 1],
    ['escaped quotes before', '{"a":"\\"\\\\",\n"b":"\\\\\\"",\n"c":0}', '/c', 3, 1],
    ['a repeated key before', '{"a":"x","a":{"b":"y"},\n"c":0}', '/c', 2, 1],
  ])('%s', (_, text, pointer, line, column) => {
    const read = readJson(text);
    expect(read.ok && locate(text, [pointer], read.index).get(pointer)).toEqual({ line, column });
  });

  test('a repeated key whose first value had strings is told', () => {
    const read = readJson('{"a":{"b":"c"},"d":"e","a":1}', { shows: () => true });
    expect(read.issues.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual(['input.duplicate-key /a']);
  });
});
