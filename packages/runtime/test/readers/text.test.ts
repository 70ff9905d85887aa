import { describe, expect, test } from 'vitest';
import { detectFormat, readText } from '../../src/readers/index.js';

describe('detectFormat', () => {
  test.each([
    ['{"a":1}', 'json'],
    [' \n[1]', 'json'],
    ['\uFEFF{}', 'json'],
    ['"text"', 'json'],
    ['<Patient/>', 'xml'],
    ['\uFEFF\r\n<?xml version="1.0"?>', 'xml'],
    ['', 'empty'],
    ['\uFEFF \n', 'empty'],
    ['\u0000\u0000', 'binary'],
    ['{\u0000"\u0000', 'binary'],
    ['<\u0000P\u0000', 'binary'],
    ['PK\u0003\u0004', 'binary'],
    ['\u001f\uFFFD\b', 'binary'],
    ['hello', 'unknown'],
    ['MSH|^~\\&|', 'unknown'],
  ])('%j is %s', (text, format) => {
    expect(detectFormat(text)).toBe(format);
  });

  test('a control character inside JSON leaves it JSON: the error then has a place', () => {
    expect(readText('{"a":\u00001}')).toMatchObject({
      ok: false,
      format: 'json',
      issues: [{ code: 'input.syntax', line: 1, column: 6 }],
    });
  });
});

describe('readText', () => {
  test('reads JSON and says so', () => {
    expect(readText(' {"a":1}')).toMatchObject({ ok: true, format: 'json', value: { a: 1 } });
  });

  test('says that XML is not read yet, whether told or asked for', () => {
    for (const result of [readText('\n <Patient/>'), readText('{}', { format: 'xml' })]) {
      expect(result).toMatchObject({ ok: false, format: 'xml', issues: [{ code: 'input.format' }] });
    }
    expect(readText('\n <Patient/>').issues[0]).toMatchObject({ line: 2, column: 2 });
    expect(readText('<a/>').issues[0]!.message).toMatch(/XML is not read yet/);
  });

  test.each([
    ['', 'input.empty'],
    ['\u0000', 'input.encoding'],
    ['hello', 'input.format'],
  ])('%j is %s', (text, code) => {
    expect(readText(text)).toMatchObject({
      ok: false,
      format: undefined,
      issues: [{ code, severity: 'error' }],
    });
  });

  test('a text that is too long is refused before it is looked at', () => {
    expect(readText('<a/>', { maxLength: 2 })).toMatchObject({
      ok: false,
      issues: [{ code: 'input.too-large' }],
    });
  });
});
