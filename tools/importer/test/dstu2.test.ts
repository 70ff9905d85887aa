import { describe, expect, it } from 'vitest';
import { importDefinitions } from '../src/import.js';
import { Library } from '../src/sources/library.js';
import type { StructureFacts } from '@gpconnect-tools/generator/facts';
import { read, sources, startOf } from './definitions.js';

const NET = 'http://example.org/StructureDefinition';
const HL7 = 'http://hl7.org/fhir/StructureDefinition';

/** A DSTU2 StructureDefinition on Patient; `elements` is XML. */
function dstu2(elements: string, head = '<constrainedType value="Patient" />'): string {
  return `<StructureDefinition xmlns="http://hl7.org/fhir">
    <url value="${NET}/made-up-1" /><version value="1.0" /><name value="Made-Up-1" />
    <kind value="resource" />${head}<abstract value="false" /><base value="${HL7}/Patient" />
    <snapshot><element><path value="Patient" /></element></snapshot>
    <differential>${elements}</differential>
  </StructureDefinition>`;
}

const element = (path: string, inside = ''): string => `<element><path value="${path}" />${inside}</element>`;
const name = (value: string): string => `<name value="${value}" />`;

function facts(elements: string): StructureFacts {
  return read(dstu2(elements), 'StructureDefinition', 'DSTU2').facts as StructureFacts;
}

function ids(elements: string): readonly string[] {
  return facts(elements).differential.element.map(({ id }) => id);
}

describe('a DSTU2 definition takes the shape of the facts', () => {
  it('says what it constrains', () => {
    const { type, kind, derivation, baseDefinition, fhirVersion } = facts(element('Patient'));
    expect({ type, kind, derivation, baseDefinition, fhirVersion }).toEqual({
      type: 'Patient',
      kind: 'resource',
      derivation: 'constraint',
      baseDefinition: `${HL7}/Patient`,
      fhirVersion: 'DSTU2',
    });
  });

  it('gives slices ids and names, and what is in them the id of their slice', () => {
    const elements =
      element(
        'Patient.identifier',
        '<slicing><discriminator value="system" /><rules value="open" /></slicing>',
      ) +
      element('Patient.identifier', name('NHS number')) +
      element('Patient.identifier.system') +
      element('Patient.identifier', name('Local')) +
      element('Patient.identifier.system') +
      element('Patient.name');
    expect(ids(elements)).toEqual([
      'Patient.identifier',
      'Patient.identifier:NHS number',
      'Patient.identifier:NHS number.system',
      'Patient.identifier:Local',
      'Patient.identifier:Local.system',
      'Patient.name',
    ]);
    expect(facts(elements).differential.element[1]!.sliceName).toBe('NHS number');
  });

  it('takes a name beside no other element of the path for a name to refer to, unless it is of an extension', () => {
    const elements =
      element('Patient.contact', name('contact')) +
      element('Patient.extension', name('ethnicity')) +
      element('Patient.link', '<nameReference value="contact" />');
    const [contact, extension, link] = facts(elements).differential.element;
    expect(contact).toEqual({ id: 'Patient.contact', path: 'Patient.contact' });
    expect(extension).toEqual({
      id: 'Patient.extension:ethnicity',
      path: 'Patient.extension',
      sliceName: 'ethnicity',
    });
    expect(link!.contentReference).toBe('#Patient.contact');
  });

  it('reads discriminators as paths, with what follows an @ as their kind', () => {
    const discriminators = ['code', 'value.@type', '@profile']
      .map((value) => `<discriminator value="${value}" />`)
      .join('');
    const [sliced] = facts(element('Patient.contact', `<slicing>${discriminators}</slicing>`)).differential
      .element;
    expect(sliced!.slicing!.discriminator).toEqual([
      { type: 'value', path: 'code' },
      { type: 'type', path: 'value' },
      { type: 'profile', path: '$this' },
    ]);
  });

  it('tells profiles of targets from profiles of values', () => {
    const type = (code: string, ...profiles: string[]): string =>
      `<type><code value="${code}" />${profiles.map((url) => `<profile value="${url}" />`).join('')}</type>`;
    const types = type('Reference', 'A') + type('Reference', 'B') + type('Quantity', 'C') + type('string');
    const [only] = facts(element('Patient.contact', types)).differential.element;
    expect(only!.type).toEqual([
      { code: 'Reference', targetProfile: ['A', 'B'] },
      { code: 'Quantity', profile: ['C'] },
      { code: 'string' },
    ]);
  });
});

describe('primitives of the DSTU2 base', () => {
  it('are types of their own, described under their own name', () => {
    const xml = dstu2(
      element('string') +
        element(
          'string.value',
          '<type><code><extension url="http://hl7.org/fhir/StructureDefinition/structuredefinition-xml-type"><valueString value="xs:string+" /></extension></code></type>',
        ),
      '<constrainedType value="string" />',
    )
      .replace(`${NET}/made-up-1`, `${HL7}/id`)
      .replace('"Made-Up-1"', '"id"')
      .replace('kind value="resource"', 'kind value="datatype"');
    const id = read(xml, 'StructureDefinition', 'DSTU2').facts as StructureFacts;
    expect({ type: id.type, kind: id.kind, derivation: id.derivation }).toEqual({
      type: 'id',
      kind: 'primitive-type',
      derivation: 'specialization',
    });
    expect(id.differential.element.map((each) => [each.path, each.type?.[0]?.code])).toEqual([
      ['id', undefined],
      ['id.value', 'xsd:string'],
    ]);
  });
});

describe('DSTU2 terminology', () => {
  const VALUE_SET = `<ValueSet xmlns="http://hl7.org/fhir">
    <url value="http://example.org/ValueSet/colours" /><name value="Colours" />
    <codeSystem><system value="http://example.org/colours" />
      <concept><code value="red" /><concept><code value="crimson" /></concept></concept></codeSystem>
    <compose><import value="http://example.org/ValueSet/others" />
      <include><system value="http://example.org/greys" /><concept><code value="ash" /></concept></include></compose>
  </ValueSet>`;

  it('a value set includes the code system that it defines, what it imports, and what it lists', () => {
    expect(read(VALUE_SET, 'ValueSet', 'DSTU2').facts).toMatchObject({
      compose: {
        include: [
          { system: 'http://example.org/colours' },
          { valueSet: ['http://example.org/ValueSet/others'] },
          { system: 'http://example.org/greys', concept: [{ code: 'ash' }] },
        ],
      },
    });
  });

  it('the code system is a definition of its own, kept with the value set', () => {
    const bound = `<binding><strength value="required" />
      <valueSetReference><reference value="http://example.org/ValueSet/colours" /></valueSetReference></binding>`;
    const folder = sources({
      '0.5.0': [
        { url: `${NET}/made-up-1`, xml: dstu2(element('Patient.gender', bound)) },
        { url: 'http://example.org/ValueSet/colours', xml: VALUE_SET },
      ],
    });
    const { files } = importDefinitions(Library.open(folder), startOf());
    const system = [...files].find(([file]) => file.startsWith('gpconnect/code-systems/'));
    expect(JSON.parse(system![1])).toMatchObject({
      url: 'http://example.org/colours',
      content: 'complete',
      concept: [{ code: 'red', concept: [{ code: 'crimson' }] }],
    });
  });
});

describe('two FHIR versions', () => {
  it('do not look into each other: one canonical means what its own version says', () => {
    const type = (differential: string, derivation: string): string =>
      `<StructureDefinition xmlns="http://hl7.org/fhir"><url value="${HL7}/Patient" /><name value="Patient" />
       <kind value="resource" />${derivation}<differential>${differential}</differential></StructureDefinition>`;
    const folder = sources({
      'hl7-dstu2': [{ url: `${HL7}/Patient`, xml: type(element('Patient'), '') }],
      'hl7-stu3': [
        {
          url: `${HL7}/Patient`,
          xml: type('', '<type value="Patient" /><derivation value="specialization" />'),
        },
      ],
      '0.5.0': [{ url: `${NET}/made-up-1`, xml: dstu2(element('Patient')) }],
    });
    const { files, manifests } = importDefinitions(Library.open(folder), startOf());
    expect([...files.keys()]).toContain('fhir/dstu2/structures/Patient.json');
    expect([...files.keys()]).not.toContain('fhir/stu3/structures/Patient.json');
    expect(manifests.map(({ release }) => release)).toEqual(['hl7-dstu2', '0.5.0', 'hl7-stu3']);
  });
});
