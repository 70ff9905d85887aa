import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMask, describeValue, renderMessage, type ValueKind } from '../../src/issues/index.js';
import type { JsonValue } from '../../src/tables/index.js';
import { SAMPLE_ENTRIES } from './samples.js';

const RESOURCE_TYPES = ['Patient', 'Practitioner'];
const mask = createMask(false, RESOURCE_TYPES);
const open = createMask(true, RESOURCE_TYPES);
const KINDS: readonly ValueKind[] = ['code', 'url', 'date', 'reference', 'text'];

/** A made-up patient. Every string leaf holds the mark, in the shape that its element has in real life. */
const MARK = 'Zyxwv';
const MARKED_PATIENT: JsonValue = {
  resourceType: `${MARK} Patient`,
  id: `${MARK}-id-1`,
  meta: { profile: [`see ${MARK}`], versionId: MARK },
  text: { status: `a ${MARK}`, div: `<div xmlns="http://www.w3.org/1999/xhtml">${MARK}</div>` },
  extension: [{ url: `<${MARK}>`, valueString: MARK }],
  identifier: [{ system: `system ${MARK}`, value: MARK }, { value: `${MARK}0018` }],
  name: [{ family: MARK, given: [`${MARK}'s`, `${MARK}-Ann`], text: `Dr ${MARK} MARKED` }],
  telecom: [{ system: ` ${MARK}`, value: `${MARK}@example.invalid` }, { value: `tel:${MARK}` }],
  gender: `${MARK} unknown`,
  birthDate: `1985-03-${MARK}`,
  address: [{ line: [`1 ${MARK} Street`], postalCode: `${MARK} 1AA`, text: `${MARK}\n${MARK}` }],
  maritalStatus: { coding: [{ system: `${MARK}:x y`, code: `${MARK} code`, display: MARK }], text: MARK },
  generalPractitioner: [
    { reference: `Practitioner/${MARK}`, display: MARK },
    { reference: `https://example.invalid/STU3/Practitioner/${MARK}?q=${MARK}` },
    { reference: `urn:uuid:${MARK}` },
    { reference: `#${MARK}` },
  ],
  contact: [{ name: { text: MARK } }],
};

function leaves(value: JsonValue | undefined): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value as object).flatMap((child) => leaves(child as JsonValue));
}

/** Every description of every leaf and branch that a walker can ask for; as a code only what cannot be one. */
function descriptions(): string[] {
  const values = leaves(MARKED_PATIENT);
  const hidden: readonly ValueKind[] = ['date', 'reference', 'text'];
  return [
    ...values.flatMap((value) => hidden.map((kind) => describeValue(value, kind))),
    ...values.flatMap((value) =>
      ['string', 'id', 'date', 'dateTime', 'uri', 'markdown', 'xhtml'].map((type) =>
        mask.primitive(type, value),
      ),
    ),
    ...values.filter((value) => value.includes(' ')).flatMap((value) => [mask.code(value)]),
    ...values.map((value) => mask.url(value)),
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
  test('never comes through as text, date, reference or any primitive but a code', () => {
    fc.assert(
      fc.property(
        marked,
        fc.constantFrom('string', 'id', 'uri', 'dateTime', 'xhtml'),
        ({ secret, text }, type) => {
          for (const value of [text, ...nested(text)]) {
            for (const kind of ['date', 'reference', 'text'] as const)
              expect(mask[kind](value)).not.toContain(secret);
            expect(mask.primitive(type, value)).not.toContain(secret);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  test('comes through as a code only where the whole value has the form of one', () => {
    fc.assert(
      fc.property(marked, ({ secret, text }) => {
        const shown = mask.code(text);
        if (!shown.includes(secret)) return;
        expect(secret).toBe(MARK);
        expect(shown).toBe(`"${text}"`);
        expect(text).toMatch(/^[-A-Za-z0-9._+/%*^()[\]{}:#']{1,64}$/);
      }),
      { numRuns: 500 },
    );
  });

  test('comes through as a URL only in the part that names a system', () => {
    fc.assert(
      fc.property(marked, ({ secret, text }) => {
        const shown = mask.url(text);
        if (!shown.includes(secret)) return;
        expect(secret).toBe(MARK);
        expect(shown).toMatch(/^https?:\/\/[^\s?@<>"`]+(…|\?…)?$/);
        expect(shown.split('…')[0]!.split('?')[0]).toContain(secret);
        expect(shown).not.toMatch(/\/Patient\/[^…?]/);
      }),
      { numRuns: 500 },
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
    ['22298006', '"22298006"'],
    ['Fully-specified_1.2', '"Fully-specified_1.2"'],
    ['10*9/L', '"10*9/L"'],
    ['ACCESS DENIED', 'a string of 11 to 30 characters'],
    ['9990000018', 'a string of at most 10 characters'],
    ['nhs-9990000018', 'a string of 11 to 30 characters'],
    ['19990000018', '"19990000018"'],
    ['1985-03-02', 'a string of at most 10 characters'],
    ['someone@example.invalid', 'a string of 11 to 30 characters'],
    ['0f8fad5b-d9cb-469f-a165-70867728950e', 'a string of 31 to 100 characters'],
    ['urn:uuid:0f8fad5b-d9cb-469f-a165-70867728950e', 'a string of 31 to 100 characters'],
    ['born:1985-03-02', 'a string of 11 to 30 characters'],
    ['x'.repeat(65), 'a string of 31 to 100 characters'],
    ['a"b', 'a string of at most 10 characters'],
    ['a\u001b[31m', 'a string of at most 10 characters'],
    ['', 'an empty string'],
    [5, 'a whole number'],
    [undefined, 'nothing'],
  ] as const)('%j is told as %s', (value, expected) => {
    expect(mask.code(value)).toBe(expected);
    expect(mask.primitive('code', value)).toBe(expected);
  });
});

describe('URLs', () => {
  test.each([
    ['https://fhir.nhs.uk/Id/nhs-number', 'https://fhir.nhs.uk/Id/nhs-number'],
    ['https://fhir.nhs.uk/STU3/StructureDefinition/Extension-GPConnect-DeliveryChannel-2', undefined],
    ['http://hl7.org/fhir/ValueSet/a|3.0.1', undefined],
    ['http://snomed.info/sct', undefined],
    ['urn:oid:2.16.840.1', undefined],
    ['https://example.invalid/a?nhs=9990000018', 'https://example.invalid/a?…'],
    ['https://example.invalid/Patient/123', 'https://example.invalid/Patient/…'],
    ['https://example.invalid/Patient/123/_history/1', 'https://example.invalid/Patient/…'],
    ['https://example.invalid/Patient/Smith', 'https://example.invalid/Patient/…'],
    ['https://example.invalid/x/9990000018', 'https://example.invalid/x/…'],
    ['https://example.invalid/x/nhs_9990000018', 'https://example.invalid/x/…'],
    ['https://example.invalid/x/0f8fad5b-d9cb-469f-a165-70867728950e', 'https://example.invalid/x/…'],
    ['https://example.invalid/x/id-0f8fad5b-d9cb-469f-a165-70867728950e', 'https://example.invalid/x/…'],
    ['https://example.invalid/x/born-1985-03-02', 'https://example.invalid/x/…'],
    ['https://example.invalid/x#1985-03-02', 'a string of 31 to 100 characters'],
    ['https://example.invalid/x#9990000018', 'a string of 31 to 100 characters'],
    ['urn:oid:9990000018', 'a string of 11 to 30 characters'],
    ['https://user@example.invalid/', 'a string of 11 to 30 characters'],
    ['https://example.invalid/a b', 'a string of 11 to 30 characters'],
    ['https://example.invalid/' + 'x'.repeat(200), 'a string of 101 to 1000 characters'],
    ['urn:uuid:0f8fad5b-d9cb-469f-a165-70867728950e', 'a string of 31 to 100 characters'],
    ['Smith', 'a string of at most 10 characters'],
    ['mailto:someone@example.invalid', 'a string of 11 to 30 characters'],
  ])('%s', (value, expected) => {
    expect(mask.url(value)).toBe(expected ?? value);
  });
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
    [{ code: 'a' }, '"a" of no system'],
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
    expect(mask.property('__proto__')).toBe('__proto__');
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
