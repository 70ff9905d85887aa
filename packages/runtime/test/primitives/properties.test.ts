import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { primitiveChecks } from '../../src/primitives/index.js';
import type { JsonValue } from '../../src/tables/index.js';
import { expectLinear } from '../helpers/growth.js';

const STU3 = primitiveChecks('STU3');
const checks = Object.entries(STU3);

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ unit: fc.constantFrom(...'<>/&;#x"\'=! -:.TZ+0129adivurnoid\\\t\n'), maxLength: 80 }),
);
/** Units of long texts that lead a careless check to look at the same characters again and again. */
const HOSTILE = [
  ' ',
  'a',
  '0',
  '-',
  '=',
  '<',
  '>',
  '<b>',
  '<!--',
  '&',
  '&#',
  '<div ',
  '"',
  '\\',
  '. ',
  'a ',
  '1.',
  'QUJD',
  'urn:oid:',
  '<p id="',
  '<b></b>',
  '😀',
] as const;

const value = fc.oneof(fc.jsonValue() as fc.Arbitrary<JsonValue>, text);

describe.each(checks)('%s', (_, check) => {
  test('answers any value with undefined or one of a few constant faults', () => {
    fc.assert(
      fc.property(value, (v) => {
        const fault = check(v);
        if (fault === undefined) return;
        expect(fault.expected.length).toBeGreaterThan(0);
        expect(check(v)).toBe(fault);
      }),
    );
  });

  test.each(HOSTILE)('takes time in proportion to the length of %j, repeated', (unit) => {
    for (const before of [
      '',
      '<div xmlns="http://www.w3.org/1999/xhtml">',
      '2020-01-01T00:00:00.',
      'urn:oid:1.',
    ]) {
      expectLinear((size) => before + unit.repeat(Math.ceil(size / unit.length)), 4000, check);
    }
  });
});

describe('dates agree with the calendar', () => {
  test('every generated day is valid, the day after the last of a month is not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 12 }), (year, month) => {
        const last = new Date(Date.UTC(2000, 0, 1));
        last.setUTCFullYear(year, month, 0);
        const prefix = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-`;
        expect(STU3.date(prefix + last.getUTCDate())).toBeUndefined();
        expect(STU3.date(prefix + (last.getUTCDate() + 1))).toBeDefined();
      }),
    );
  });

  test('an ISO string of any instant is an instant and a dateTime', () => {
    fc.assert(
      fc.property(
        fc.date({
          min: new Date('0001-01-01T00:00:00Z'),
          max: new Date('9999-12-31T23:59:59Z'),
          noInvalidDate: true,
        }),
        (date) => {
          expect(STU3.instant(date.toISOString())).toBeUndefined();
          expect(STU3.dateTime(date.toISOString())).toBeUndefined();
        },
      ),
    );
  });
});

describe('base64 agrees with an encoder', () => {
  test('what is encoded is valid, with a character less it is not', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 60 }), (bytes) => {
        const encoded = Buffer.from(bytes).toString('base64');
        expect(STU3.base64Binary(encoded)).toBeUndefined();
        expect(STU3.base64Binary(encoded.slice(0, -1))).toBeDefined();
      }),
    );
  });
});
