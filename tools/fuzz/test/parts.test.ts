/** The parts of a campaign: minimising, the trend of memory, the plain reader, the watch. */
import { describe, expect, test } from 'vitest';
import { growthOf } from '../src/campaign/memory.js';
import { minimise } from '../src/campaign/minimise.js';
import { watch } from '../src/campaign/watch.js';
import type { Found } from '../src/campaign/worker.js';
import { Lines, readPlainly } from '../src/check/plain-json.js';
import { put, RAW, write, type Json } from '../src/json.js';
import { Random } from '../src/random.js';
import { root } from './support/root.js';

describe('random numbers', () => {
  test('are the same for a seed and a stream, on every machine', () => {
    const random = new Random(1, 2);
    expect([random.next(), random.next(), random.below(10)]).toMatchInlineSnapshot(`
      [
        3342559892,
        1457962329,
        9,
      ]
    `);
  });

  test('of two streams differ', () => {
    expect(new Random(1, 2).next()).not.toBe(new Random(1, 3).next());
    expect(new Random(1, 2).next()).not.toBe(new Random(2, 2).next());
  });
});

describe('a case is made small', () => {
  test('by taking away what it does not need', () => {
    const value = { a: { b: [1, 2, { c: 'needle', d: 'x'.repeat(50) }] }, e: [1, 2, 3] };
    const small = minimise(JSON.stringify(value), (text) => text.includes('needle'));
    expect(small).toBe('needle');
  });

  test('and stays JSON where it fails as JSON only', () => {
    const fails = (text: string): boolean => {
      try {
        return JSON.stringify(JSON.parse(text)).includes('"c":"needle"');
      } catch {
        return false;
      }
    };
    expect(minimise('{ "a": [ {"b": 1}, {"d": [0], "c": "needle"} ] }', fails)).toBe('{"c":"needle"}');
  });

  test('and is left as it is where everything is needed', () => {
    expect(minimise('{"a":1}', (text) => text === '{"a":1}')).toBe('{"a":1}');
  });
});

describe('memory', () => {
  const samples = (heapAt: (n: number) => number) =>
    Array.from({ length: 50 }, (_, n) => ({ cases: n * 2000, heap: heapAt(n) }));
  const megabyte = 1024 * 1024;

  test('grows where every case leaves something behind', () => {
    const growth = growthOf(samples((n) => 100 * megabyte + n * megabyte));
    expect(growth).toMatchObject({ grows: true });
    expect(growth!.perCase).toBeCloseTo(megabyte / 2000);
  });

  test('does not grow while it goes up and down, or fills at the beginning only', () => {
    expect(growthOf(samples((n) => (100 + (n % 5)) * megabyte))?.grows).toBe(false);
    expect(growthOf(samples((n) => Math.min(15, n) * 10 * megabyte))?.grows).toBe(false);
  });

  test('is not judged by a few samples', () => {
    expect(growthOf(samples(() => 1).slice(0, 8))).toBeUndefined();
  });
});

describe('the plain reader', () => {
  test('agrees with JSON.parse on what is JSON', () => {
    for (const text of [
      '{}',
      '[1,-0.5e+3,"\\u00e9\\n",null,true]',
      ' {"a" : {"b":[{}]}} ',
      '"x"',
      '\ufeff{}',
    ]) {
      expect(readPlainly(text, 200).is).toBe('json');
    }
    for (const text of [
      '',
      '{',
      '[1,]',
      '{"a":}',
      '01',
      '"\n"',
      '{"a":1}}',
      "{'a':1}",
      '[1 2]',
      '"\\x"',
      'nul',
    ]) {
      expect(readPlainly(text, 200).is).toBe('fault');
      expect(() => JSON.parse(text) as unknown).toThrow();
    }
  });

  test('tells repeated keys, the depth and the place of a fault', () => {
    expect(readPlainly('{"a":1,"b":{"a":2,"\\u0061":3},"a":4}', 200)).toMatchObject({ repeated: [18, 30] });
    expect(readPlainly('[[[]]]', 2)).toEqual({ is: 'deep', offset: 2 });
    expect(readPlainly('{"a":x}', 2)).toEqual({ is: 'fault', offset: 5 });
  });

  test('lines begin after a line feed; a byte-order mark takes no column', () => {
    expect([new Lines('a\r\nb').at(3), new Lines('\ufeffab').at(2), new Lines('a\n').at(1)]).toEqual([
      { line: 2, column: 1 },
      { line: 1, column: 2 },
      { line: 1, column: 2 },
    ]);
  });
});

describe('a mutant is written', () => {
  test('with numbers as they stand and keys as they are', () => {
    const value: { [key: string]: Json } = { a: `${RAW}1e400`, b: [`${RAW}-0`] };
    put(value, '__proto__', { x: 1 });
    expect(write(value)).toBe('{"a":1e400,"b":[-0],"__proto__":{"x":1}}');
  });
});

describe('the watch', () => {
  test(
    'ends a case that does not end, keeps it, and goes on with the next one',
    { timeout: 30_000 },
    async () => {
      const found: Found[] = [];
      const summary = await watch({
        root,
        seed: 1,
        specs: [],
        cases: 5,
        minutes: 1,
        onFound: (one) => found.push(one),
        onProgress: () => undefined,
        thread: new URL('./support/endless.mjs', import.meta.url),
        endless: { making: 20_000, checking: 1000, minimising: 1000 },
      });
      expect(found).toEqual([
        {
          number: 3,
          failure: { rule: 'hangs', detail: 'checking took over 1 s' },
          one: { spec: 'foundations/1.2.7', options: {}, text: '{"case":3}' },
        },
      ]);
      expect(summary).toMatchObject({ cases: 5, ended: 1 });
    },
  );
});
