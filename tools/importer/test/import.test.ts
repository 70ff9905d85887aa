import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ReleaseManifest, StructureFacts } from '@gpconnect-tools/generator/facts';
import type { Imported } from '../src/import.js';
import { importDefinitions } from '../src/import.js';
import { writeFolder } from '../src/output/folder.js';
import { startSet } from '../src/reach/start.js';
import { Library } from '../src/sources/library.js';
import { elementXml, HOST, sources, structureXml, startOf } from './definitions.js';

const HL7 = 'http://hl7.org/fhir/StructureDefinition';
const url = (name: string): string => `${HOST}/StructureDefinition/${name}`;

function profile(name: string, differential = '', snapshot?: string): { url: string; xml: string } {
  const text = { url: url(name), differential, ...(snapshot !== undefined && { snapshot }) };
  return { url: url(name), xml: structureXml(text) };
}

function base(type: string, differential = ''): { url: string; xml: string } {
  const xml = structureXml({ url: `${HL7}/${type}`, type, base: `${HL7}/DomainResource`, differential });
  return { url: `${HL7}/${type}`, xml: xml.replace('"constraint"', '"specialization"') };
}

function terms(kind: 'ValueSet' | 'CodeSystem', name: string, inside = ''): { url: string; xml: string } {
  const canonical = `${HOST}/${kind}/${name}`;
  const head = `<url value="${canonical}" /><name value="${name}" />`;
  return { url: canonical, xml: `<${kind} xmlns="http://hl7.org/fhir">\n${head}${inside}\n</${kind}>` };
}

function run(releases: Parameters<typeof sources>[0], profiles: readonly string[] = []): Imported {
  return importDefinitions(Library.open(sources(releases)), startOf(profiles));
}

function manifest(imported: Imported, release: string): ReleaseManifest {
  const found = imported.manifests.find((each) => each.release === release);
  if (!found) throw new Error(`no manifest of ${release}`);
  return found;
}

const urls = (imported: Imported, release: string): readonly string[] =>
  manifest(imported, release).definitions.map((each) => each.url);

const target = (to: string): string =>
  `<type><code value="Reference" /><targetProfile value="${to}" /></type>`;
const bound = (to: string, strength: string): string =>
  `<binding><strength value="${strength}" /><valueSetUri value="${to}" /></binding>`;

describe('what is kept', () => {
  it('every structure of a GP Connect release; of other collections what is reached from there or pinned', () => {
    const found = run(
      {
        '1.5.0': [profile('Own-1', elementXml('Patient.link', target(url('Reached-1'))))],
        'assets-2024': [profile('Reached-1'), profile('Pinned-1'), profile('Foreign-1')],
      },
      [url('Pinned-1')],
    );
    expect(urls(found, '1.5.0')).toEqual([url('Own-1')]);
    expect(urls(found, 'assets-2024')).toEqual([url('Pinned-1'), url('Reached-1')]);
  });

  it('value sets of all bindings but examples, with their code systems', () => {
    const include = `<compose><include><system value="${HOST}/CodeSystem/codes" /></include></compose>`;
    const found = run({
      '1.5.0': [
        profile(
          'Own-1',
          [
            elementXml('Patient.gender', bound(`${HOST}/ValueSet/preferred`, 'preferred')),
            elementXml('Patient.language', bound(`${HOST}/ValueSet/example`, 'example')),
          ].join('\n'),
        ),
        terms('ValueSet', 'preferred', include),
        terms('ValueSet', 'example'),
        terms('ValueSet', 'unbound'),
        terms('CodeSystem', 'codes'),
      ],
    });
    expect(urls(found, '1.5.0').filter((each) => !each.includes('/StructureDefinition/'))).toEqual([
      `${HOST}/CodeSystem/codes`,
      `${HOST}/ValueSet/preferred`,
    ]);
  });

  it('the value set that a binding inherits when it raises the strength only', () => {
    const found = run({
      '1.5.0': [
        profile(
          'Own-1',
          elementXml('Patient.gender', '<binding><strength value="required" /></binding>'),
          elementXml('Patient.gender', bound(`${HOST}/ValueSet/inherited`, 'required')),
        ),
        terms('ValueSet', 'inherited'),
      ],
    });
    expect(urls(found, '1.5.0')).toContain(`${HOST}/ValueSet/inherited`);
  });

  it('types of the base that a profile uses or refers to, not what those refer to in turn', () => {
    const found = run({
      '1.5.0': [profile('Own-1', elementXml('Patient.link', target(`${HL7}/Group`)))],
      'hl7-stu3': [
        base('Patient'),
        base('Group', elementXml('Group.member', target(`${HL7}/Device`))),
        base('Device'),
      ],
    });
    expect(urls(found, 'hl7-stu3')).toEqual([`${HL7}/Group`, `${HL7}/Patient`]);
    expect(JSON.parse(found.files.get('fhir/stu3/resource-types.json') ?? '')).toEqual([
      'Device',
      'Group',
      'Patient',
    ]);
  });

  it('one file for a content, whatever releases publish it, and a manifest with the hash of each published file', () => {
    const same = profile('Own-1');
    const prose = {
      url: same.url,
      xml: same.xml.replace('<differential>', '<!-- other bytes --><differential>'),
    };
    const found = run({
      '1.4.0': [same],
      '1.4.1': [prose],
      '1.5.0': [profile('Own-1', elementXml('Patient.x'))],
    });
    const files = (release: string) => manifest(found, release).definitions.map(({ file }) => file);
    expect(files('1.4.0')).toEqual(files('1.4.1'));
    expect(files('1.5.0')).not.toEqual(files('1.4.0'));
    expect(files('1.4.0')[0]).toMatch(/^gpconnect\/structures\/Own-1-[0-9a-f]{8}\.json$/);
    const hash = (xml: string) => createHash('sha256').update(xml).digest('hex');
    expect(manifest(found, '1.4.1').definitions[0]).toMatchObject({
      source: 'example/definitions@1.4.1:0.xml',
      sha256: hash(prose.xml),
    });
  });

  it('names what is published nowhere', () => {
    const found = run({ '1.5.0': [profile('Own-1', elementXml('Patient.link', target('urn:nowhere')))] });
    expect(manifest(found, '1.5.0').findings).toContainEqual({
      code: 'unresolved-canonical',
      url: url('Own-1'),
      source: 'example/definitions@1.5.0:0.xml',
      detail: expect.stringContaining('target urn:nowhere') as unknown,
    });
  });

  it('starts from the pins of the registry, as they are meant, in the definitions of their FHIR version', () => {
    const specs = mkdtempSync(join(tmpdir(), 'importer-specs-'));
    const entry = (fhirVersion: string, pins: unknown) => ({ version: '1', fhirVersion, pins });
    const meant = [{ canonical: 'urn:misprinted', meant: 'urn:meant' }, { canonical: 'urn:plain ' }];
    const versions = [
      entry('STU3', meant),
      entry('DSTU2', [{ canonical: 'urn:older' }]),
      entry('R4', [{ canonical: 'urn:newer' }]),
    ];
    writeFileSync(join(specs, 'capability.json'), JSON.stringify({ capability: 'capability', versions }));
    writeFileSync(join(specs, 'aliases.json'), '{}');
    const { STU3, DSTU2 } = startSet(specs, join(specs, 'no-errata'));
    expect(STU3.profiles).toEqual(['urn:meant', 'urn:plain']);
    expect(DSTU2.profiles).toEqual(['urn:older']);
  });
});

describe('definitions that errata need', () => {
  it('are kept, though no profile names them', () => {
    const specs = mkdtempSync(join(tmpdir(), 'importer-specs-'));
    const errata = mkdtempSync(join(tmpdir(), 'importer-errata-'));
    writeFileSync(
      join(errata, 'one.json'),
      JSON.stringify([
        { id: 'a', definitions: ['urn:needed'] },
        { id: 'b', fhirVersion: 'DSTU2', definitions: ['urn:older'] },
        { id: 'c' },
      ]),
    );
    const { STU3, DSTU2 } = startSet(specs, errata);
    expect(STU3.profiles).toEqual(['urn:needed']);
    expect(DSTU2.profiles).toEqual(['urn:older']);
  });
});

describe('slices that only a snapshot has', () => {
  const extension = (profileUrl: string): string =>
    `<type><code value="Extension" /><profile value="${profileUrl}" /></type>`;
  const elements = (found: Imported): StructureFacts['differential']['element'] => {
    const file = manifest(found, '1.5.0').definitions.find((each) => each.url === url('Own-1'))?.file ?? '';
    return (JSON.parse(found.files.get(file) ?? '') as StructureFacts).differential.element;
  };
  const codesOf = (found: Imported): readonly string[] =>
    manifest(found, '1.5.0')
      .findings.filter((each) => each.url === url('Own-1') && each.code.startsWith('snapshot'))
      .map((each) => each.code);

  it('are added with what they hold, behind the element they follow', () => {
    const differential = [elementXml('Patient.identifier'), elementXml('Patient.name')].join('\n');
    const snapshot = [
      elementXml('Patient.identifier'),
      elementXml('Patient.identifier:lost'),
      elementXml('Patient.identifier:lost.system', '<fixedUri value="urn:s" />'),
      elementXml('Patient.name'),
      elementXml('Patient.birthDate'),
    ].join('\n');
    const found = run({ '1.5.0': [profile('Own-1', differential, snapshot)] });
    expect(elements(found).map(({ id }) => id)).toEqual([
      'Patient.identifier',
      'Patient.identifier:lost',
      'Patient.identifier:lost.system',
      'Patient.name',
    ]);
    expect(codesOf(found)).toEqual(['snapshot-only-slice']);
  });

  it.each(['Patient.deceasedBoolean', 'Patient.deceasedBoolean:deceasedBoolean'])(
    'are none where the differential writes a type slice as %s',
    (id) => {
      const snapshot = elementXml('Patient.deceased[x]:deceasedBoolean');
      const found = run({ '1.5.0': [profile('Own-1', elementXml(id), snapshot)] });
      expect(elements(found)).toHaveLength(1);
      expect(codesOf(found)).toEqual([]);
    },
  );

  it('are none where a base or the unrolled profile of an extension has them', () => {
    const own = structureXml({
      url: url('Own-1'),
      base: url('Base-1'),
      differential: elementXml('Patient.extension:known', extension(url('Known-1'))),
      snapshot: [
        elementXml('Patient.extension:known', extension(url('Known-1'))),
        elementXml('Patient.extension:known.extension:part'),
        elementXml('Patient.identifier:inherited'),
      ].join('\n'),
    });
    const known = structureXml({
      url: url('Known-1'),
      type: 'Extension',
      differential: elementXml('Extension.extension:part'),
    });
    const found = run({
      '1.5.0': [
        { url: url('Own-1'), xml: own },
        { url: url('Known-1'), xml: known },
        profile('Base-1', elementXml('Patient.identifier:inherited')),
      ],
    });
    expect(elements(found)).toHaveLength(1);
    expect(codesOf(found)).toEqual([]);
  });

  it('are left out, and named, where the snapshot unrolled another state of a published profile', () => {
    const differential = elementXml('Patient.extension:known', extension(url('Known-1')));
    const snapshot = [differential, elementXml('Patient.extension:known.extension:older')].join('\n');
    const known = structureXml({ url: url('Known-1'), type: 'Extension' });
    const found = run({
      '1.5.0': [profile('Own-1', differential, snapshot), { url: url('Known-1'), xml: known }],
    });
    expect(elements(found)).toHaveLength(1);
    expect(codesOf(found)).toEqual(['snapshot-of-another-profile']);
  });
});

describe('the folder', () => {
  it('is the same after a second run, holds nothing stale, and keeps what people wrote beside the facts', () => {
    const from = sources({ '1.5.0': [profile('Own-1')], 'hl7-stu3': [base('Patient')] });
    const to = mkdtempSync(join(tmpdir(), 'importer-profiles-'));
    const import_ = () => writeFolder(to, importDefinitions(Library.open(from), startOf()).files);
    expect(import_()).toEqual({ written: 5, removed: 0, unchanged: 0 });
    writeFileSync(join(to, 'gpconnect/structures/Stale-00000000.json'), '{}');
    writeFileSync(join(to, 'fhir/stu3/invariants.json'), '[]');
    mkdirSync(join(to, 'rules'));
    expect(import_()).toEqual({ written: 0, removed: 1, unchanged: 5 });
    expect(existsSync(join(to, 'gpconnect/structures/Stale-00000000.json'))).toBe(false);
    expect(existsSync(join(to, 'fhir/stu3/invariants.json'))).toBe(true);
    expect(readdirSync(to).sort()).toEqual(['fhir', 'gpconnect', 'rules']);
    expect(readFileSync(join(to, 'gpconnect/releases/1.5.0.json'), 'utf8')).toMatch(/}\n$/);
  });

  it('is not written when a release publishes one canonical twice', () => {
    const from = sources({ '1.5.0': [profile('Own-1'), profile('Own-1')] });
    expect(() => Library.open(from)).toThrow(
      '1.5.0 holds https://example.org/STU3/StructureDefinition/Own-1 twice',
    );
  });
});
