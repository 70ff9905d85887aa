import { describe, expect, it } from 'vitest';
import {
  childCount,
  choice,
  compareDates,
  descendants,
  get,
  has,
  hasChoice,
  hasPrimitive,
  hasValue,
  isDistinct,
  items,
  matches,
  members,
  numberOf,
  same,
  substring,
  toText,
} from '../../src/tables/fhirpath.js';
import type { JsonObject, JsonValue } from '../../src/tables/index.js';

describe('reading', () => {
  it('finds nothing in what is no object', () => {
    for (const value of [undefined, null, 'text', 1, true, ['text']]) {
      expect(get(value, 'length')).toBeUndefined();
      expect(items(value, 'length')).toEqual([]);
      expect(has(value, 'length')).toBe(false);
    }
  });

  it('takes null for absent, and a lone value for a list of one', () => {
    expect(get({ a: null }, 'a')).toBeUndefined();
    expect(items({ a: null }, 'a')).toEqual([]);
    expect(items({ a: 'x' }, 'a')).toEqual(['x']);
  });

  it('counts an empty list as absent and an empty object as present', () => {
    expect(has({ a: [] }, 'a')).toBe(false);
    expect(has({ a: {} }, 'a')).toBe(true);
  });

  it('finds a primitive that has only extensions', () => {
    expect(has({ _a: { extension: [] } }, 'a')).toBe(false);
    expect(hasPrimitive({ _a: { extension: [] } }, 'a')).toBe(true);
  });

  it('finds a choice by the types it allows', () => {
    const types = ['String', 'Quantity'];
    expect(choice({ valueString: 'a' }, 'value', types)).toBe('a');
    expect(hasChoice({ _valueString: { id: 'b' } }, 'value', types)).toBe(true);
    expect(hasChoice({ valueCode: 'a' }, 'value', types)).toBe(false);
    expect(hasChoice({ valueString: null }, 'value', types)).toBe(false);
    expect(hasChoice({ value: 'a' }, 'value', types)).toBe(false);
  });

  it('is not misled by a property named __proto__', () => {
    const value = JSON.parse('{"__proto__": {"a": 1}}') as JsonObject;
    expect(get(value, 'a')).toBeUndefined();
    expect(descendants(value)).toEqual([{ a: 1 }]);
  });
});

describe('values', () => {
  it('counts children of every property, and a primitive with its sibling once', () => {
    expect(
      childCount({ resourceType: 'Patient', id: 'a', name: [{}, {}], birthDate: '2018', _birthDate: {} }),
    ).toBe(4);
    expect(childCount({ _birthDate: { extension: [] } })).toBe(1);
    expect(childCount('text')).toBe(0);
  });

  it('knows primitive values', () => {
    expect([false, 0, ''].every((value) => hasValue(value))).toBe(true);
    expect([null, undefined, {}, []].some((value) => hasValue(value))).toBe(false);
  });

  it('compares what is no number with nothing', () => {
    expect(numberOf('3') > 2).toBe(false);
    expect(numberOf('3') <= 2).toBe(false);
  });

  it('writes primitives as text', () => {
    expect([1.5, true, 'a'].map(toText)).toEqual(['1.5', 'true', 'a']);
    expect([null, undefined, {}, []].map(toText)).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('cuts text only where there is some', () => {
    expect(substring('#gp', 1)).toBe('gp');
    expect(substring('#', 1)).toBeUndefined();
    expect(substring(5, 0)).toBeUndefined();
  });

  it('matches text only', () => {
    expect(matches('abc', /b/)).toBe(true);
    expect(matches('abc', /d/)).toBe(false);
    expect(matches(3, /3/)).toBeUndefined();
  });
});

describe('sets', () => {
  it('tells values apart by type and value', () => {
    expect(isDistinct(['1', 1, true, 'true', undefined, undefined])).toBe(true);
    expect(isDistinct(['a', 'b', 'a'])).toBe(false);
  });

  it('is deeply equal whatever the order of properties, not of items', () => {
    expect(same({ a: [1, { b: 2 }], c: 3 }, { c: 3, a: [1, { b: 2 }] })).toBe(true);
    expect(same([1, 2], [2, 1])).toBe(false);
    expect(same({ a: 1 }, { a: 1, b: 2 })).toBe(false);
    expect(same({ a: {} }, { a: [] })).toBe(false);
    expect(same(undefined, undefined)).toBe(false);
  });

  it('goes round no loop', () => {
    const loop: Record<string, JsonValue> = {};
    loop['again'] = loop;
    expect(descendants({ loop })).toEqual([loop]);
  });

  it('builds a set once for a context, and anew for another', () => {
    const resource: JsonObject = { resourceType: 'Basic' };
    let built = 0;
    const values = (): readonly string[] => [`${++built}`];
    const context = { resource, rootResource: resource };
    expect(members(context, resource, 'a', values)).toBe(members(context, resource, 'a', values));
    expect(members({ ...context }, resource, 'a', values)).toEqual(new Set(['2']));
    expect(members(context, { resourceType: 'Basic' }, 'a', values)).toEqual(new Set(['3']));
  });
});

describe('the order of dates', () => {
  const sign = (left: JsonValue, right: JsonValue): string => {
    const difference = compareDates(left, right);
    if (Number.isNaN(difference)) return '?';
    return difference < 0 ? '<' : difference > 0 ? '>' : '=';
  };

  it.each([
    ['2018-05-01', '<', '2018-05-02'],
    ['2018-05-01', '=', '2018-05-01'],
    ['2018', '>', '2017-12-31'],
    ['2018', '?', '2018-05'],
    ['2018-05-01', '?', '2018-05-01T09:00:00Z'],
    ['2018-05-01', '<', '2018-05-02T09:00:00Z'],
    ['2018-05-01T09:00:00+01:00', '=', '2018-05-01T08:00:00Z'],
    ['2018-05-01T09:00:00+01:00', '<', '2018-05-01T08:30:00Z'],
    ['2018-05-01T09:00:00-05:00', '>', '2018-05-01T09:00:00Z'],
    ['2018-12-31T23:30:00-01:00', '=', '2019-01-01T00:30:00Z'],
    ['2018-05-01T09:00:00.25Z', '>', '2018-05-01T09:00:00Z'],
    ['2018-05-01T09:00:00.250Z', '=', '2018-05-01T09:00:00.25Z'],
    ['2018-05-01T09:00Z', '?', '2018-05-01T09:00:30Z'],
    // The day as it is printed, not the day in UTC.
    ['2018-05-01', '?', '2018-05-01T00:30:00+01:00'],
    ['soon', '?', '2018'],
    ['2018', '?', '01/05/2018'],
  ])('%s %s %s', (left, expected, right) => {
    expect(sign(left, right)).toBe(expected);
    const turned = { '<': '>', '>': '<' } as Readonly<Record<string, string>>;
    expect(sign(right, left)).toBe(turned[expected] ?? expected);
  });

  it('has no place for what is not text', () => {
    expect(compareDates(undefined, '2018')).toBeNaN();
    expect(compareDates({}, '2018')).toBeNaN();
  });
});
