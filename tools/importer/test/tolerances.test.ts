import { describe, expect, it } from 'vitest';
import type { StructureFacts, ValueSetFacts } from '@gpconnect-tools/generator/facts';
import { codes, elementXml, read, structureXml } from './definitions.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function structure(xml: string | Uint8Array): StructureFacts {
  const { facts } = read(xml);
  if (facts.resourceType !== 'StructureDefinition') throw new Error('not a structure');
  return facts;
}

describe('what is wrong in published files is tolerated and named', () => {
  it('finds nothing in a sound file', () => {
    expect(codes(read(structureXml()))).toEqual([]);
  });

  it('drops a byte-order mark', () => {
    const found = read(Uint8Array.of(0xef, 0xbb, 0xbf, ...bytes(structureXml())));
    expect(codes(found)).toEqual(['byte-order-mark']);
    expect(found.facts.name).toBe('Made-Up-1');
  });

  it('reads a byte that is not UTF-8, and the valid text around it', () => {
    const [before, after] = structureXml({ head: '<description value="é@é" />' }).split('@');
    const found = read(Uint8Array.of(...bytes(before ?? ''), 0x92, ...bytes(after ?? '')));
    expect(codes(found)).toEqual(['invalid-byte']);
    expect(found.facts.url).toBe('https://example.org/STU3/StructureDefinition/Made-Up-1');
  });

  it('drops a control character', () => {
    const found = read(structureXml({ head: '<description value="a\u0002b" />' }));
    expect(codes(found)).toEqual(['invalid-byte']);
  });

  it('reads a file that stands on one line', () => {
    const line = structureXml({ differential: elementXml('Patient') }).replace(/\n\s*/g, '');
    expect(codes(read(line))).toEqual(['single-line']);
    expect(structure(line).differential.element).toHaveLength(1);
  });

  it('repairs a quote inside a value', () => {
    const found = read(structureXml({ head: '  <copyright value="the "Licence" & more" />' }));
    expect(codes(found)).toEqual(['unescaped-markup']);
  });

  it('repairs a less-than sign that is a code', () => {
    const found = read(
      [
        '<ValueSet xmlns="http://hl7.org/fhir">',
        '  <url value="https://example.org/ValueSet/signs" />',
        '  <name value="Signs" />',
        '  <compose><include>',
        '    <system value="https://example.org/signs" />',
        '    <concept>',
        '      <code value="<"/>',
        '      <display value="less &amp; lower"/>',
        '    </concept>',
        '  </include></compose>',
        '</ValueSet>',
      ].join('\n'),
      'ValueSet',
    );
    const [detail] = found.findings.map((each) => each.detail);
    expect(codes(found)).toEqual(['unescaped-markup']);
    expect(detail).toMatch(/^7:/);
    expect((found.facts as ValueSetFacts).compose?.include[0]?.concept).toEqual([
      { code: '<', display: 'less & lower' },
    ]);
  });

  it.each([
    ['truncated', structureXml().slice(0, -30)],
    ['empty', ''],
    ['of another kind', '<ValueSet xmlns="http://hl7.org/fhir"></ValueSet>'],
    ['with a document type', `<!DOCTYPE x [<!ENTITY a "b">]>${structureXml().slice(38)}`],
    ['nested without end', `<StructureDefinition>${'<a>'.repeat(5000)}`],
  ])('refuses a file that is %s', (_what, xml) => {
    expect(() => read(xml)).toThrow();
  });

  it('trims blanks around canonicals and codes', () => {
    const xml = structureXml({
      differential: elementXml(
        'Patient.link',
        `<type><code value="Reference" /><targetProfile value=" https://example.org/a " /></type>
         <binding><strength value="required" /><valueSetReference><reference value="https://example.org/b " />
         </valueSetReference></binding>`,
      ),
    });
    expect(codes(read(xml))).toEqual(['stray-blank']);
    const [element] = structure(xml).differential.element;
    expect(element?.type).toEqual([{ code: 'Reference', targetProfile: ['https://example.org/a'] }]);
    expect(element?.binding).toEqual({ strength: 'required', valueSet: 'https://example.org/b' });
  });

  it('keeps a blank that is part of a fixed value, and names it', () => {
    const xml = structureXml({ differential: elementXml('Patient.x', '<fixedString value=" padded" />') });
    expect(codes(read(xml))).toEqual(['blank-in-fixed-value']);
    expect(structure(xml).differential.element[0]?.fixed).toEqual({ type: 'String', value: ' padded' });
  });

  it('keeps the day of a time without zone', () => {
    const xml = structureXml({ date: '2018-05-08T11:29:05' });
    expect(codes(read(xml))).toEqual(['date-without-zone']);
    expect(structure(xml).date).toBe('2018-05-08');
  });

  it.each(['2018-05-08T11:29:05Z', '2018-05-08T11:29:05.1+01:00', '2018-05', '2018'])(
    'keeps the date %s',
    (date) => {
      expect(codes(read(structureXml({ date })))).toEqual([]);
      expect(structure(structureXml({ date })).date).toBe(date);
    },
  );

  it('notes a missing snapshot', () => {
    expect(codes(read(structureXml({ snapshot: '' })))).toEqual(['missing-snapshot']);
  });

  it('takes the FHIR version of the release, and notes that the file says another', () => {
    const xml = structureXml({ fhirVersion: '1.0.2' });
    expect(read(xml).findings).toEqual([{ code: 'fhir-version-mismatch', detail: '1.0.2' }]);
    expect(structure(xml).fhirVersion).toBe('STU3');
  });

  it('notes a constraint that facts have no place for', () => {
    const xml = structureXml({
      differential: elementXml('Patient.active', '<defaultValueBoolean value="true" />'),
    });
    expect(read(xml).findings).toEqual([
      { code: 'fact-not-carried', detail: 'Patient.active: defaultValueBoolean' },
    ]);
  });

  it('names a few places and counts the rest', () => {
    const many = Array.from({ length: 40 }, (_each, at) =>
      elementXml(`Patient.p${at}`, '<fixedString value=" " />'),
    );
    const [finding] = read(structureXml({ differential: many.join('\n') })).findings;
    expect(finding?.detail).toMatch(/ and 32 more$/);
  });
});
