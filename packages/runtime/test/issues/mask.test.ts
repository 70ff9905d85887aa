import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { createMask, describeValue, renderMessage, type ValueKind } from '../../src/issues/index.js';
import { isConceptId } from '../../src/issues/snomed.js';
import { vocabularyOf } from '../../src/nodes/vocabulary.js';
import type { JsonValue } from '../../src/tables/index.js';
import { miniSpec, profile } from '../helpers/mini.js';
import { SAMPLE_ENTRIES } from './samples.js';

const vocabulary = vocabularyOf(
  miniSpec([
    profile('Patient', {
      identifier: {
        slices: { nhsNumber: { children: { system: { fixed: 'https://fhir.nhs.uk/Id/nhs-number' } } } },
      },
    }),
  ]),
);
const open = createMask(true, vocabulary);
let mask = createMask(false, vocabulary);
// A mask compares so many values with known words, and no more.
beforeEach(() => {
  mask = createMask(false, vocabulary);
});
const KINDS: readonly ValueKind[] = ['code', 'url', 'date', 'reference', 'text'];

/** A made-up patient. Every string leaf holds the mark, in the shape that its element has in real life, or that it could have by mistake. */
const MARK = 'Zyxwv';
const MARKED_PATIENT: JsonValue = {
  resourceType: MARK,
  id: `${MARK}-id-1`,
  meta: { profile: [`https://example.invalid/StructureDefinition/${MARK}`, MARK], versionId: MARK },
  text: { status: MARK, div: `<div xmlns="http://www.w3.org/1999/xhtml">${MARK}</div>` },
  extension: [{ url: `http://hl7.org/fhir/StructureDefinition/${MARK}`, valueString: MARK }, { url: MARK }],
  identifier: [
    { system: `https://fhir.nhs.uk/Id/${MARK}`, value: MARK, use: MARK },
    { system: `https://fhir.nhs.uk/Id/nhs-number#${MARK}`, value: `${MARK}0018` },
    { system: `https://fhir.nhs.uk/Id/nhs-number?q=${MARK}` },
    { system: `https://${MARK}.example.invalid/x` },
    { system: `urn:oid:${MARK}` },
  ],
  name: [{ family: MARK, given: [`${MARK}'s`, `${MARK}-Ann`], text: `Dr ${MARK} MARKED`, use: `${MARK}` }],
  telecom: [
    { system: MARK, value: `${MARK}@example.invalid` },
    { value: `tel:${MARK}`, use: MARK },
  ],
  gender: MARK,
  birthDate: `1985-03-${MARK}`,
  address: [{ line: [`1 ${MARK} Street`], postalCode: `${MARK}1AA`, text: `${MARK}\n${MARK}` }],
  maritalStatus: { coding: [{ system: `${MARK}:x`, code: `${MARK}`, display: MARK }], text: MARK },
  generalPractitioner: [
    { reference: `Practitioner/${MARK}`, display: MARK },
    { reference: `https://example.invalid/STU3/Practitioner/${MARK}?q=${MARK}` },
    { reference: `urn:uuid:${MARK}` },
    { reference: `#${MARK}` },
    { reference: `${MARK}/${MARK}` },
  ],
  contact: [{ name: { text: MARK } }],
};

function leaves(value: JsonValue | undefined): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value as object).flatMap((child) => leaves(child as JsonValue));
}

/** Every description of every leaf and branch that a walker can ask for. */
function descriptions(): string[] {
  const values = leaves(MARKED_PATIENT);
  const hidden: readonly ValueKind[] = ['date', 'reference', 'text'];
  return [
    ...values.flatMap((value) => hidden.map((kind) => describeValue(value, kind))),
    ...values.flatMap((value) =>
      ['code', 'string', 'id', 'date', 'dateTime', 'uri', 'markdown', 'xhtml'].map((type) =>
        mask.primitive(type, value),
      ),
    ),
    ...values.flatMap((value) => [
      mask.code(value),
      mask.code(value, ['male', 'female']),
      mask.type(value, ['Patient']),
      mask.url(value),
      mask.property(value, 3),
      mask.coding({ system: value, code: value, display: value }),
    ]),
    ...KINDS.map((kind) => describeValue(MARKED_PATIENT, kind)),
    ...KINDS.map((kind) => describeValue([MARKED_PATIENT], kind)),
    mask.coding({ system: `${MARK}:x y`, code: `${MARK} code`, display: MARK, version: MARK }),
    mask.coding(MARKED_PATIENT),
    mask.coding(MARK),
  ];
}

describe('a marked patient', () => {
  test('has the mark in every string leaf', () => {
    const all = leaves(MARKED_PATIENT);
    expect(all.length).toBeGreaterThan(30);
    expect(all.every((leaf) => leaf.includes(MARK))).toBe(true);
  });

  test('shows in no description', () => {
    expect(descriptions().filter((text) => text.includes(MARK))).toEqual([]);
  });

  test('shows in no text, whichever parameter a description goes to', () => {
    const leaks: string[] = [];
    for (const description of descriptions()) {
      for (const [code, params] of SAMPLE_ENTRIES) {
        const filled = Object.fromEntries(
          Object.entries(params).map(([name, value]) => [
            name,
            typeof value === 'string' ? description : Array.isArray(value) ? [description] : value,
          ]),
        );
        const message = renderMessage(code, filled as typeof params);
        if (message.includes(MARK)) leaks.push(message);
      }
    }
    expect(leaks).toEqual([]);
  });

  test('shows when asked for', () => {
    for (const leaf of leaves(MARKED_PATIENT)) {
      for (const kind of KINDS) expect(describeValue(leaf, kind, true)).toContain(MARK);
    }
    expect(open.text(MARKED_PATIENT)).toContain(MARK);
  });
});

/**
 * A secret with random text around it, as a string or somewhere below an object or array. What stands around it
 * is made of the pieces that codes, URLs, dates and references are made of, so that it often looks like one.
 */
const pieces = fc.constantFrom(
  '', ' ', '/', '#', '?', '|', '-', ':', '@', '.', '1985-03-', 'Patient/', 'https://', 'http://example.invalid/',
  'urn:uuid:', 'urn:oid:', '<div>', '\n', '\u202e', 'é', '`', '"',
); // prettier-ignore
const around = fc.array(fc.oneof(pieces, fc.string({ maxLength: 5 })), { maxLength: 4 });
const secrets = fc.constantFrom(MARK, '9990000018', `${MARK} O'Marker`);

const marked: fc.Arbitrary<{ secret: string; text: string }> = fc
  .tuple(secrets, around, around)
  // A digit beside the number would make it part of a longer one.
  .map(([secret, before, after]) => ({ secret, text: `${before.join('')}${secret}${after.join('')}` }))
  .filter(({ text }) => !/\d9990000018|9990000018\d/.test(text));

const nested = (text: string): JsonValue[] => [{ value: text }, [text], { [text]: [{ code: text }] }];

describe('a secret anywhere in a value', () => {
  test('never comes through, whatever the value is taken for', () => {
    fc.assert(
      fc.property(
        marked,
        fc.constantFrom('code', 'string', 'id', 'uri', 'dateTime', 'xhtml'),
        ({ secret, text }, type) => {
          for (const value of [text, ...nested(text)]) {
            for (const kind of ['code', 'url', 'date', 'reference', 'text', 'type'] as const)
              expect(mask[kind](value)).not.toContain(secret);
            expect(mask.primitive(type, value)).not.toContain(secret);
          }
          expect(mask.property(text, 1)).not.toContain(secret);
          const coding = { system: 'http://snomed.info/sct', code: text, display: text };
          expect(mask.coding(coding, ['male'])).not.toContain(secret);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('never comes through in objects and arrays, whatever they are taken for', () => {
    fc.assert(
      fc.property(marked, fc.constantFrom(...KINDS), ({ secret, text }, kind) => {
        for (const value of nested(text)) expect(describeValue(value, kind)).not.toContain(secret);
      }),
    );
  });

  test('shows where values are asked for', () => {
    fc.assert(
      fc.property(marked, fc.constantFrom(...KINDS), ({ secret, text }, kind) => {
        for (const value of [text, { value: text }]) {
          expect(describeValue(value, kind, true)).toContain(JSON.stringify(secret).slice(1, -1));
        }
      }),
    );
  });
});

describe('codes', () => {
  test.each([
    ['male', '"male"'],
    ['final', '"final"'],
    ['Male', 'a string of at most 10 characters'],
    ['22298006', 'a string of at most 10 characters'],
    ['Smith', 'a string of at most 10 characters'],
    ['SW1A1AA', 'a string of at most 10 characters'],
    ['999-000-0018', 'a string of 11 to 30 characters'],
    ['9990000018', 'a string of at most 10 characters'],
    ['07700900123', 'a string of 11 to 30 characters'],
    ['02/03/1985', 'a string of at most 10 characters'],
    ['someone@example.invalid', 'a string of 11 to 30 characters'],
    ['x'.repeat(65), 'a string of 31 to 100 characters'],
    ['', 'an empty string'],
    [5, 'a whole number'],
    [undefined, 'nothing'],
  ] as const)('%j is told as %s: only what the specification has is shown', (value, expected) => {
    expect(mask.code(value)).toBe(expected);
    expect(mask.primitive('code', value)).toBe(expected);
  });

  test.each([
    ['maale', 'a string of at most 10 characters, like male'],
    ['MALE', 'a string of at most 10 characters, male but for upper and lower case'],
    ['femalee', 'a string of at most 10 characters, like female'],
    ['man', 'a string of at most 10 characters'],
    ['m', 'a string of at most 10 characters'],
    ['Smith', 'a string of at most 10 characters'],
  ])('%j is told as %s where one of a value set is expected', (value, expected) => {
    expect(mask.code(value, ['male', 'female'])).toBe(expected);
  });

  test('are compared a bounded number of times a payload', () => {
    const once = createMask(false, vocabulary);
    const told = Array.from({ length: 1000 }, () => once.code('maale', ['male']));
    expect(told[0]).toContain('male');
    expect(told.at(-1)).toBe('a string of at most 10 characters');
  });
});

describe('numbers of SNOMED CT', () => {
  test.each(['22298006', '186788009', '999000041000000102'])('%s is one', (code) => {
    expect(isConceptId(code)).toBe(true);
    expect(mask.coding({ system: 'http://snomed.info/sct', code })).toBe(
      `"${code}" of http://snomed.info/sct`,
    );
    expect(mask.coding({ system: 'http://example.invalid', code })).not.toContain(code);
  });

  test.each([
    '22298007',
    '9990000018',
    '07700900123',
    '447700900109',
    '19850302',
    '02031985',
    '12345',
    '1'.repeat(19),
    'a2298006',
  ])('%s is none, or could be another number', (code) => {
    expect(isConceptId(code)).toBe(false);
    expect(mask.coding({ system: 'http://snomed.info/sct', code })).not.toContain(code);
  });

  test('no NHS number is taken for one', () => {
    for (let n = 999_000_000; n < 999_020_000; n++) {
      const digits = String(n);
      let sum = 0;
      for (let i = 0; i < 9; i++) sum += Number(digits[i]) * (10 - i);
      const check = (11 - (sum % 11)) % 11;
      if (check < 10) expect(isConceptId(digits + String(check))).toBe(false);
    }
  });
});

describe('URLs', () => {
  test.each([
    ['https://fhir.nhs.uk/Id/nhs-number', 'https://fhir.nhs.uk/Id/nhs-number'],
    ['http://hl7.org/fhir/StructureDefinition/Patient', 'http://hl7.org/fhir/StructureDefinition/Patient'],
    [
      'http://hl7.org/fhir/StructureDefinition/Patient|Smith',
      'http://hl7.org/fhir/StructureDefinition/Patient|…',
    ],
    [
      'https://fhir.nhs.uk/Id/nhs-numbr',
      'a string of 31 to 100 characters, like https://fhir.nhs.uk/Id/nhs-number',
    ],
    [
      'https://fhir.nhs.uk/Id/NHS-number',
      'a string of 31 to 100 characters, https://fhir.nhs.uk/Id/nhs-number but for upper and lower case',
    ],
    ['https://fhir.nhs.uk/Id/smith', 'https://fhir.nhs.uk/Id/…'],
    ['https://fhir.nhs.uk/Id/nhs-number/9990000018', 'https://fhir.nhs.uk/Id/…'],
    ['https://fhir.nhs.uk/Id/nhs-number#9990000018', 'https://fhir.nhs.uk/Id/…'],
    ['https://fhir.nhs.uk/Id/nhs-number?a=9990000018', 'https://fhir.nhs.uk/Id/…'],
    ['https://fhir.nhs.uk/smith/Id', 'https://fhir.nhs.uk/…'],
    // Publishers that this version has nothing of, and the other scheme.
    ['http://fhir.hl7.org.uk/smith', 'http://fhir.hl7.org.uk/…'],
    ['https://loinc.org/smith', 'https://loinc.org/…'],
    ['https://fhir.hl7.org.uk.smith.example/a', 'a string of 31 to 100 characters'],
    ['https://smith.invalid/patients/9990000018', 'a string of 31 to 100 characters'],
    ['https://fhir.nhs.uk@smith.invalid/Id/x', 'a string of 31 to 100 characters'],
    ['urn:oid:9990000018', 'a string of 11 to 30 characters'],
    ['urn:uuid:0f8fad5b-d9cb-469f-a165-70867728950e', 'a string of 31 to 100 characters'],
    ['Smith', 'a string of at most 10 characters'],
    ['mailto:someone@example.invalid', 'a string of 11 to 30 characters'],
    ['https://fhir.nhs.uk/' + 'x/'.repeat(3000), 'a string of 1001 to 10000 characters'],
  ])('%s', (value, expected) => {
    expect(mask.url(value)).toBe(expected);
  });
});

describe('names of properties', () => {
  test.each(['birthDate', '_birthDate', 'valueQuantity', 'deceasedBoolean', 'resourceType', 'Patient'])(
    '%s is one of FHIR',
    (name) => {
      expect(mask.shows(name)).toBe(true);
      expect(mask.property(name, 1)).toBe(name);
    },
  );

  test.each(['Smith', '9990000018', 'valueSmith', 'deceased', 'BirthDate', '__proto__', 'valueOf', 'a b'])(
    '%s is not, and told by its place',
    (name) => {
      expect(mask.shows(name)).toBe(false);
      expect(mask.property(name, 7)).toBe(
        '`{7}` (its name, a string of at most 10 characters, is not shown)',
      );
      expect(open.property('Smith', 7)).toBe('Smith');
    },
  );
});

describe('dates', () => {
  test.each([
    ['1985-03-02', 'a value of the form "9999-99-99"'],
    ['1985-03-02T10:00', 'a value of the form "9999-99-99T99:99"'],
    ['02/03/1985', 'a value of the form "99/99/9999"'],
    ['2 March 1985', 'a string of 11 to 30 characters'],
    ['1'.repeat(50), 'a string of 31 to 100 characters'],
    [1985, 'a whole number'],
  ])('%j', (value, expected) => {
    expect(mask.date(value)).toBe(expected);
  });
});

describe('references', () => {
  test.each([
    ['Patient/123', 'a relative reference to Patient'],
    ['Patient/123/_history/4', 'a relative reference to Patient'],
    ['https://example.invalid/STU3/Patient/123', 'an absolute reference to Patient'],
    ['https://example.invalid/whatever', 'an absolute URL'],
    ['#contained', 'a reference to a contained resource'],
    ['#', 'a reference to the container'],
    ['urn:uuid:0f8fad5b-d9cb-469f-a165-70867728950e', 'a urn:uuid reference'],
    ['urn:oid:1.2', 'a urn:oid reference'],
    ['Practicioner/123', 'a relative reference to an unknown type'],
    ['Smith/Jones/123', 'a relative reference to an unknown type'],
    ['https://example.invalid/Smith/123', 'an absolute reference to an unknown type'],
    ['https://example.invalid/Patient/Smith/123', 'an absolute reference to Patient'],
    ['Patient/Smith?name=Jones#Ann', 'a relative reference to Patient'],
    ['__proto__/123', 'a string of 11 to 30 characters'],
    ['123', 'a string of at most 10 characters'],
    [{}, 'an object'],
  ])('%j', (value, expected) => {
    expect(mask.reference(value)).toBe(expected);
  });
});

describe('codings', () => {
  test.each([
    [
      { system: 'http://snomed.info/sct', code: '22298006', display: MARK },
      '"22298006" of http://snomed.info/sct',
    ],
    [{ code: 'male' }, '"male" of no system'],
    [{ system: 'http://snomed.info/sct' }, 'no code of http://snomed.info/sct'],
    [null, 'null'],
    [[], 'an empty array'],
  ])('%j', (value, expected) => {
    expect(mask.coding(value)).toBe(expected);
  });
});

describe('shown values', () => {
  test('are cut, and control characters are escaped', () => {
    expect(open.text('x'.repeat(5000)).length).toBeLessThan(300);
    expect(open.text('a\u001b[31m\u202eb')).toBe('"a\\u001b[31m\\u202eb"');
    expect(open.text({ a: [1, null, 'x'], b: true })).toBe('{"a":[1,null,"x"],"b":true}');
  });

  test('members named __proto__ are members like others', () => {
    const hostile = JSON.parse('{"__proto__":{"code":"x"},"constructor":1}') as JsonValue;
    expect(open.text(hostile)).toBe('{"__proto__":{"code":"x"},"constructor":1}');
    expect(mask.text(hostile)).toBe('an object');
    expect(mask.coding(hostile)).toBe('no code of no system');
    expect(mask.shows('__proto__')).toBe(false);
  });

  test('stay bounded for deep, wide and hostile values', () => {
    let deep: JsonValue = 1;
    for (let n = 0; n < 100_000; n++) deep = [deep];
    expect(open.text(deep).length).toBeLessThan(500);
    expect(open.text(Array.from({ length: 100_000 }, () => 'x'.repeat(100))).length).toBeLessThan(500);
    expect(
      open.text(Object.fromEntries(Array.from({ length: 1000 }, (_, n) => ['k'.repeat(1000) + n, n]))).length,
    ).toBeLessThan(500);
  });

  test('any value of any kind is told in a short printable text', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ stringUnit: 'binary' }),
        fc.constantFrom(...KINDS),
        fc.boolean(),
        (value, kind, show) => {
          const text = describeValue(value as JsonValue, kind, show);
          expect(text.length).toBeGreaterThan(0);
          expect(text.length).toBeLessThan(2000);
          // eslint-disable-next-line no-control-regex
          expect(text).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/);
        },
      ),
    );
  });
});
