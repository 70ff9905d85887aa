import { describe, expect, test } from 'vitest';
import { read, resource, valueOf } from './written.js';
import { readXml } from '../../../src/readers/xml/read.js';

const XHTML = 'http://www.w3.org/1999/xhtml';

describe('the value is that of FHIR JSON', () => {
  test('lists are arrays even of one item, and what does not repeat is none', () => {
    const xml = resource(
      'Patient',
      `<identifier><system value="https://example.invalid/Id/a"/><value value="1"/></identifier>
       <name><family value="Example"/><given value="A"/><given value="B"/></name>
       <birthDate value="1970-01-01"/>`,
    );
    expect(valueOf(xml)).toEqual({
      resourceType: 'Patient',
      identifier: [{ system: 'https://example.invalid/Id/a', value: '1' }],
      name: [{ family: 'Example', given: ['A', 'B'] }],
      birthDate: '1970-01-01',
    });
  });

  test('booleans and numbers are of the JSON type that the tables give them', () => {
    expect(
      valueOf(resource('Patient', '<active value="true"/><deceasedBoolean value="false"/>')),
    ).toMatchObject({ active: true, deceasedBoolean: false });
    expect(valueOf(resource('Bundle', '<type value="searchset"/><total value="12"/>'))).toMatchObject({
      total: 12,
    });
    const quantity = '<status value="final"/><valueQuantity><value value="-1.50"/></valueQuantity>';
    expect(valueOf(resource('Observation', quantity))).toMatchObject({ valueQuantity: { value: -1.5 } });
  });

  test.each(['TRUE', '1', ' true', ''])('%j is no boolean and stays text', (value) => {
    expect(valueOf(resource('Patient', `<active value="${value}"/>`))).toMatchObject({ active: value });
  });

  test.each(['+1', '01', '.5', '1.', '0x1', ' 1', 'NaN', '1,5'])(
    '%j is no number and stays text',
    (value) => {
      const xml = resource('Observation', `<valueQuantity><value value="${value}"/></valueQuantity>`);
      expect(valueOf(xml)).toMatchObject({ valueQuantity: { value } });
    },
  );

  test('text is kept as it is but for line ends and tabs, which XML makes blanks', () => {
    const value = (text: string) => valueOf(resource('Organization', `<name value="${text}"/>`));
    expect(value('  a  b  ')).toMatchObject({ name: '  a  b  ' });
    expect(value('a&#10;b&#x9;c&amp;&lt;&gt;&quot;&apos;d')).toMatchObject({ name: 'a\nb\tc&<>"\'d' });
    expect(value('a\nb\tc')).toMatchObject({ name: 'a b c' });
    expect(value('\u{1F600}&#x1F600;')).toMatchObject({ name: '\u{1F600}\u{1F600}' });
  });

  test('ids and urls are attributes, of what is no resource', () => {
    const xml = resource(
      'Patient',
      `<id value="p"/><extension url="https://example.invalid/a"><valueString value="x"/></extension>
       <name id="n"><family value="Example"/></name>`,
    );
    expect(valueOf(xml)).toEqual({
      resourceType: 'Patient',
      id: 'p',
      extension: [{ url: 'https://example.invalid/a', valueString: 'x' }],
      name: [{ id: 'n', family: 'Example' }],
    });
  });

  test('ids and extensions of a primitive are in its sibling', () => {
    const extension = '<extension url="https://example.invalid/a"><valueCode value="c"/></extension>';
    const sibling = { extension: [{ url: 'https://example.invalid/a', valueCode: 'c' }] };
    expect(valueOf(resource('Patient', `<birthDate value="1970" id="b">${extension}</birthDate>`))).toEqual({
      resourceType: 'Patient',
      birthDate: '1970',
      _birthDate: { id: 'b', ...sibling },
    });
    expect(valueOf(resource('Patient', `<birthDate>${extension}</birthDate>`))).toEqual({
      resourceType: 'Patient',
      _birthDate: sibling,
    });
  });

  test('lists of values and of siblings are aligned by nulls', () => {
    const a = '<extension url="https://example.invalid/a"><valueCode value="c"/></extension>';
    const sibling = { extension: [{ url: 'https://example.invalid/a', valueCode: 'c' }] };
    const given = (content: string) => valueOf(resource('Patient', `<name>${content}</name>`));
    const name = (...names: unknown[]) => ({ resourceType: 'Patient', name: names });
    expect(given(`<given value="A"/><given value="B">${a}</given><given value="C"/>`)).toEqual(
      name({ given: ['A', 'B', 'C'], _given: [null, sibling, null] }),
    );
    expect(given(`<given>${a}</given><given value="B"/>`)).toEqual(
      name({ given: [null, 'B'], _given: [sibling, null] }),
    );
    expect(given(`<given value="A"/><given>${a}</given><given id="c"/>`)).toEqual(
      name({ given: ['A', null, null], _given: [null, sibling, { id: 'c' }] }),
    );
    expect(given(`<given>${a}</given>`)).toEqual(name({ _given: [sibling] }));
  });

  test('resources stand in Bundles, Parameters and contained', () => {
    expect(
      valueOf(
        resource(
          'Bundle',
          `<type value="collection"/>
           <entry><resource><Patient><contained><Organization><id value="o"/></Organization></contained>
           <contained><Organization><id value="p"/></Organization></contained></Patient></resource></entry>`,
        ),
      ),
    ).toEqual({
      resourceType: 'Bundle',
      type: 'collection',
      entry: [
        {
          resource: {
            resourceType: 'Patient',
            contained: [
              { resourceType: 'Organization', id: 'o' },
              { resourceType: 'Organization', id: 'p' },
            ],
          },
        },
      ],
    });
    expect(
      valueOf(
        resource(
          'Parameters',
          '<parameter><name value="a"/><part><name value="b"/><resource><Patient/></resource></part></parameter>',
        ),
      ),
    ).toEqual({
      resourceType: 'Parameters',
      parameter: [{ name: 'a', part: [{ name: 'b', resource: { resourceType: 'Patient' } }] }],
    });
  });

  test('comments count for nothing but are counted', () => {
    const xml = `<?xml version="1.0" encoding="UTF-8"?><!-- a -->${resource('Patient', '<!-- <x/> --><active value="true"/>')}<!-- b -->`;
    expect(read(xml)).toMatchObject({ ok: true, value: { active: true }, comments: 3, issues: [] });
  });
});

describe('the narrative', () => {
  const narrative = (div: string) =>
    (
      valueOf(resource('Patient', `<text><status value="generated"/>${div}</text>`)) as {
        text: { div: string };
      }
    ).text.div;

  test.each([
    `<div xmlns="${XHTML}">a</div>`,
    `<div xmlns="${XHTML}"/>`,
    `<div\n xmlns='${XHTML}' class="x" ><p>a &amp; b &#160;\r\n<br/>  </p><!-- c --><div>d</div></div >`,
  ])('is kept character by character: %j', (div) => {
    expect(narrative(div)).toBe(div);
  });

  test('gets the namespace that it has from around it', () => {
    const text = `<f:Patient xmlns:f="http://hl7.org/fhir" xmlns="${XHTML}"><f:text><f:status value="generated"/><div class="a"><p>b</p></div></f:text></f:Patient>`;
    expect(valueOf(text)).toEqual({
      resourceType: 'Patient',
      text: { status: 'generated', div: `<div xmlns="${XHTML}" class="a"><p>b</p></div>` },
    });
  });

  test('loses a prefix, which JSON has no use for', () => {
    expect(narrative(`<h:div xmlns:h="${XHTML}" class="a"><h:p>b<h:br/></h:p></h:div>`)).toBe(
      `<div xmlns="${XHTML}" class="a"><p>b<br/></p></div>`,
    );
    expect(narrative(`<h:div xmlns:h="${XHTML}"/>`)).toBe(`<div xmlns="${XHTML}"/>`);
  });
});

describe('what the tables do not describe', () => {
  test('a resource type without a table is read by its looks', () => {
    const xml = resource(
      'Slot',
      `<id value="s"/><schedule><reference value="Schedule/1"/></schedule><comment value="a"/><comment value="b"/>
       <contained><Patient><name><family value="Example"/></name></Patient></contained>
       <text><div xmlns="${XHTML}"><p>a</p></div></text>`,
    );
    expect(valueOf(xml)).toEqual({
      resourceType: 'Slot',
      id: 's',
      schedule: { reference: 'Schedule/1' },
      comment: ['a', 'b'],
      contained: { resourceType: 'Patient', name: [{ family: 'Example' }] },
      text: { div: `<div xmlns="${XHTML}"><p>a</p></div>` },
    });
  });

  test('without tables at all the resources and what they claim can be seen', () => {
    const xml = resource(
      'Bundle',
      `<meta><profile value="https://example.invalid/a"/></meta>
       <entry><resource><Patient><meta><profile value="https://example.invalid/b"/></meta></Patient></resource></entry>
       <entry><resource><Organization/></resource></entry>`,
    );
    expect(readXml(xml, undefined)).toMatchObject({
      ok: true,
      value: {
        resourceType: 'Bundle',
        meta: { profile: 'https://example.invalid/a' },
        entry: [
          { resource: { resourceType: 'Patient', meta: { profile: 'https://example.invalid/b' } } },
          { resource: { resourceType: 'Organization' } },
        ],
      },
    });
  });

  test('ids and extensions of values of unknown type are beside them', () => {
    const a = '<extension url="https://example.invalid/a"/>';
    expect(valueOf(resource('Slot', `<a value="1"/><a value="2">${a}</a><b value="3" id="i"/>`))).toEqual({
      resourceType: 'Slot',
      a: ['1', '2'],
      _a: [null, { extension: { url: 'https://example.invalid/a' } }],
      b: '3',
      _b: { id: 'i' },
    });
  });

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    '%s is a name like others',
    (name) => {
      const result = read(resource('Slot', `<${name} value="1"/><${name} value="2"/>`));
      expect(result.ok && Object.getPrototypeOf(result.value)).toBe(Object.prototype);
      expect({}.constructor).toBe(Object);
      if (name !== '__proto__') expect(result).toMatchObject({ value: { [name]: ['1', '2'] } });
    },
  );
});

describe('numbers whose text says more than their value', () => {
  const textOf = (value: string): string | undefined => {
    const xml = resource('Observation', `<valueQuantity><value value="${value}"/></valueQuantity>`);
    const result = read(xml, { keepNumbers: true });
    if (!result.ok) return undefined;
    const quantity = result.value['valueQuantity'] as Record<string, never>;
    return result.numbers.get(quantity)?.get('value');
  };

  test.each(['1.10', '0.12345678901234567890', '1e2', '-0', '100000000000000000000000'])(
    '%s keeps its text',
    (value) => {
      expect(textOf(value)).toBe(value);
    },
  );

  test.each(['1.1', '-3', '0'])('%s needs none', (value) => {
    expect(textOf(value)).toBeUndefined();
  });
});
