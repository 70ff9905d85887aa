import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Issue } from '../../src/issues/issue.js';
import { readJson, type ReadOptions } from '../../src/readers/index.js';
import { expectLinear } from '../helpers/growth.js';
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

  test('halves of characters, raw and escaped, as the engine has them', () => {
    for (const text of ['"\ud800"', '"\\ud800"', '{"\\udc00":"\\ud83d\\ude00"}']) {
      expect(readJson(text)).toMatchObject({ ok: true, value: JSON.parse(text) as object, issues: [] });
    }
  });

  test('limits that are undefined are the usual ones', () => {
    const options = {
      maxDepth: undefined,
      maxLength: undefined,
      maxIssues: undefined,
    } as unknown as ReadOptions;
    expect(refusal('['.repeat(201), options).code).toBe('input.too-deep');
    expect(readJson('{"a":1,"a":2}', options).issues).toHaveLength(1);
  });

  test('arrays of any length', () => {
    for (const item of ['0', '{}', '[]', '"x"', '{"a":[1]}']) {
      expectLinear(
        (size) => `[${`${item},`.repeat(size - 1)}${item}]`,
        5000,
        (text) => expect(readJson(text).ok).toBe(true),
      );
    }
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
    ['{"a":NaN}', 1, 6, /a value/, /word without quotes/],
    ['{"a":-Infinity}', 1, 7, /digit/, /word without quotes/],
    ['{"a":+1}', 1, 6, /a value/, /character that JSON does not use/],
    ['{"a":.5}', 1, 6, /a value/, /character that JSON does not use/],
    ['{"a":True}', 1, 6, /a value/, /word without quotes/],
    ['{"a":nulll}', 1, 10, /comma or `}`/, /word without quotes/],
    ['{"a":undefined}', 1, 6, /a value/, /word without quotes/],
    ['{a:1}', 1, 2, /double quotes/, /word without quotes/],
    ['{,"a":1}', 1, 2, /property name/, /`,`/],
    ['[1,,2]', 1, 4, /value after the comma/, /`,`/],
    ['{"a"}', 1, 5, /colon/, /`}`/],
    ['{"a"::1}', 1, 6, /value after the colon/, /`:`/],
    ['{"a":\n/* SECRET */1}', 2, 1, /value/, /comment/],
    ['# SECRET\n{}', 1, 1, /value/, /comment/],
    ['1 2', 1, 3, /end of the text/, /a number/],
    ['[1]]', 1, 4, /end of the text/, /`]`/],
    ['{"a":1}\n\nSECRET', 3, 1, /end of the text/, /word without quotes/],
    ['{"a":1', 1, 7, /comma or `}`/, /end of the text/],
    ['{"a":', 1, 6, /value after the colon/, /end of the text/],
    ['{"a":"x\\', 1, 8, /escape/, /another one/],
    ['{"a":"\\u12', 1, 7, /four hexadecimal digits/, /something else/],
    ['{"a":"SECRET\u0007"}', 1, 13, /escaped/, /U\+0007/],
    ['{"a":"SECRET\tx"}', 1, 13, /escaped/, /a tab/],
    ['{"SEC\nRET":1}', 1, 6, /escaped/, /line break/],
    ['{"a":\ud800}', 1, 6, /value/, /character that JSON does not use/],
    ['{"a":1}\uFEFF', 1, 8, /end of the text/, /byte-order mark/],
    ['\uFEFF{"a":}', 1, 6, /value after the colon/, /`}`/],
    ['{\r\n"a":1,\r\n}', 3, 1, /after the comma/, /`}`/],
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

  test('a text with a character less, more or another is accepted exactly when the engine accepts it', () => {
    const edit = fc.record({
      at: fc.nat(),
      remove: fc.integer({ min: 0, max: 2 }),
      insert: fc.oneof(
        fc.constantFrom(
          '',
          '{',
          '}',
          '[',
          ']',
          ',',
          ':',
          '"',
          '\\',
          '0',
          '-',
          '.',
          'e',
          't',
          'u',
          '\n',
          '\0',
          '\ud800',
        ),
        fc.string({ unit: 'binary', maxLength: 1 }),
      ),
    });
    fc.assert(
      fc.property(values, styles, fc.array(edit, { minLength: 1, maxLength: 2 }), (value, style, edits) => {
        let { text } = write([value], style);
        for (const { at, remove, insert } of edits) {
          const from = at % (text.length + 1);
          text = text.slice(0, from) + insert + text.slice(from + remove);
        }
        let parsed: { value: unknown } | undefined;
        try {
          parsed = { value: JSON.parse(text) };
        } catch {
          parsed = undefined;
        }
        const result = readJson(text);
        // A byte-order mark is the one thing that a reader of files lets pass and the engine does not.
        if (text.startsWith('\uFEFF')) return;
        expect(result.ok).toBe(parsed !== undefined);
        if (result.ok) {
          expect(result.value).toEqual(parsed!.value);
          return;
        }
        const { line, column } = result.issues[0]!;
        const rows = text.split('\n');
        expect(line).toBeGreaterThanOrEqual(1);
        expect(line).toBeLessThanOrEqual(rows.length);
        expect(column).toBeGreaterThanOrEqual(1);
        expect(column).toBeLessThanOrEqual(rows[line! - 1]!.length + 1);
      }),
      { numRuns: 3000 },
    );
  });

  test('a refusal quotes nothing of the text, wherever it breaks', () => {
    const text = '{"SECRET":["SECRET",{"SECRET":"SEC\\u0052ET"}],"SECRET2":SECRET}';
    for (let at = 0; at < text.length; at++) {
      for (const broken of [
        text.slice(0, at),
        text.slice(0, at) + '\u0001' + text.slice(at),
        text.slice(at),
      ]) {
        const result = readJson(broken);
        if (!result.ok) expect(JSON.stringify(result.issues)).not.toMatch(/SEC|ECR|CRE|RET/);
      }
    }
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
    ['\uFFFD\uFFFD{\u0000"\u0000a\u0000', 'input.encoding'],
    ['\u0000{\u0000"\u0000a', 'input.encoding'],
    ['\u0089PNG\r\n\u001a\n', 'input.encoding'],
    ['\uFEFF<?xml version="1.0"?><a/>', 'input.format'],
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
    expect(refusal('{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000))).toMatchObject({ column: 1001 });
    expect(refusal('[{"a":'.repeat(50_000) + '1' + '}]'.repeat(50_000)).code).toBe('input.too-deep');
  });

  test('a syntax error before the depth is what is told', () => {
    expect(refusal('{"a" 1,' + '['.repeat(1000)).code).toBe('input.syntax');
  });
});
