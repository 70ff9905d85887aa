import { describe, expect, test } from 'vitest';
import { createValidator, type Issue, type JsonObject } from '../../src/index.js';
import { miniSpec, profile } from '../helpers/mini.js';

const closed = profile('Patient', {
  identifier: {
    slicing: { by: [{ type: 'value', path: 'system' }], rules: 'closed' },
    slices: { a: { min: 1, children: { system: { fixed: 'http://a.example' } } } },
  },
  gender: { min: 1 },
  name: { min: 1, max: 2 },
});
const { validate, validateText } = createValidator(miniSpec([closed]));

/** A finding without how often it occurred, which a report that ends early cannot know. */
const shown = ({ code, pointer, source, params }: Issue): object => ({
  code,
  pointer,
  source,
  params: { ...params, count: undefined },
});

/** Numbers that look random and are the same every time. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** A faulty Patient; its properties in any order, so that what is wrong with the whole comes before, between and after. */
function faulty(seed: number): JsonObject {
  const pick = numbers(seed);
  const many = <T>(most: number, make: () => T): T[] => Array.from({ length: pick(most + 1) }, make);
  const parts: readonly (() => [string, unknown])[] = [
    () => ['name', many(4, () => ({ family: pick(2) === 0 ? 5 : 'x', use: 'zz', [`u${pick(3)}`]: 1 }))],
    () => ['_name', {}],
    () => ['gender', 'zz'],
    () => ['_gender', { extension: [{ url: 'http://x.example' }], [`v${pick(3)}`]: 1 }],
    () => ['birthDate', '2019-02-30'],
    () => ['_birthDate', { id: 'a b', x: 1 }],
    () => ['identifier', many(3, () => ({ system: `http://${'abc'[pick(3)]!}.example`, y: 1, value: '' }))],
    () => ['maritalStatus', { coding: [{ system: 'http://z.example', code: 'Z' }, {}], text: 7 }],
    () => ['contact', many(2, () => ({ relationship: [], organization: { reference: 'x y' } }))],
    () => ['extension', many(3, () => ({ url: `http://${'de'[pick(2)]!}.example`, valueString: 4 }))],
    () => ['meta', { profile: ['http://none.example', 5, 'http://example.org/Organization-1'] }],
    () => ['deceasedBoolean', 'x'],
    () => ['deceasedDateTime', 'x'],
    () => [`w${pick(9)}`, 1],
    () => ['contained', many(2, () => ({ resourceType: 'Organization', alias: ['', null], z: 1 }))],
  ];
  const shuffled = parts.map((part) => ({ part, at: pick(1000) })).sort((a, b) => a.at - b.at);
  const kept = shuffled.slice(0, 4 + pick(parts.length - 3));
  return { resourceType: 'Patient', ...Object.fromEntries(kept.map(({ part }) => part())) } as JsonObject;
}

describe('the findings of a report that ends at a limit', () => {
  test('are the first of all in document order, whatever the limit', () => {
    let compared = 0;
    for (let seed = 1; seed <= 120; seed++) {
      const patient = faulty(seed);
      const value =
        seed % 3 === 0
          ? { resourceType: 'Bundle', type: 'collection', entry: [{ resource: patient }, { z: 1 }] }
          : patient;
      const all = validate(value, { maxIssues: 1000 });
      expect(all.truncated).toBe(false);
      for (let limit = 1; limit <= all.issues.length + 1; limit++) {
        const some = validate(value, { maxIssues: limit });
        expect(some.issues.map(shown), `seed ${seed}, limit ${limit}`).toEqual(
          all.issues.slice(0, limit).map(shown),
        );
        expect(some.truncated, `seed ${seed}, limit ${limit}`).toBe(limit < all.issues.length);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(1500);
  });

  test('are the first in the text too, those of the reader among them', () => {
    const text =
      '{"resourceType":"Patient","gender":"zz","gender":"zz","name":[{"x":1,"family":"E","family":"E"}],"y":1}';
    const all = validateText(text).issues;
    expect(all.filter(({ code }) => code === 'input.duplicate-key')).toHaveLength(2);
    for (let limit = 1; limit < all.length; limit++) {
      const some = validateText(text, { maxIssues: limit });
      expect(some.issues).toEqual(all.slice(0, limit));
      expect(some.truncated).toBe(true);
    }
    expect(validateText(text, { maxIssues: all.length }).truncated).toBe(false);
  });

  test('duplicate keys alone make a report truncated when there are more than the limit', () => {
    const text = `{"resourceType":"Patient","name":[{}],${'"id":"a",'.repeat(4)}"gender":"male"}`;
    const duplicates = validateText(text, { profiles: 'claimed', maxIssues: 2 });
    expect([duplicates.issues.length, duplicates.truncated]).toEqual([2, true]);
  });

  test('a finding that is said twice takes the place of one', () => {
    const twice = profile('Patient', { gender: { min: 1 } }, { url: 'http://example.org/Patient-2' });
    const validator = createValidator(miniSpec([closed, twice]));
    const value = { resourceType: 'Patient', meta: { profile: [closed.url, twice.url] }, x: 1, y: 1 };
    const all = validator.validate(value);
    const same = validator.validate(value, { maxIssues: all.issues.length });
    expect(same).toEqual(all);
  });

  test('end the walk, so that a huge payload with faults everywhere is quick', () => {
    const entry = Array.from({ length: 50_000 }, () => ({ resource: { resourceType: 'Patient', x: 1 } }));
    const value = { resourceType: 'Bundle', type: 'collection', entry };
    validate(value, { maxIssues: 10 });
    const started = performance.now();
    const few = validate(value, { maxIssues: 10 });
    const short = performance.now() - started;
    expect([few.issues.length, few.truncated]).toEqual([10, true]);
    const from = performance.now();
    validate(value, { maxIssues: 1_000_000 });
    expect(short).toBeLessThan((performance.now() - from) / 2);
  });
});
