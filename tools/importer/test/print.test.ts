import { describe, expect, it } from 'vitest';
import { contentHash } from '../src/output/names.js';
import { print } from '../src/output/print.js';
import type { Facts } from '../src/sources/library.js';

describe('facts are printed for reading and for diffs', () => {
  it('an element takes a line a property, a short type stays on its line', () => {
    const facts = { element: [{ id: 'A.b', min: 1, type: [{ code: 'Extension' }], missing: undefined }] };
    expect(print(facts)).toBe(
      ['{', '  "element": [', '    {', '      "id": "A.b",', '      "min": 1,']
        .concat(['      "type": [{ "code": "Extension" }]', '    }', '  ]', '}', ''])
        .join('\n'),
    );
  });

  it('a concept takes a line, and nested ones their own', () => {
    const long = 'x'.repeat(150);
    expect(
      print({
        concept: [
          { code: 'a', display: long },
          { code: 'b', concept: [{ code: 'c' }] },
        ],
      }),
    ).toBe(
      [
        '{',
        '  "concept": [',
        `    { "code": "a", "display": "${long}" },`,
        '    {',
        '      "code": "b",',
        '      "concept": [',
        '        { "code": "c" }',
        '      ]',
        '    }',
        '  ]',
        '}',
        '',
      ].join('\n'),
    );
  });

  it('what does not fit is spread', () => {
    const profile = ['a', 'b'].map((each) => each.repeat(60));
    expect(print({ type: [{ code: 'R', profile }] }).split('\n')).toHaveLength(12);
  });

  it('is the JSON it came from', () => {
    const value = {
      a: [],
      b: {},
      element: [],
      c: [1, 'two', [true, null]],
      concept: [{ code: '"\\\u2028' }],
    };
    expect(JSON.parse(print(value))).toEqual(value);
  });

  it('the name of a file does not depend on how it is printed', () => {
    const facts = { resourceType: 'ValueSet', url: 'urn:v', name: 'V' } as Facts;
    expect(contentHash(JSON.parse(print(facts)) as Facts)).toBe(contentHash(facts));
    expect(contentHash(facts)).toMatch(/^[0-9a-f]{8}$/);
  });
});
