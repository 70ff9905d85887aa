import { describe, expect, test } from 'vitest';
import { convertText, MisuseError } from '../../src/index.js';
import { miniSpec } from '../helpers/mini.js';

const spec = miniSpec();
const XHTML = 'http://www.w3.org/1999/xhtml';

const toXml = (value: unknown) => convertText(JSON.stringify(value), spec, { to: 'xml' });
const toJson = (content: string) =>
  convertText(`<Patient xmlns="http://hl7.org/fhir">${content}</Patient>`, spec, { to: 'json' });

/** `code path line:column`, one a loss. */
function losses(result: ReturnType<typeof convertText>): string[] {
  expect(result.ok).toBe(false);
  return result.ok ? [] : result.issues.map((i) => `${i.code} ${i.path} ${i.line}:${i.column}`);
}

describe('XML', () => {
  test('has the order of the tables, a line for each element, and an end of line at its end', () => {
    const result = toXml({
      birthDate: '1970-01-01',
      _birthDate: { extension: [{ valueBoolean: true, url: 'https://example.invalid/a' }], id: 'b' },
      name: [{ given: ['A', null], _given: [null, { id: 'g' }], family: 'Example' }],
      contained: [{ name: 'Example', resourceType: 'Organization' }],
      deceasedBoolean: false,
      text: { div: `<div xmlns="${XHTML}">\n<p>a</p></div>`, status: 'generated' },
      id: 'p',
      resourceType: 'Patient',
    });
    expect(result.ok && result.text).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<Patient xmlns="http://hl7.org/fhir">
  <id value="p"/>
  <text>
    <status value="generated"/>
    <div xmlns="${XHTML}">
<p>a</p></div>
  </text>
  <contained>
    <Organization>
      <name value="Example"/>
    </Organization>
  </contained>
  <name>
    <family value="Example"/>
    <given value="A"/>
    <given id="g"/>
  </name>
  <birthDate value="1970-01-01" id="b">
    <extension url="https://example.invalid/a">
      <valueBoolean value="true"/>
    </extension>
  </birthDate>
  <deceasedBoolean value="false"/>
</Patient>
`);
  });

  test('escapes what attributes would lose', () => {
    const result = toXml({ resourceType: 'Organization', name: ' a\n\tb\r&<>"\'' });
    expect(result.ok && result.text).toContain(`<name value=" a&#10;&#9;b&#13;&amp;&lt;&gt;&quot;'"/>`);
  });

  test.each([
    ['a property that FHIR does not have', { surname: 'x' }, 'structure.unknown-property Patient.`{2}`'],
    ['null', { birthDate: null }, 'structure.null Patient.birthDate'],
    ['null in a list', { name: [{ given: [null] }] }, 'structure.null Patient.name[0].given[0]'],
    ['an empty list', { name: [] }, 'structure.empty Patient.name'],
    ['an empty sibling', { _birthDate: {} }, 'structure.empty Patient.birthDate'],
    [
      'an empty sibling beside a value',
      { birthDate: '1', _birthDate: {} },
      'convert.not-carried Patient.birthDate',
    ],
    ['a value without its list', { name: { family: 'x' } }, 'structure.not-an-array Patient.name'],
    ['a list of what does not repeat', { gender: ['male'] }, 'structure.unexpected-array Patient.gender'],
    ['a list in a list', { name: [[{}]] }, 'structure.unexpected-array Patient.name[0]'],
    ['a value for an object', { maritalStatus: 'x' }, 'structure.not-an-object Patient.maritalStatus'],
    ['an object for a value', { birthDate: {} }, 'structure.not-a-primitive Patient.birthDate'],
    ['a number for a text', { birthDate: 1970 }, 'value.json-type Patient.birthDate'],
    ['text for a boolean', { active: 'true' }, 'value.json-type Patient.active'],
    [
      'lists out of step',
      { name: [{ given: ['a', 'b'], _given: [null] }] },
      'structure.sibling-mismatch Patient.name[0].given',
    ],
    ['a control character', { birthDate: 'a\u0000' }, 'convert.not-carried Patient.birthDate'],
    ['half a character', { birthDate: '\ud800' }, 'convert.not-carried Patient.birthDate'],
    ['a resource without a type', { contained: [{}] }, 'structure.not-a-resource Patient.contained[0]'],
    [
      'a resource without a table',
      { contained: [{ resourceType: 'Slot' }] },
      'convert.not-carried Patient.contained[0]',
    ],
    [
      'what an attribute cannot have',
      { extension: [{ url: 'a', _url: { id: 'b' } }] },
      'convert.not-carried Patient.extension[0].url',
    ],
    [
      'white space around the narrative',
      { text: { div: ` <div xmlns="${XHTML}"/>` } },
      'convert.not-carried Patient.text.div',
    ],
    ['a narrative without a namespace', { text: { div: '<div/>' } }, 'convert.not-carried Patient.text.div'],
    [
      'HTML that is no XML',
      { text: { div: `<div xmlns="${XHTML}"><br></div>` } },
      'convert.not-carried Patient.text.div',
    ],
    [
      'two narratives in one',
      { text: { div: `<div xmlns="${XHTML}"/><div xmlns="${XHTML}"/>` } },
      'convert.not-carried Patient.text.div',
    ],
  ])('cannot carry %s', (_, members, expected) => {
    const found = losses(toXml({ resourceType: 'Patient', ...members }));
    expect(found).toHaveLength(1);
    expect(found[0]!.startsWith(`${expected} 1:`)).toBe(true);
  });

  test('losses are told together, where they stand in the text', () => {
    const text = `{
  "resourceType": "Patient",
  "name": [
    { "given": "A" },
    { "family": 1 }
  ],
  "birthDate": null
}`;
    expect(losses(convertText(text, spec, { to: 'xml' }))).toEqual([
      'structure.not-an-array Patient.name[0].given 4:7',
      'value.json-type Patient.name[1].family 5:7',
      'structure.null Patient.birthDate 7:3',
    ]);
  });

  test('a million unknown properties are as soon told as a hundred', () => {
    const many = Array.from({ length: 1_000_000 }, (_, n) => `"k${n}":1`).join(',');
    const text = `{"resourceType":"Patient",${many}}`;
    const from = performance.now();
    expect(losses(convertText(text, spec, { to: 'xml' }))).toHaveLength(100);
    expect(performance.now() - from).toBeLessThan(20_000);
  });

  test('no more than a hundred losses are told', () => {
    const result = toXml({ resourceType: 'Patient', name: Array.from({ length: 10_000 }, () => 1) });
    expect(losses(result)).toHaveLength(100);
  });
});

describe('JSON', () => {
  test('is indented, lists and types as the tables have them', () => {
    const result = toJson('<active value="true"/><!-- a --><name><given value="A"/></name>');
    expect(result).toEqual({
      ok: true,
      comments: 1,
      text: `{
  "resourceType": "Patient",
  "active": true,
  "name": [
    {
      "given": [
        "A"
      ]
    }
  ]
}
`,
    });
  });

  test.each([
    ['text between elements', 'a<active value="true"/>', 'structure.xml-text Patient 1:38'],
    [
      'an attribute that FHIR does not have',
      '<active value="true" x=""/>',
      'structure.xml-attribute Patient.active 1:38',
    ],
    [
      'what stands twice and does not repeat',
      '<gender value="a"/><gender value="b"/>',
      'structure.maximum Patient.gender 1:57',
    ],
    ['an empty value', '<birthDate/>', 'structure.empty Patient.birthDate 1:38'],
    ['an unknown element', '<surname value="a"/>', 'structure.unknown-property Patient 1:38'],
    [
      'a resource without a table',
      '<contained><Slot/></contained>',
      'convert.not-carried Patient.contained[0] 1:49',
    ],
    [
      'another namespace',
      '<name xmlns="urn:x"><family value="a"/></name>',
      'structure.xml-namespace Patient.name[0] 1:38',
    ],
  ])('cannot carry %s', (_, content, expected) => {
    expect(losses(toJson(content))).toEqual([expected]);
  });

  test('elements out of order are all there', () => {
    const result = toJson('<gender value="male"/><active value="true"/>');
    expect(result.ok && JSON.parse(result.text)).toEqual({
      resourceType: 'Patient',
      gender: 'male',
      active: true,
    });
  });

  test('what was written anew is the same', () => {
    const text = '{"resourceType":"Patient","x":[1.10,-0,1e400,{"a":null}],"y":[],"z":{}}';
    const result = convertText(text, spec, { to: 'json' });
    expect(result.ok && result.text.replace(/\s/g, '')).toBe(text);
    const list = convertText('[1.0,[2.50],"a\\"1.0",{"b":3.0}]', spec, { to: 'json' });
    expect(list.ok && list.text.replace(/\s/g, '')).toBe('[1.0,[2.50],"a\\"1.0",{"b":3.0}]');
  });
});

describe('text that cannot be read', () => {
  test.each([
    ['{"resourceType":', 'input.syntax'],
    ['<Patient', 'input.syntax'],
    ['{"resourceType":"Patient","id":"a","id":"b"}', 'input.duplicate-key'],
    ['', 'input.empty'],
    ['<!DOCTYPE a><a/>', 'input.xml-construct'],
  ])('%j: %s', (text, code) => {
    for (const to of ['json', 'xml'] as const) {
      const result = convertText(text, spec, { to });
      expect(result.ok).toBe(false);
      if (!result.ok) expect(result.issues.map((issue) => issue.code)).toEqual([code]);
    }
  });

  test('wrong use throws', () => {
    expect(() => convertText('{}', spec, {} as never)).toThrow(MisuseError);
    expect(() => convertText('{}', spec, { to: 'yaml' } as never)).toThrow(MisuseError);
    expect(() => convertText(1 as never, spec, { to: 'xml' })).toThrow(MisuseError);
    expect(() => convertText('{}', {} as never, { to: 'xml' })).toThrow(MisuseError);
  });
});
