import { describe, expect, test } from 'vitest';
import { createValidator, readText } from '../../../src/index.js';
import { miniSpec } from '../../helpers/mini.js';
import { expectLinear } from '../../helpers/growth.js';
import { read, resource } from './written.js';

const { validateText } = createValidator(miniSpec());
const FHIR = 'xmlns="http://hl7.org/fhir"';

/** Codes of the errors of a text, and a bound on the time that they took to find. */
function errorsOf(text: string, milliseconds: number): string[] {
  const from = performance.now();
  const { issues } = validateText(text);
  expect(performance.now() - from).toBeLessThan(milliseconds);
  return [...new Set(issues.filter(({ severity }) => severity === 'error').map(({ code }) => code))];
}

describe('input made to break readers is refused in bounded time', () => {
  test('entities that grow in each other (billion laughs)', () => {
    const levels = Array.from({ length: 30 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`);
    const text = `<!DOCTYPE lolz [<!ENTITY l0 "lol">${levels.join('')}]><Patient ${FHIR}><active value="&l30;"/></Patient>`;
    expect(errorsOf(text, 200)).toEqual(['input.xml-construct']);
  });

  test('one long entity, many times (quadratic blow-up)', () => {
    const text = `<?xml version="1.0"?><!DOCTYPE p [<!ENTITY a "${'a'.repeat(1_000_000)}">]><Patient ${FHIR}>${'<x>&a;</x>'.repeat(100_000)}</Patient>`;
    expect(errorsOf(text, 200)).toEqual(['input.xml-construct']);
  });

  test.each(['SYSTEM "file:///etc/passwd"', 'SYSTEM "http://example.invalid/a"', 'PUBLIC "a" "b"'])(
    'an external entity (%s)',
    (id) => {
      const text = `<!DOCTYPE p [<!ENTITY a ${id}>]><Patient ${FHIR}><active value="&a;"/></Patient>`;
      expect(errorsOf(text, 200)).toEqual(['input.xml-construct']);
      expect(errorsOf(`<!DOCTYPE p ${id}><Patient ${FHIR}/>`, 200)).toEqual(['input.xml-construct']);
    },
  );

  test('a document type without an end', () => {
    expect(errorsOf(`<!DOCTYPE ${'[<!ELEMENT '.repeat(500_000)}`, 200)).toEqual(['input.xml-construct']);
  });

  test.each(['birthDate', 'active', 'gender', 'x'])('an attribute of 10 MB on %s', (name) => {
    const text = resource('Patient', `<${name} value="${'1'.repeat(10_000_000)}"/>`);
    expect(errorsOf(text, 5000)).not.toEqual([]);
    expect(JSON.stringify(validateText(text).issues).length).toBeLessThan(2000);
  });

  test('a string of 10 MB is longer than strings may be', () => {
    const text = resource('Organization', `<name value="${'a'.repeat(10_000_000)}"/>`);
    expect(errorsOf(text, 5000)).toEqual(['value.too-long']);
  });

  test.each(['<name>', '<x>', '<extension url="a">', '<contained><Patient>', '<Patient>'])(
    '%s, 1,000,000 times without an end',
    (tag) => {
      expect(errorsOf(`<Patient ${FHIR}>${tag.repeat(1_000_000)}`, 1000)).toEqual(['input.too-deep']);
    },
  );

  test('1,000,000 open elements in a narrative', () => {
    const div = '<text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml">';
    expect(errorsOf(`<Patient ${FHIR}>${div}${'<b>'.repeat(1_000_000)}`, 1000)).toEqual(['input.too-deep']);
  });

  test('a million attributes of one element, declarations of namespaces among them', () => {
    const attributes = Array.from({ length: 200_000 }, (_, n) => `a${n}="" xmlns:b${n}="c"`).join(' ');
    expect(errorsOf(`<Patient ${FHIR} ${attributes}/>`, 5000)).toEqual(['structure.xml-attribute']);
  });

  test('text that is longer than the limit is not looked at', () => {
    expect(validateText('<'.repeat(101), { maxLength: 100 }).issues.map(({ code }) => code)).toEqual([
      'input.too-large',
    ]);
  });

  test('a name of a megabyte is cut', () => {
    const name = 'a'.repeat(1_000_000);
    const { issues } = validateText(`<Patient ${FHIR}><${name} ${name}=""/></Patient>`);
    expect(issues.length).toBeGreaterThan(0);
    expect(JSON.stringify(issues).length).toBeLessThan(10_000);
  });
});

test.each([90, 97, 98, 99, 100, 101, 110])('%i elements in each other are as deep as in JSON', (depth) => {
  const xml = resource(
    'Questionnaire',
    '<item>'.repeat(depth) + '<linkId value="a"/>' + '</item>'.repeat(depth),
  );
  const json = `{"resourceType":"Questionnaire",${'"item":[{'.repeat(depth)}"linkId":"a"${'}]'.repeat(depth)}}`;
  const [ofXml, ofJson] = [read(xml), readText(json)];
  expect(ofXml.ok).toBe(ofJson.ok);
  expect(ofXml.ok).toBe(depth < 100);
  if (ofXml.ok && ofJson.ok) expect(ofXml.value).toEqual(ofJson.value);
});

describe('the work grows as the text does', () => {
  test.each([
    ['elements of a list', (n: number) => '<name><given value="a"/></name>'.repeat(n)],
    ['elements that do not repeat', (n: number) => '<gender value="male"/>'.repeat(n)],
    ['unknown elements of one name', (n: number) => '<x value="a"/>'.repeat(n)],
    [
      'unknown elements of many names',
      (n: number) => Array.from({ length: n }, (_, k) => `<x${k}/>`).join(''),
    ],
    [
      'siblings of primitives',
      (n: number) => `<name>${'<given id="a"/><given value="b"/>'.repeat(n)}</name>`,
    ],
    ['text between elements', (n: number) => 'a<active value="true"/>'.repeat(n)],
    ['references to characters', (n: number) => `<birthDate value="${'&#65;'.repeat(n)}"/>`],
    ['bare ampersands', (n: number) => `<birthDate value="${'&'.repeat(n)}"/>`],
    ['comments', (n: number) => '<!-- a -->'.repeat(n)],
    [
      'narrative',
      (n: number) => `<text><div xmlns="http://www.w3.org/1999/xhtml">${'<p>a</p>'.repeat(n)}</div></text>`,
    ],
    [
      'narrative with a prefix',
      (n: number) =>
        `<text><h:div xmlns:h="http://www.w3.org/1999/xhtml">${'<h:p>a</h:p>'.repeat(n)}</h:div></text>`,
    ],
    ['namespaces', (n: number) => '<a:name xmlns:a="urn:x"/>'.repeat(n)],
  ])('%s', (_, content) => {
    expectLinear((size) => resource('Patient', content(size)), 1000, read);
  });
});
