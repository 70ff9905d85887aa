import { describe, expect, test } from 'vitest';
import { primitiveChecks, type PrimitiveFaultCode, type PrimitiveName } from '../../src/primitives/index.js';
import type { JsonValue } from '../../src/tables/index.js';

const STU3 = primitiveChecks('STU3');

interface Cases {
  readonly valid: readonly JsonValue[];
  readonly invalid: readonly (readonly [JsonValue, PrimitiveFaultCode])[];
}

const NUL = '\u0000';
const NBSP = '\u00a0';

const CASES: Readonly<Record<Exclude<PrimitiveName, 'xhtml'>, Cases>> = {
  boolean: {
    valid: [true, false],
    invalid: [
      ['true', 'value.json-type'],
      [1, 'value.json-type'],
      [null, 'value.json-type'],
      [[], 'value.json-type'],
      [{}, 'value.json-type'],
    ],
  },
  integer: {
    valid: [0, -1, 2_147_483_647, -2_147_483_648],
    invalid: [
      [2_147_483_648, 'value.format'],
      [-2_147_483_649, 'value.format'],
      [1.5, 'value.format'],
      [Infinity, 'value.format'],
      [NaN, 'value.format'],
      ['1', 'value.json-type'],
      [true, 'value.json-type'],
    ],
  },
  unsignedInt: {
    valid: [0, 1, 2_147_483_647],
    invalid: [
      [-1, 'value.format'],
      [0.5, 'value.format'],
      [2_147_483_648, 'value.format'],
      ['0', 'value.json-type'],
    ],
  },
  positiveInt: {
    valid: [1, 2_147_483_647],
    invalid: [
      [0, 'value.format'],
      [-1, 'value.format'],
      ['1', 'value.json-type'],
    ],
  },
  decimal: {
    valid: [0, -0, -0.5, 3.25, 1e5, 1e-7, Number.MAX_VALUE, Number.MIN_VALUE],
    invalid: [
      ['3.25', 'value.json-type'],
      [Infinity, 'value.format'],
      [-Infinity, 'value.format'],
      [null, 'value.json-type'],
    ],
  },
  string: {
    valid: ['a', ' ', 'two\r\n\tlines', '😀', 'é', '\u007f', 'x'.repeat(1_048_576), '😀'.repeat(1_048_576)],
    invalid: [
      ['', 'structure.empty'],
      [NUL, 'value.format'],
      ['bell\u0007', 'value.format'],
      ['escape\u001b[31m', 'value.format'],
      ['x'.repeat(1_048_577), 'value.too-long'],
      ['😀'.repeat(1_048_577), 'value.too-long'],
      [5, 'value.json-type'],
      [['a'], 'value.json-type'],
    ],
  },
  markdown: {
    valid: ['# Heading\n\n- item'],
    invalid: [
      ['', 'structure.empty'],
      ['\u000b', 'value.format'],
      [{}, 'value.json-type'],
    ],
  },
  uri: {
    valid: [
      'http://example.invalid/a?b=c#d',
      'relative/path',
      '#fragment',
      'mailto:test@example.invalid',
      'urn:uuid:0f8fad5b-d9cb-469f-a165-70867728950e',
      'urn:oid:2.16.840.1.113883.2.1.4.1',
      'urn:oid:1.0.3166',
      'urn:other:anything',
      'https://example.invalid/é',
    ],
    invalid: [
      ['', 'structure.empty'],
      ['http://example.invalid/ ', 'value.whitespace'],
      [' http://example.invalid/', 'value.whitespace'],
      ['http://example.invalid/a b', 'value.whitespace'],
      ['a\tb', 'value.whitespace'],
      [`a${NBSP}b`, 'value.whitespace'],
      [`a${NUL}b`, 'value.format'],
      ['urn:uuid:0F8FAD5B-D9CB-469F-A165-70867728950E', 'value.format'],
      ['urn:uuid:OC-Observation-1', 'value.format'],
      ['urn:uuid:', 'value.format'],
      ['urn:oid:1', 'value.format'],
      ['urn:oid:3.1', 'value.format'],
      ['urn:oid:1.02', 'value.format'],
      ['urn:oid:1.2.', 'value.format'],
      ['urn:oid:1..2', 'value.format'],
      ['oid:1.2.3', 'value.format'],
      ['uuid:0f8fad5b-d9cb-469f-a165-70867728950e', 'value.format'],
      [1, 'value.json-type'],
    ],
  },
  oid: {
    valid: ['urn:oid:1.2.3', 'urn:oid:2.999', 'urn:oid:0.0'],
    invalid: [
      ['1.2.3', 'value.format'],
      ['urn:oid:', 'value.format'],
      ['urn:oid:1.2.x', 'value.format'],
      ['urn:oid:1.00', 'value.format'],
      ['', 'structure.empty'],
      [1.2, 'value.json-type'],
    ],
  },
  uuid: {
    valid: ['urn:uuid:0f8fad5b-d9cb-469f-a165-70867728950e', 'urn:uuid:00000000-0000-0000-0000-000000000000'],
    invalid: [
      ['urn:uuid:0F8FAD5B-D9CB-469F-A165-70867728950E', 'value.format'],
      ['urn:uuid:0f8fad5b-d9cb-469f-a165-70867728950e ', 'value.format'],
      ['URN:UUID:0f8fad5b-d9cb-469f-a165-70867728950e', 'value.format'],
      [{}, 'value.json-type'],
      ['0f8fad5b-d9cb-469f-a165-70867728950e', 'value.format'],
      ['urn:uuid:0f8fad5b-d9cb-469f-a165-70867728950', 'value.format'],
      ['urn:uuid:0f8fad5b-d9cb-469f-a165-70867728950ee', 'value.format'],
      ['urn:uuid:0f8fad5bd9cb-469f-a165-708677289-50e', 'value.format'],
      ['urn:uuid:0g8fad5b-d9cb-469f-a165-70867728950e', 'value.format'],
      ['', 'structure.empty'],
    ],
  },
  id: {
    valid: ['a', 'A-1.b', '9990000018', '-', '.', 'x'.repeat(64)],
    invalid: [
      ['', 'structure.empty'],
      ['x'.repeat(65), 'value.too-long'],
      ['under_score', 'value.format'],
      ['a ', 'value.format'],
      ['a\n', 'value.format'],
      [`a${NUL}`, 'value.format'],
      ['Ａ', 'value.format'],
      ['a b', 'value.format'],
      ['é', 'value.format'],
      ['a/b', 'value.format'],
      [7, 'value.json-type'],
    ],
  },
  code: {
    valid: ['male', 'two words', 'a-b/c', '25', 'é'],
    invalid: [
      ['', 'structure.empty'],
      ['male ', 'value.whitespace'],
      [' male', 'value.whitespace'],
      [' ', 'value.whitespace'],
      ['two  words', 'value.whitespace'],
      ['two\twords', 'value.whitespace'],
      ['two\nwords', 'value.whitespace'],
      [`two${NBSP}words`, 'value.whitespace'],
      [`male${NBSP}`, 'value.whitespace'],
      [`a${NUL}`, 'value.format'],
      [25, 'value.json-type'],
    ],
  },
  base64Binary: {
    valid: ['QQ==', 'QUI=', 'QUJD', 'QUJD\r\nQUJD', ' QQ==\n', 'Q Q = =', '+/+/'],
    invalid: [
      ['', 'structure.empty'],
      ['   ', 'value.format'],
      ['QQ', 'value.format'],
      ['QQ=', 'value.format'],
      ['QQ===', 'value.format'],
      ['QUJDRA=', 'value.format'],
      ['Q===', 'value.format'],
      ['====', 'value.format'],
      ['QQ==QQ==', 'value.format'],
      ['QU-_', 'value.format'],
      ['QUJ%', 'value.format'],
      [`QUJ${NBSP}D`, 'value.format'],
      ['data:text/plain;base64,QQ==', 'value.format'],
      [1, 'value.json-type'],
    ],
  },
  date: {
    valid: ['2020', '2020-02', '2020-02-29', '2000-02-29', '1899-12-31', '-0044-03-15'],
    invalid: [
      ['', 'structure.empty'],
      ['2019-02-29', 'value.format'],
      ['1900-02-29', 'value.format'],
      ['2020-04-31', 'value.format'],
      ['2020-13', 'value.format'],
      ['2020-00', 'value.format'],
      ['2020-01-00', 'value.format'],
      ['2020-1-1', 'value.format'],
      ['20200101', 'value.format'],
      ['01/02/2020', 'value.format'],
      ['0000', 'value.format'],
      ['2020-', 'value.format'],
      ['2020-01-', 'value.format'],
      ['2020-01-011', 'value.format'],
      ['2020-01-01T00:00:00Z', 'value.format'],
      [' 2020-01-01', 'value.whitespace'],
      ['2020-01-01 ', 'value.whitespace'],
      [2020, 'value.json-type'],
      [null, 'value.json-type'],
    ],
  },
  dateTime: {
    valid: [
      '2020',
      '2020-02',
      '2020-02-29',
      '2020-02-29T23:59:59Z',
      '2020-02-29T00:00:00+00:00',
      '2020-02-29T00:00:00.123456789-13:59',
      '2020-02-29T00:00:00+14:00',
      '2020-02-29T00:00:00-14:00',
      `2020-02-29T00:00:00.${'0'.repeat(1000)}Z`,
      '2000-02-29',
      '-0044-03-15',
      '2016-12-31T23:59:60Z',
    ],
    invalid: [
      ['', 'structure.empty'],
      ['2020-02-29T00:00:00', 'value.format'],
      ['2020-02-29T00:00Z', 'value.format'],
      ['2020-02-29T24:00:00Z', 'value.format'],
      ['2020-02-29T23:60:00Z', 'value.format'],
      ['2020-02-29T23:59:61Z', 'value.format'],
      ['2020-02-29T00:00:00+14:01', 'value.format'],
      ['2020-02-29T00:00:00-14:01', 'value.format'],
      ['2020-02-29T00:00:00+01', 'value.format'],
      ['2020-02-29T00:00:00+01:00 ', 'value.whitespace'],
      ['1900-02-29T00:00:00Z', 'value.format'],
      ['2020-02-29T1:00:00Z', 'value.format'],
      ['٢٠٢٠-02-29', 'value.format'],
      ['2020-02-29T00:00:00+15:00', 'value.format'],
      ['2020-02-29T00:00:00+01:60', 'value.format'],
      ['2020-02-29T00:00:00+0100', 'value.format'],
      ['2020-02-29T00:00:00.Z', 'value.format'],
      ['2020-02-29T00:00:00Zulu', 'value.format'],
      ['2020-02-29t00:00:00z', 'value.format'],
      ['2020-02-29 00:00:00Z', 'value.format'],
      ['2019-02-29T00:00:00Z', 'value.format'],
      ['2020-02T00:00:00Z', 'value.format'],
      ['2020-02-29T', 'value.format'],
      ['2020-02-29T00:00:00Z ', 'value.whitespace'],
      [1582934400, 'value.json-type'],
    ],
  },
  instant: {
    valid: [
      '2020-02-29T23:59:59Z',
      '2020-02-29T23:59:59.000+01:00',
      '2020-02-29T23:59:59-14:00',
      '2016-12-31T23:59:60Z',
    ],
    invalid: [
      ['2020-02-29', 'value.format'],
      ['2020-02-29T23:59:59', 'value.format'],
      ['2020-02-29T23:59Z', 'value.format'],
      ['2020', 'value.format'],
      ['2020-02-30T23:59:59Z', 'value.format'],
      ['2020-02-29T24:00:00Z', 'value.format'],
      ['2020-02-29T23:59:59+14:01', 'value.format'],
      ['-0044-03-15T00:00:00Z', 'value.format'],
      ['\t2020-02-29T23:59:59Z', 'value.whitespace'],
      ['', 'structure.empty'],
      [0, 'value.json-type'],
    ],
  },
  time: {
    valid: ['00:00:00', '23:59:59', '12:30:00.5'],
    invalid: [
      ['24:00:00', 'value.format'],
      ['12:30', 'value.format'],
      ['12:30:60', 'value.format'],
      ['12:60:00', 'value.format'],
      ['12:30:00+01:00', 'value.format'],
      ['12-30-00', 'value.format'],
      ['12:30:00Z', 'value.format'],
      ['1:30:00', 'value.format'],
      ['12:30:00.', 'value.format'],
      ['12:30:00 ', 'value.whitespace'],
      ['', 'structure.empty'],
      [1230, 'value.json-type'],
    ],
  },
};

function label(value: JsonValue): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 40)}… (${text.length})` : text;
}

for (const [name, { valid, invalid }] of Object.entries(CASES)) {
  const check = STU3[name as PrimitiveName];
  describe(name, () => {
    test.each(valid.map((value) => [label(value), value] as const))('%s is valid', (_, value) => {
      expect(check(value)).toBeUndefined();
    });
    test.each(invalid.map(([value, code]) => [label(value), code, value] as const))(
      '%s is refused as %s',
      (_, code, value) => {
        expect(check(value)?.code).toBe(code);
      },
    );
  });
}

describe('the words of a fault say what to mend', () => {
  test.each([
    ['dateTime', '2020-02-29T10:00:00', /time zone/],
    ['dateTime', '2020-02-29T10:00Z', /seconds/],
    ['dateTime', '2020-02-29T24:00:00Z', /00 to 23/],
    ['dateTime', '2019-02-29', /exists in the calendar/],
    ['date', '2020-02-29T10:00:00Z', /without a time/],
    ['uri', 'oid:1.2', /urn:oid:/],
    ['boolean', 'true', /without quotes/],
  ] as const)('%s %s', (name, value, words) => {
    expect(STU3[name](value)?.expected).toMatch(words);
  });

  test('a text that is too long names its limit', () => {
    expect(STU3.id('x'.repeat(65))?.limit).toBe(64);
    expect(STU3.string('x'.repeat(1_048_577))?.limit).toBe(1_048_576);
  });
});
