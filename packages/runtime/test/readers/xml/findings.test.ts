import { describe, expect, test } from 'vitest';
import { createValidator } from '../../../src/index.js';
import { miniSpec } from '../../helpers/mini.js';
import { issuesOf, placed, read, resource } from './written.js';

const patient = (content: string) => resource('Patient', content);

describe('well-formedness', () => {
  test.each([
    ['<Patient', 'the end of the text'],
    ['<Patient><active></Patient>', 'another closing tag'],
    ['<Patient></Patient></Patient>', 'one that closes none'],
    ['<Patient/><Patient/>', 'another element after it'],
    ['<Patient/>text', 'text'],
    ['<Patient a="1" a="2"/>', 'one that the tag already has'],
    ['<Patient a=1/>', 'one without quotes'],
    ['<Patient a/>', 'a character that names do not have'],
    ['<Patient a b=""/>', 'an attribute without one'],
    ['<Patient a="<"/>', '`<`'],
    ['<Patient a="\u0001"/>', 'a control character'],
    ['<Patient a="&#0;"/>', 'a reference to none'],
    ['<Patient a="x & y;"/>', 'a bare `&`'],
    ['<Patient><!-- a -- b --></Patient>', '`--`'],
    ['<Patient>]]></Patient>', '`]]>`'],
    ['<?xml version="1.0"?>', 'the end of the text'],
    [' <?xml version="1.0"?><Patient/>', 'one after other text'],
    ['<1/>', 'a character that names do not have'],
    ['<!ELEMENT a>', 'something else'],
  ])('%j: found %s', (text, found) => {
    const result = read(text);
    expect(result.ok).toBe(false);
    expect(result.issues).toHaveLength(1);
    const [issue] = result.issues;
    expect(issue).toMatchObject({ code: 'input.syntax', params: { format: 'XML' } });
    expect(issue!.message).toMatch(/^This is not well-formed XML: expected /);
    expect(issue!.params['found']).toContain(found);
    expect(issue!.line).toBe(1);
  });

  test('the place is that of the fault', () => {
    expect(issuesOf('<Patient>\r\n  <name>\n  </nam>\n</Patient>')).toEqual(['input.syntax  3:3']);
    expect(issuesOf('<Patient>\n <a b="1" b="2"/></Patient>')).toEqual(['input.syntax  2:17']);
    expect(issuesOf('<Patient>\n <a>')).toEqual(['input.syntax  2:5']);
  });

  test.each(['Margaret Exampleton', 'secret-element', '9990000018'])(
    'a fault does not quote %s',
    (secret) => {
      for (const text of [
        `<a b="${secret}" b=""/>`,
        `<${secret.replaceAll(' ', '-')}`,
        `<a>${secret}<b></a>`,
      ]) {
        expect(JSON.stringify(read(text).issues)).not.toContain(secret);
      }
    },
  );
});

describe('what FHIR XML does not use', () => {
  test.each([
    ['<!DOCTYPE Patient><Patient/>', 'a document type declaration', '1:1'],
    [
      '<?xml version="1.0"?>\n<!-- <!DOCTYPE x> -->\n<!DOCTYPE p [<!ENTITY a "b">]><p>&a;</p>',
      'a document',
      '3:1',
    ],
    ['<?xml-stylesheet href="a"?><Patient/>', 'a processing instruction', '1:1'],
    ['<Patient>\n <?a b?></Patient>', 'a processing instruction', '2:2'],
    ['<Patient>\n <name value="a&nbsp;b"/></Patient>', 'a reference to an entity', '2:16'],
  ])('%j is refused', (text, found, place) => {
    const { ok, issues } = read(text);
    expect(ok).toBe(false);
    expect(issues).toHaveLength(1);
    expect(issues[0]!.message).toContain(found);
    expect(placed(issues)).toEqual([`input.xml-construct  ${place}`]);
  });

  test('an encoding other than UTF-8 is refused', () => {
    const text = `<?xml version="1.0" encoding="ISO-8859-1"?>${patient('<active value="true"/>')}`;
    expect(read(text)).toMatchObject({ ok: false, issues: [{ code: 'input.encoding', line: 1, column: 1 }] });
    expect(read(text).issues[0]!.message).toBe('Expected text in UTF-8; found a declaration of ISO-8859-1.');
    expect(issuesOf(`<?xml version="1.0" encoding="utf-8"?>${patient('<active value="true"/>')}`)).toEqual(
      [],
    );
  });

  test('a root that is no resource is another format', () => {
    for (const text of ['<html><body>Error</body></html>', '<a xmlns="urn:hl7-org:v3"/>']) {
      expect(issuesOf(text)).toEqual(['input.format  1:1']);
    }
  });
});

describe('namespaces', () => {
  test('a resource outside FHIR is told once and read on', () => {
    expect(read('<Patient><name><family value="Example"/></name></Patient>')).toMatchObject({
      ok: true,
      value: { name: [{ family: 'Example' }] },
      issues: [{ code: 'structure.xml-namespace', params: { found: 'no namespace' }, line: 1, column: 1 }],
    });
  });

  test.each([
    ['<name xmlns="urn:x"><family value="a"/></name>', 'Patient.name[0]'],
    ['<x:name xmlns:x="https://example.invalid/x"><family value="a"/></x:name>', 'Patient.name[0]'],
    ['<x:name><family value="a"/></x:name>', 'Patient.name[0]'],
  ])('%s', (content, path) => {
    expect(issuesOf(patient(content)).filter((issue) => issue.includes(path + ' '))).toEqual([
      `structure.xml-namespace ${path} 1:38`,
    ]);
  });

  test('a prefix for FHIR is as good as none', () => {
    const text = '<f:Patient xmlns:f="http://hl7.org/fhir"><f:active value="true"/></f:Patient>';
    expect(read(text)).toMatchObject({ ok: true, value: { active: true }, issues: [] });
  });
});

describe('attributes', () => {
  test.each([
    [
      '<active value="true" x="1"/>',
      'Patient.active has no attribute `…` (its name, a string of at most 10 characters, is not shown).',
    ],
    ['<name value="x"><family value="a"/></name>', 'Patient.name has no attribute value.'],
    ['<name url="x"><family value="a"/></name>', 'Patient.name has no attribute url.'],
    ['<contained id="a"><Patient/></contained>', 'Patient.contained has no attribute id.'],
    ['<contained><Patient id="a"/></contained>', 'Patient has no attribute id.'],
    ['<active value="true" xml:lang="en"/>', 'Patient.active has no attribute `xml:lang`.'],
    [
      '<extension><url value="a"/></extension>',
      'In XML, url of Patient.extension is an attribute; found an element.',
    ],
  ])('%s', (content, message) => {
    const expected = message.replace('Patient.extension', 'Extension');
    const { issues } = read(patient(content));
    expect(issues.map((issue) => issue.message)).toEqual([expected]);
    expect(issues[0]!.code).toBe('structure.xml-attribute');
  });

  test('the place of a schema is let through', () => {
    const text =
      '<Patient xmlns="http://hl7.org/fhir" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a b"/>';
    expect(issuesOf(text)).toEqual([]);
    expect(issuesOf(text.replace('xsi:schemaLocation', 'xsi:type'))).toEqual([
      'structure.xml-attribute Patient 1:1',
    ]);
  });
});

describe('content', () => {
  test('text has no place outside the narrative', () => {
    expect(issuesOf(patient('<name>\n  Margaret<family value="a"/></name>'))).toEqual([
      'structure.xml-text Patient.name[0] 2:3',
    ]);
    expect(issuesOf(patient('<birthDate>1970-01-01</birthDate>'))).toEqual(
      ['structure.xml-text Patient.birthDate 1:49', 'structure.empty Patient.birthDate 1:38'].sort(
        (a, b) => Number(a.split(':')[1]) - Number(b.split(':')[1]),
      ),
    );
    expect(issuesOf(patient('<active value="true"><![CDATA[x]]></active>'))).toEqual([
      'structure.xml-text Patient.active 1:59',
    ]);
    expect(issuesOf(patient(' \t\r\n<active value="true"><![CDATA[ ]]></active>'))).toEqual([]);
  });

  test('an element without value and content is empty', () => {
    expect(issuesOf(patient('<birthDate/>'))).toEqual(['structure.empty Patient.birthDate 1:38']);
    expect(issuesOf(patient('<name><given value="a"/><given/></name>'))).toEqual([
      'structure.empty Patient.name[0].given[1] 1:62',
    ]);
  });

  test('what does not repeat is told where it stands again, with how often it stands', () => {
    const { issues } = read(patient('<gender value="male"/><gender value="female"/><gender value="other"/>'));
    expect(placed(issues)).toEqual(['structure.maximum Patient.gender 1:60']);
    expect(issues[0]!.message).toBe('Expected at most 1 of Patient.gender; there are 3.');
    expect(read(patient('<gender value="male"/><gender value="female"/>'))).toMatchObject({
      value: { gender: 'male' },
    });
    expect(
      issuesOf(
        patient('<deceasedBoolean value="true"/><deceasedBoolean><extension url="a"/></deceasedBoolean>'),
      ),
    ).toEqual(['structure.maximum Patient.deceasedBoolean 1:69']);
  });

  test('elements have an order', () => {
    const { issues } = read(patient('<gender value="male"/>\n<name><family value="a"/></name>'));
    expect(placed(issues)).toEqual(['structure.xml-order Patient.name 2:1']);
    expect(issues[0]!.message).toBe(
      'XML has a fixed order: expected Patient.name before Patient.gender, found it after.',
    );
    // One that comes too early is told once, not at everything that it came before.
    expect(
      issuesOf(
        patient('<active value="true"/><birthDate value="1970"/><name id="a"/><gender value="male"/>'),
      ),
    ).toEqual(['structure.xml-order Patient.name 1:85']);
    // The elements that every resource has come first, and forms of a choice have one place.
    expect(issuesOf(patient('<active value="true"/><id value="a"/>'))).toHaveLength(1);
    expect(issuesOf(patient('<deceasedDateTime value="2020"/><deceasedBoolean value="true"/>'))).toEqual([]);
  });

  test('what holds a resource holds one', () => {
    const entry = (content: string) => resource('Bundle', `<entry><resource>${content}</resource></entry>`);
    expect(issuesOf(entry(''))).toEqual(['structure.xml-resource Bundle.entry[0].resource 1:44']);
    expect(issuesOf(entry('<Patient/><Patient/>'))).toEqual([
      'structure.xml-resource Bundle.entry[0].resource 1:64',
    ]);
    expect(issuesOf(entry('<Patient/>'))).toEqual([]);
  });

  test('names that mean something else in JSON are unknown', () => {
    for (const name of ['resourceType', '_birthDate', '__proto__']) {
      const result = read(patient(`<${name} value="x"/>`));
      expect(result).toMatchObject({ ok: true, value: { resourceType: 'Patient' } });
      expect(result.issues.map(({ code }) => code)).toEqual(['structure.unknown-property']);
      expect(result.ok && Object.keys(result.value)).toEqual(['resourceType']);
    }
  });

  test('names that FHIR does not have are not repeated: they could be anybody’s', () => {
    const { issues } = read(
      patient('<Margaret Exampleton="a">b<name/></Margaret><active value="true" smith="c"/><_jane/>'),
    );
    expect(issues).not.toEqual([]);
    expect(JSON.stringify(issues)).not.toMatch(/margaret|exampleton|smith|jane/i);
    expect(placed(issues).slice(0, 2)).toEqual([
      'structure.xml-attribute Patient 1:38',
      'structure.xml-text Patient 1:63',
    ]);
  });

  test('no more findings than asked for', () => {
    const many = patient('<x>a</x>'.repeat(500));
    expect(read(many, { maxIssues: 10 }).issues).toHaveLength(10);
  });
});

describe('a validator tells the walker’s findings where they stand in XML', () => {
  const { validateText } = createValidator(miniSpec());

  test('unknown elements, wrong values and missing elements', () => {
    const text = `<Observation xmlns="http://hl7.org/fhir">
  <code>
    <coding>
      <sytem value="a"/>
    </coding>
  </code>
  <valueQuantity>
    <value value="1,5"/>
  </valueQuantity>
  <component>
    <valueString value="a"/>
  </component>
  <component>
    <code><text value="a"/></code>
    <valueDate value="2020"/>
  </component>
</Observation>`;
    const report = validateText(text);
    expect(report.chosen[0]).toEqual({ what: 'format', value: 'xml', reason: 'the text begins so' });
    expect(placed(report.issues)).toEqual([
      'structure.minimum Observation 1:1',
      'structure.unknown-property Observation.code.coding[0].`{1}` 4:7',
      'value.format Observation.valueQuantity.value 8:5',
      'structure.minimum Observation.component[0] 10:3',
      'structure.unknown-property Observation.component[1].valueDate 15:5',
    ]);
    expect(report.issues[2]!.message).toBe(
      'Expected a decimal number (type decimal); found a string of at most 10 characters.',
    );
  });

  test('extensions of primitives, items of lists and resources in resources', () => {
    const text = `<Bundle xmlns="http://hl7.org/fhir">
  <type value="collection"/>
  <entry>
    <resource>
      <Patient>
        <name>
          <given value="A"/>
          <given value="B">
            <extension url="a b"/>
          </given>
        </name>
        <contained>
          <Patent/>
        </contained>
        <active value="yes"/>
        <birthDate value="">
          <extension url="https://example.invalid/a">
            <valueDate value="x"/>
          </extension>
        </birthDate>
        <name/>
      </Patient>
    </resource>
  </entry>
</Bundle>`;
    const found = placed(validateText(text).issues);
    for (const expected of [
      'value.format Bundle.entry[0].resource.name[0].given[1].extension[0].url 9:13',
      'structure.unknown-resource-type Bundle.entry[0].resource.contained[0].resourceType 13:11',
      'value.format Bundle.entry[0].resource.active 15:9',
      'structure.empty Bundle.entry[0].resource.birthDate 16:9',
      'value.format Bundle.entry[0].resource.birthDate.extension[0].valueDate 18:13',
      'structure.empty Bundle.entry[0].resource.name[1] 21:9',
    ]) {
      expect(found).toContain(expected);
    }
    const lines = found.map((issue) => Number(/ (\d+):\d+$/.exec(issue)![1]));
    expect(lines).toEqual([...lines].sort((a, b) => a - b));
  });
});
