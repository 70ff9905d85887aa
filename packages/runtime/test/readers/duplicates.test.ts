import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readJson } from '../../src/readers/index.js';
import { expectLinear } from '../helpers/growth.js';

function duplicates(text: string): { path: string; pointer: string; at: string }[] {
  const result = readJson(text, { shows: () => true });
  if (!result.ok) throw new Error('expected a value');
  return result.issues.map((issue) => {
    expect(issue.code).toBe('input.duplicate-key');
    return { path: issue.path, pointer: issue.pointer, at: `${issue.line}:${issue.column}` };
  });
}

describe('duplicate keys', () => {
  test('are told at the later key, with path and pointer; the last value is used', () => {
    const text = '{"resourceType":"Patient",\n "name":[{"text":"a"},{"text":"b",\n  "text":"c"}]}';
    expect(duplicates(text)).toEqual([{ path: 'Patient.name[1].text', pointer: '/name/1/text', at: '3:3' }]);
    expect(readJson(text)).toMatchObject({ value: { name: [{ text: 'a' }, { text: 'c' }] } });
  });

  test.each([
    ['in the root', '{"a":1,"a":2}', ['/a']],
    ['three times', '{"a":1,"a":2,"a":3}', ['/a', '/a']],
    ['escaped and plain', '{"id":1,"\\u0069d":2}', ['/id']],
    ['plain and escaped', '{"\\u0069\\u0064":1,"id":2}', ['/id']],
    ['both escaped, differently', '{"\\u0069d":1,"i\\u0064":2}', ['/id']],
    ['with an escaped quote', '{"a\\"":1,"a\\"":2}', ['/a"']],
    ['with an escaped backslash at the end', '{"a\\\\":1,"a\\\\":2}', ['/a\\']],
    ['empty', '{"":1,"":2}', ['/']],
    ['with slashes', '{"a/b~":1,"a/b~":2}', ['/a~1b~0']],
    ['__proto__', '{"__proto__":1,"__proto__":2}', ['/__proto__']],
    ['after a number', '{"a":1,"b":{"c":2},"a":3}', ['/a']],
    ['after a word', '{"a":null ,"a" : true}', ['/a']],
    ['after a string that looks like structure', '{"a":"}{][,:\\"","a":1}', ['/a']],
    ['after an array of scalars', '{"a":["x",1,"y"],"b":"a","a":1}', ['/a']],
    ['behind a scalar item', '[1,{"a":1},"x",{"a":1,"a":2}]', ['/3/a']],
    ['with blanks before colons', '{"a" \n:\t1 , "a"\r\n: 2}', ['/a']],
    ['inside the value of a duplicate', '{"a":{"b":1,"b":2},"a":{"b":1}}', ['/a/b', '/a']],
  ])('%s', (_, text, pointers) => {
    expect(duplicates(text).map((duplicate) => duplicate.pointer)).toEqual(pointers);
  });

  test.each([
    ['the same key in different objects', '{"a":{"a":{"a":1}},"b":[{"a":1},{"a":1}]}'],
    ['a value equal to a key', '{"a":"a","b":"b","c":["a","a","c"]}'],
    ['keys that differ in case', '{"a":1,"A":2}'],
    ['keys of one length, beginning, middle and end', '{"abcde":1,"aXcYe":2}'],
    ['a key as text in a string', '{"a":"\\"a\\":1,","b":",\\"b\\":"}'],
    ['a key that is its own escape spelled out', '{"\\\\u0069d":1,"id":2}'],
  ])('none: %s', (_, text) => {
    expect(duplicates(text)).toEqual([]);
  });

  test('are found in objects of any size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(), (size, at) => {
        const keys = Array.from({ length: size }, (_, n) => `k${n}`);
        const again = keys[at % size]!;
        const text = `{${[...keys, again].map((key) => `"${key}":0`).join(',')}}`;
        expect(duplicates(text).map((duplicate) => duplicate.pointer)).toEqual([`/${again}`]);
      }),
    );
  });

  test('are as many as a plain recursive reader counts', () => {
    const key = fc.constantFrom('a', 'b', 'ab', '\\u0061', 'a\\u0062', '\\"', '');
    const object = fc.letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom('1', '"a"', '"\\"{"', 'null'),
        fc
          .array(fc.tuple(key, tie('node')), { maxLength: 6 })
          .map((members) => `{${members.map(([name, node]) => `"${name}": ${node}`).join(',')}}`),
        fc.array(tie('node'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
      ),
    })).node;
    fc.assert(
      fc.property(object, (text) => {
        expect(duplicates(text).length).toBe(countRepeats(text));
      }),
      { numRuns: 1000 },
    );
  });

  test('are told by their place where their name may not be shown', () => {
    const text =
      '{"resourceType":"Smith","name":[{"text":"a"},{"Jones":"b","text":1,"text":"c"}],"Ann":1,"Ann":2}';
    const shows = (name: string) => name === 'name' || name === 'text';
    expect(readJson(text, { shows }).issues.map(({ path, pointer }) => [path, pointer])).toEqual([
      ['$.name[1].text', '/name/1/text'],
      ['$.`{4}`', '/{4}'],
    ]);
    const [, second] = readJson(text).issues;
    expect(second).toMatchObject({ params: { property: '`{4}`' }, line: 1 });
    expect(JSON.stringify(readJson(text).issues)).not.toMatch(/Smith|Jones|Ann|name|text"/);
  });

  test('are limited in number, never in what is read', () => {
    const text = `{${'"a":1,'.repeat(5000)}"b":2}`;
    const result = readJson(text, { maxIssues: 10 });
    expect(result.issues).toHaveLength(10);
    expect(result).toMatchObject({ ok: true, value: { a: 1, b: 2 } });
  });

  test.each([
    ['arrays', '[', ']', 0],
    ['objects', '{"a":', '}', 'a'],
    ['arrays of objects', '[{"a":', '}]', '0/a'],
  ])('below many levels of %s', (_, opening, closing, step) => {
    for (const depth of [1, 15, 16, 31, 32, 63, 64, 99]) {
      const text = `${opening.repeat(depth)}{"k":1,"k":2}${closing.repeat(depth)}`;
      expect(duplicates(text).map((duplicate) => duplicate.pointer)).toEqual([
        `/${step}`.repeat(depth) + '/k',
      ]);
    }
  });

  test('in a small object after a large one of the same level', () => {
    const large = `{${Array.from({ length: 50 }, (_, n) => `"k${n}":0`).join(',')}}`;
    expect(duplicates(`[${large},{"k1":0,"k2":0},{"k3":0,"k3":0}]`)).toMatchObject([{ pointer: '/2/k3' }]);
  });

  test('one in an object of 100,000 keys, at the second key', () => {
    const members = Array.from({ length: 100_000 }, (_, n) => `"k${n}":0`);
    const text = `{${members.join(',\n')},\n  "k7":1}`;
    expect(duplicates(text)).toEqual([{ path: '$.k7', pointer: '/k7', at: '100001:3' }]);
  });

  test('in objects of many keys, in linear time', () => {
    expectLinear(
      (size) => `{${Array.from({ length: size }, (_, n) => `"k${n}":0`).join(',')}}`,
      4000,
      (text) => expect(duplicates(text)).toEqual([]),
    );
  });

  test('long keys whose length and sampled characters agree stay linear', () => {
    const object = (seed: number, length: number): string => {
      const keys = Array.from(
        { length: 17 },
        (_, n) => `"a${String(seed * 17 + n).padStart(6, '0')}${'x'.repeat(length)}"`,
      );
      return `{${keys.map((key) => `${key}:0`).join(',')}}`;
    };
    expectLinear(
      (size) => `[${Array.from({ length: 10 }, (_, n) => object(n, size)).join(',')}]`,
      1000,
      (text) => expect(duplicates(text)).toEqual([]),
    );
  });
});

/** A plain recursive reader of well-formed JSON without numbers of more than one digit: the witness. */
function countRepeats(text: string): number {
  let i = 0;
  let repeats = 0;
  const string = (): string => {
    const from = i++;
    while (text[i] !== '"') i += text[i] === '\\' ? 2 : 1;
    return JSON.parse(text.slice(from, ++i)) as string;
  };
  const value = (): void => {
    while (text[i] === ' ') i++;
    if (text[i] === '"') string();
    else if (text[i] === '{' || text[i] === '[') {
      const isObject = text[i++] === '{';
      const seen = new Set<string>();
      while (text[i] !== '}' && text[i] !== ']') {
        if (text[i] === ',' || text[i] === ' ') {
          i++;
          continue;
        }
        if (isObject) {
          const name = string();
          if (seen.has(name)) repeats++;
          seen.add(name);
          i++;
        }
        value();
      }
      i++;
    } else while (i < text.length && !',]}'.includes(text[i]!)) i++;
  };
  value();
  return repeats;
}
