import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Issue } from '../../src/issues/issue.js';
import { readJson, type ReadOptions } from '../../src/readers/index.js';
import { countPosition, styles, values, write } from './written.js';

function refusal(text: string, options?: ReadOptions): Issue {
  const result = readJson(text, options);
  if (result.ok) throw new Error('expected a refusal');
  expect(result.issues).toHaveLength(1);
  return result.issues[0]!;
}

describe('what is read', () => {
  test('the value that JSON.parse gives, for any value in any style, without issues', () => {
    fc.assert(
      fc.property(values, styles, (value, style) => {
        const { text } = write(value, style);
        const result = readJson(text);
        expect(result.ok).toBe(true);
        if (!result.ok) return;
        expect(result.value).toEqual(JSON.parse(text));
        expect(result.issues).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('a byte-order mark and blanks around the value', () => {
    expect(readJson('\uFEFF\r\n {"a":1} \n')).toMatchObject({ ok: true, value: { a: 1 }, issues: [] });
  });

  test('a __proto__ key as a plain property', () => {
    const result = readJson('{"__proto__":{"polluted":true}}');
    expect(result.ok && Object.hasOwn(result.value as object, '__proto__')).toBe(true);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('syntax errors are told with a place and without the text', () => {
  test.each([
    ['{"a":1,}', 1, 8, /property name in double quotes after the comma/, /`}`/],
    ['{"a":1\n,"b" 2}', 2, 6, /colon/, /a number/],
    ['{"a":[1 2]}', 1, 9, /comma or `]`/, /a number/],
    ['{"a":1 "b":2}', 1, 8, /comma or `}`/, /a string/],
    ["{'a':1}", 1, 2, /double quotes/, /single quote/],
    ['{"a":SECRET}', 1, 6, /value after the colon/, /word without quotes/],
    ['{"a":"SECRET', 1, 13, /closing quote/, /end of the text/],
    ['{"a":"SEC\nRET"}', 1, 10, /escaped/, /line break/],
    ['{"a":"SEC\\xRET"}', 1, 10, /escape/, /another one/],
    ['{"a":"\\u12G4"}', 1, 7, /four hexadecimal digits/, /something else/],
    ['{"a":01}', 1, 6, /leading zeros/, /number/],
    ['{"a":1.}', 1, 8, /decimal point/, /`}`/],
    ['{"a":1e}', 1, 8, /exponent/, /`}`/],
    ['{"a":-}', 1, 7, /digit/, /`}`/],
    ['{"a":1}\n{"b":2}', 2, 1, /end of the text/, /`{`/],
    ['{"a":1} // SECRET', 1, 9, /end of the text/, /comment/],
    ['[1,]', 1, 4, /value after the comma/, /`]`/],
    ['[1}', 1, 3, /comma or `]`/, /`}`/],
    ['{"a":\u00a01}', 1, 6, /value/, /white space that JSON does not have/],
    ['{“a”:1}', 1, 2, /double quotes/, /typographic quote/],
    ['{"a":\u00001}', 1, 6, /value/, /U\+0000/],
    ['{', 1, 2, /property name/, /end of the text/],
    ['[', 1, 2, /value or `]`/, /end of the text/],
    ['NaN', 1, 1, /a value/, /word without quotes/],
    ['}', 1, 1, /a value/, /`}`/],
  ])('%j', (text, line, column, expected, found) => {
    const issue = refusal(text);
    expect(issue).toMatchObject({
      code: 'input.syntax',
      severity: 'error',
      line,
      column,
      path: '',
      pointer: '',
    });
    expect(issue.params['expected']).toMatch(expected);
    expect(issue.params['found']).toMatch(found);
    expect(issue.message).not.toMatch(/SEC|RET/);
  });

  test('every text is either what the engine accepts or refused with one issue', () => {
    const pieces = fc.array(
      fc.constantFrom(
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '"',
        '"a"',
        '1',
        'true',
        ' ',
        '\n',
        '\\',
        'x',
        '-',
        '.',
        'e',
      ),
      { maxLength: 24 },
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        const text = parts.join('');
        let accepted = true;
        try {
          JSON.parse(text);
        } catch {
          accepted = false;
        }
        const result = readJson(text);
        expect(result.ok).toBe(accepted);
        if (!result.ok) expect(result.issues[0]!.message).not.toMatch(/engine/);
      }),
      { numRuns: 5000 },
    );
  });

  test('the place is where the text stops being a beginning of JSON', () => {
    fc.assert(
      fc.property(values, styles, fc.nat(), (value, style, seed) => {
        const { text } = write([value], style);
        const cut = text.slice(0, seed % text.length);
        const issue = readJson(cut);
        if (issue.ok || cut.trim() === '') return;
        const { line, column } = issue.issues[0]!;
        // A truncated text is wrong at its end, but for an escape or a literal that was cut through.
        const end = countPosition(cut, cut.length);
        expect(line).toBe(end.line);
        expect(end.column - column!).toBeLessThanOrEqual(6);
      }),
    );
  });
});

describe('what is no JSON at all', () => {
  test.each([
    ['', 'input.empty'],
    [' \r\n\t', 'input.empty'],
    ['\uFEFF', 'input.empty'],
    ['<Patient xmlns="http://hl7.org/fhir"/>', 'input.format'],
    ['{\u0000"\u0000a\u0000', 'input.encoding'],
    ['\u0000\u0001\u0002', 'input.encoding'],
    ['\uFFFD\uFFFD\u0010', 'input.encoding'],
    ['PK\u0003\u0004', 'input.encoding'],
    ['%PDF-1.7', 'input.encoding'],
    ['hello', 'input.syntax'],
  ])('%j is %s', (text, code) => {
    expect(refusal(text).code).toBe(code);
  });
});

describe('limits', () => {
  test('length', () => {
    expect(readJson('[1]', { maxLength: 3 }).ok).toBe(true);
    expect(refusal('[1]', { maxLength: 2 })).toMatchObject({
      code: 'input.too-large',
      params: { limit: 2, length: 3 },
    });
  });

  test('depth, with the place of the bracket that goes too deep', () => {
    const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
    expect(readJson(nested(200)).ok).toBe(true);
    expect(refusal(nested(201))).toMatchObject({ code: 'input.too-deep', line: 1, column: 201 });
    expect(refusal('{"a":\n{"b":{}}}', { maxDepth: 2 })).toMatchObject({
      code: 'input.too-deep',
      line: 2,
      column: 6,
    });
  });

  test('100,000 levels, closed or not', () => {
    expect(refusal('['.repeat(100_000)).code).toBe('input.too-deep');
    expect(refusal('{"a":'.repeat(100_000)).code).toBe('input.too-deep');
    expect(refusal('['.repeat(100_000) + ']'.repeat(100_000)).code).toBe('input.too-deep');
  });

  test('a syntax error before the depth is what is told', () => {
    expect(refusal('{"a" 1,' + '['.repeat(1000)).code).toBe('input.syntax');
  });
});
