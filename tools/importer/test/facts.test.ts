import { describe, expect, it } from 'vitest';
import type {
  CodeSystemFacts,
  ElementFacts,
  StructureFacts,
  ValueSetFacts,
} from '@gpconnect-tools/generator/facts';
import { elementXml, read, structureXml } from './definitions.js';

function element(inside: string): ElementFacts | undefined {
  const { facts } = read(structureXml({ differential: elementXml('Patient.x', inside) }));
  return (facts as StructureFacts).differential.element[0];
}

describe('an element becomes facts', () => {
  it('without anything that a person wrote', () => {
    const found = element(
      `<label value="L" /><code><code value="c" /></code><short value="S" /><definition value="D" />
       <comment value="C" /><requirements value="R" /><alias value="A" /><min value="1" />
       <meaningWhenMissing value="M" /><example><label value="L" /><valueString value="E" /></example>
       <constraint><key value="x-1" /><severity value="warning" /><human value="H" />
       <expression value="true" /><xpath value="X" /></constraint>
       <mapping><identity value="i" /><map value="m" /></mapping>`,
    );
    expect(found).toEqual({
      id: 'Patient.x',
      path: 'Patient.x',
      min: 1,
      constraint: [{ key: 'x-1', severity: 'warning' }],
    });
  });

  it('with slicing, cardinality and flags', () => {
    const found = element(
      `<slicing><discriminator><type value="value" /><path value="url" /></discriminator>
       <description value="why" /><ordered value="false" /><rules value="openAtEnd" /></slicing>
       <min value="0" /><max value="*" /><contentReference value="#Patient.y" /><maxLength value="7" />
       <mustSupport value="true" /><isModifier value="false" /><isSummary value="true" />`,
    );
    expect(found).toEqual({
      id: 'Patient.x',
      path: 'Patient.x',
      slicing: { discriminator: [{ type: 'value', path: 'url' }], ordered: false, rules: 'openAtEnd' },
      min: 0,
      max: '*',
      contentReference: '#Patient.y',
      maxLength: 7,
      mustSupport: true,
      isModifier: false,
      isSummary: true,
    });
  });

  it('with one entry for a type that is repeated a target profile at a time', () => {
    const found = element(
      `<type><code value="Reference" /></type>
       <type><code value="Reference" /><targetProfile value="urn:a" /></type>
       <type><code value="Reference" /><targetProfile value="urn:b" /></type>
       <type><code value="Quantity" /><profile value="urn:p" /></type>
       <type><code value="Quantity" /><profile value="urn:q" /></type>`,
    );
    expect(found?.type).toEqual([
      { code: 'Reference' },
      { code: 'Reference', targetProfile: ['urn:a', 'urn:b'] },
      { code: 'Quantity', profile: ['urn:p', 'urn:q'] },
    ]);
  });

  it('with the XML type of a primitive value, and how it is represented', () => {
    const found = element(
      `<representation value="xmlAttr" /><type><code><extension
       url="http://hl7.org/fhir/StructureDefinition/structuredefinition-xml-type">
       <valueString value="xsd:date" /></extension></code></type>`,
    );
    expect(found?.representation).toEqual(['xmlAttr']);
    expect(found?.type).toEqual([{ code: 'xsd:date' }]);
  });

  it('with a binding from either form, and the largest value set it may be widened to', () => {
    const max = `<extension url="http://hl7.org/fhir/StructureDefinition/elementdefinition-maxValueSet">
      <valueReference><reference value="urn:max" /></valueReference></extension>`;
    const uri = '<strength value="extensible" /><valueSetUri value="urn:set" />';
    expect(element(`<binding>${max}${uri}</binding>`)?.binding).toEqual({
      strength: 'extensible',
      valueSet: 'urn:set',
      maxValueSet: 'urn:max',
    });
    expect(element('<binding><strength value="required" /></binding>')?.binding).toEqual({
      strength: 'required',
    });
  });

  it.each([
    ['<fixedUri value="urn:x" />', { fixed: { type: 'Uri', value: 'urn:x' } }],
    ['<fixedBoolean value="false" />', { fixed: { type: 'Boolean', value: false } }],
    ['<fixedInteger value="3" />', { fixed: { type: 'Integer', value: 3 } }],
    [
      '<fixedQuantity><value value="1.5" /><code value="kg" /></fixedQuantity>',
      { fixed: { type: 'Quantity', value: { value: 1.5, code: 'kg' } } },
    ],
    [
      `<patternCodeableConcept><coding><system value="urn:s" /><code value="c" /></coding>
       <coding><code value="d" /></coding><text value="t" /></patternCodeableConcept>`,
      {
        pattern: {
          type: 'CodeableConcept',
          value: { coding: [{ system: 'urn:s', code: 'c' }, { code: 'd' }], text: 't' },
        },
      },
    ],
  ])('with the value of %s', (inside, expected) => {
    expect(element(inside)).toEqual({ id: 'Patient.x', path: 'Patient.x', ...expected });
  });

  it('or the import stops, where a fixed value has a shape that is not known', () => {
    expect(() => element('<fixedCoding><colour value="red" /></fixedCoding>')).toThrow(
      /fixed Coding with colour/,
    );
    expect(() => element('<fixedTiming><event value="2020" /></fixedTiming>')).toThrow(/fixed Timing/);
  });
});

describe('terminology becomes facts', () => {
  it('with parts, concepts, filters and imports of a value set', () => {
    const { facts } = read(
      `<ValueSet xmlns="http://hl7.org/fhir"><url value="urn:v" /><name value="V" /><compose>
       <include><system value="urn:s" /><version value="2" /><concept><code value="a" /><display value="A" />
       <designation><value value="aleph" /></designation></concept></include>
       <include><system value="urn:t" /><filter><property value="concept" /><op value="is-a" />
       <value value="1" /></filter></include>
       <include><valueSet value="urn:w" /></include>
       <exclude><system value="urn:s" /></exclude></compose>\n</ValueSet>`,
      'ValueSet',
    );
    expect(facts as ValueSetFacts).toEqual({
      resourceType: 'ValueSet',
      url: 'urn:v',
      name: 'V',
      compose: {
        include: [
          { system: 'urn:s', version: '2', concept: [{ code: 'a', display: 'A' }] },
          { system: 'urn:t', filter: [{ property: 'concept', op: 'is-a', value: '1' }] },
          { valueSet: ['urn:w'] },
        ],
        exclude: [{ system: 'urn:s' }],
      },
    });
  });

  it('with the tree of a code system', () => {
    const { facts } = read(
      `<CodeSystem xmlns="http://hl7.org/fhir"><url value="urn:s" /><name value="S" /><caseSensitive value="true" />
       <content value="complete" /><concept><code value="a" /><definition value="D" /><concept><code value="b" />
       <display value="B" /></concept></concept>\n</CodeSystem>`,
      'CodeSystem',
    );
    expect(facts as CodeSystemFacts).toEqual({
      resourceType: 'CodeSystem',
      url: 'urn:s',
      name: 'S',
      content: 'complete',
      caseSensitive: true,
      concept: [{ code: 'a', concept: [{ code: 'b', display: 'B' }] }],
    });
  });
});
