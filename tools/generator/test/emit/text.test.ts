import { describe, expect, it } from 'vitest';
import { docBody, escapeDoc, orList, span } from '../../src/emit/doc.js';
import { Code, print, quote } from '../../src/emit/literal.js';
import { camelCase, pascalCase, sentenceCase, unique } from '../../src/emit/naming.js';

describe('names', () => {
  it.each([
    ['nhsNumber', 'NhsNumber', 'nhsNumber', 'Nhs number'],
    ['patient-cadavericDonor', 'PatientCadavericDonor', 'patientCadavericDonor', 'Patient cadaveric donor'],
    ['ODS Site Code', 'ODSSiteCode', 'odsSiteCode', 'ODS site code'],
    ['value[x]', 'Value', 'value', 'Value'],
    ['2nd', 'N2nd', 'n2nd', '2nd'],
  ])('%s', (from, pascal, camel, sentence) => {
    expect([pascalCase(from), camelCase(from), sentenceCase(from)]).toEqual([pascal, camel, sentence]);
  });

  it('that are taken or reserved get out of the way', () => {
    const taken = new Set(['status']);
    expect([unique('status', taken), unique('status', taken), unique('default', taken)]).toEqual([
      'status2',
      'status3',
      'default_',
    ]);
  });
});

describe('literals', () => {
  it('stay on a line while they fit, and break where they do not', () => {
    expect(print({ min: 1, types: ['code'], absent: undefined })).toBe("{ min: 1, types: ['code'] }");
    const long = { list: Array.from({ length: 30 }, (_, index) => `code-${index}`) };
    expect(
      print(long)
        .split('\n')
        .every((line) => line.length <= 110),
    ).toBe(true);
    expect(print(long)).toContain("  list: [\n    'code-0', 'code-1',");
  });

  it('are the values they print', () => {
    const value = {
      "it's": ['a\\b', "'", '"', `'"`, 'line\nbreak', '\u2028\u0000'],
      n: [0, -1.5, true, null, {}, []],
    };
    expect((0, eval)(`(${print(value)})`)).toEqual(value);
  });

  it('hold code as it is', () => {
    expect(print([new Code('() => Patient')])).toBe('[() => Patient]');
  });

  it.each([
    ['plain', "'plain'"],
    ["in ('a')", '"in (\'a\')"'],
    ['"', `'"'`],
  ])('quotes %s', (text, quoted) => {
    expect(quote(text)).toBe(quoted);
  });
});

describe('documentation', () => {
  it('cannot end its comment or start a tag', () => {
    expect(escapeDoc('*/ @see {x} <b>')).toBe('*\\/ \\@see \\{x\\} \\<b\\>');
    expect(span('a`b*/')).toBe("`a'b* /`");
  });

  it('puts its first line first, wraps the rest, and names the element', () => {
    const body = docBody(['First.', `Codes from ${'word '.repeat(40)}end.`], 'Patient.gender');
    expect(body.split('\n').slice(0, 2)).toEqual(['First.', '']);
    expect(body.split('\n').every((line) => line.length <= 100)).toBe(true);
    expect(body).toMatch(/\n\n@generated from Patient\.gender$/);
  });

  it('lists alternatives as one says them', () => {
    expect([orList(['a']), orList(['a', 'b']), orList(['a', 'b', 'c'])]).toEqual([
      'a',
      'a or b',
      'a, b or c',
    ]);
  });
});
