import { describe, expect, test } from 'vitest';
import { detectFormat, readText } from '../../src/readers/index.js';
import { miniSpec } from '../helpers/mini.js';

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

  test('reads XML and says so: by its looks, or by the types of a specification version', () => {
    const text = '<Patient xmlns="http://hl7.org/fhir"><name><family value="Example"/></name></Patient>';
    expect(readText(text)).toMatchObject({ ok: true, format: 'xml', value: { name: { family: 'Example' } } });
    expect(readText(text, { spec: miniSpec() })).toMatchObject({ value: { name: [{ family: 'Example' }] } });
  });

  test('reads a text as the format that is asked for', () => {
    expect(readText('{}', { format: 'xml' })).toMatchObject({
      ok: false,
      issues: [{ code: 'input.syntax' }],
    });
    expect(readText('<a/>', { format: 'json' })).toMatchObject({
      ok: false,
      issues: [{ code: 'input.format' }],
    });
  });

  test('finds places in either format', () => {
    const json = readText('{"resourceType":"Patient",\n"active":true}');
    const xml = readText('<Patient xmlns="http://hl7.org/fhir">\n<active value="true"/></Patient>');
    for (const result of [json, xml]) {
      expect(result.ok && result.locate(['/active', '/gender']).get('/active')).toEqual({
        line: 2,
        column: 1,
      });
      expect(result.ok && result.locate(['/gender']).get('/gender')).toEqual({ line: 1, column: 1 });
    }
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
