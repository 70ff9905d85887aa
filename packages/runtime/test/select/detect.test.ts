import { describe, expect, it } from 'vitest';
import { detectSpecification, MisuseError, type SpecCandidate, type SpecTable } from '../../src/index.js';
import { miniSpec, profile } from '../helpers/mini.js';

const STU3 = 'https://fhir.nhs.uk/STU3/StructureDefinition/';
const DSTU2 = 'http://fhir.nhs.net/StructureDefinition/gpconnect-patient-1';
const CANONICAL = 'http://example.org/StructureDefinition/';

/** A registry of `capability@version status: pins; interactions`, and what was loaded of it. */
function registry(
  lines: readonly (readonly [id: string, status: string, pins: string, payloads: string])[],
): {
  readonly entries: readonly SpecCandidate[];
  readonly loaded: string[];
} {
  const loaded: string[] = [];
  const entries = lines.map(([id, status, pins, payloads]): SpecCandidate => {
    const [capability = '', version = ''] = id.split('@');
    const canonicals = pins.split(' ').filter((name) => name !== '');
    const spec = {
      id,
      pins: canonicals.map((name) => ({ canonical: CANONICAL + name })),
      profiles: Object.fromEntries(
        canonicals.map((name) => [
          CANONICAL + name,
          { url: CANONICAL + name, version, type: name, elements: () => ({}) },
        ]),
      ),
      types: Object.fromEntries(canonicals.map((name) => [name, {}])),
      interactions: payloads
        .split(' ')
        .map((type) => ({ id: type, name: type, response: { type, profiles: canonicals } })),
    } as unknown as SpecTable;
    const load = () => {
      loaded.push(id);
      return Promise.resolve({ spec });
    };
    return { id, capability, fhirVersion: 'STU3', status, load };
  });
  return { entries, loaded };
}

const { entries, loaded } = registry([
  ['foundations@1.0', 'published', 'Patient', 'Patient Bundle'],
  ['foundations@2.0', 'beta, adopted', 'Patient', 'Patient Bundle'],
  ['foundations@3.0', 'draft', 'Patient', 'Patient Bundle'],
  ['appointment-management@1.0', 'published', 'Appointment Slot Patient', 'Appointment Bundle'],
  ['appointment-management@2.0', 'withdrawn beta', 'Appointment Slot Patient', 'Appointment Bundle'],
]);
const resource = (type: string, claim?: string) => ({
  resourceType: type,
  ...(claim === undefined ? {} : { meta: { profile: [CANONICAL + claim] } }),
});
const bundle = (...resources: readonly object[]) => ({
  resourceType: 'Bundle',
  type: 'searchset',
  entry: resources.map((each) => ({ resource: each })),
});
async function detected(value: unknown): Promise<string> {
  const { spec, reason } = await detectSpecification(value, entries);
  return `${spec ?? 'none'}: ${reason}`;
}

describe('detection chooses', () => {
  it('by what the payload claims, the adopted version first, and says so', async () => {
    expect(await detected(resource('Patient', 'Patient'))).toBe(
      'foundations@2.0: it pins Patient, which the payload claims; the version that suppliers adopted',
    );
  });

  it('by what the payload carries, never a draft or a withdrawn version', async () => {
    expect(await detected(bundle(resource('Slot', 'Slot'), resource('Patient', 'Patient')))).toBe(
      'appointment-management@1.0: it pins Slot, which a resource in the payload claims; the latest settled version',
    );
  });

  it('by its type, when it claims nothing', async () => {
    expect(await detected(resource('Appointment'))).toMatch(
      /^appointment-management@1\.0: one of its interactions carries Appointment/,
    );
  });

  it('another version when a claim names one', async () => {
    expect(await detected(resource('Patient', 'Patient|3.0'))).toMatch(/^foundations@2\.0/);
    expect(await detected(resource('Appointment', 'Appointment|1.0'))).toMatch(
      /^appointment-management@1\.0/,
    );
  });

  it('something for any value, so that it gets a finding', async () => {
    for (const value of [
      [],
      {},
      { resourceType: 7 },
      { resourceType: 'Nonsense', meta: { profile: 'x' } },
      bundle(),
    ]) {
      expect(await detected(value)).toMatch(/^[a-z-]+@\d/);
    }
    expect(await detected({ resourceType: 'Jane Marker' })).not.toContain('Marker');
  });

  it('by what a Bundle inside a message carries', async () => {
    const message = { ...bundle(bundle(resource('Slot', 'Slot'))), type: 'message' };
    expect(await detected(message)).toMatch(/^appointment-management@1\.0: it pins Slot/);
  });

  it.each([
    ['http://fhir.nhs.net/StructureDefinition/gpconnect-patient-1', 'DSTU2'],
    ['https://fhir.hl7.org.uk/StructureDefinition/UKCore-Patient', 'R4'],
  ])(
    'nothing for %s, which is FHIR %s: judging by another version would only mislead',
    async (url, version) => {
      const value = { resourceType: 'Patient', meta: { profile: [url] } };
      expect(await detectSpecification(value, entries)).toEqual({
        fhirVersion: version,
        reason: expect.stringContaining(`FHIR ${version}`) as string,
      });
    },
  );

  it('an STU3 version for a canonical without a FHIR version in it, as old STU3 payloads have', async () => {
    const value = {
      resourceType: 'Patient',
      meta: { profile: ['https://fhir.nhs.uk/StructureDefinition/x-1'] },
    };
    expect(await detected(value)).toMatch(/^foundations@2\.0/);
  });

  it('by the other claims where a few are leftovers of another FHIR version', async () => {
    const stu3 = { resourceType: 'Patient', meta: { profile: [`${STU3}Patient-1`] } };
    const leftover = { resourceType: 'Slot', meta: { profile: [DSTU2] } };
    expect(await detected(bundle(stu3, leftover))).toMatch(/^[a-z-]+@\d/);
    expect(await detected({ ...bundle(leftover), meta: stu3.meta })).toMatch(/^[a-z-]+@\d/);
    expect(await detected(bundle(leftover))).toMatch(/^none/);
  });

  it('among the versions of the FHIR version that the payload claims', async () => {
    const [first] = registry([['access-record-html@1.0', 'published', 'Patient', 'Patient']]).entries;
    const dstu2 = { ...first!, fhirVersion: 'DSTU2' };
    const of = async (claim: string) =>
      (
        await detectSpecification({ resourceType: 'Patient', meta: { profile: [claim] } }, [
          ...entries,
          dstu2,
        ])
      ).spec;
    expect([await of(DSTU2), await of(`${STU3}Patient-1`)]).toEqual([
      'access-record-html@1.0',
      'foundations@2.0',
    ]);
  });

  it('nothing where only a draft has the FHIR version of the payload', async () => {
    const [first] = registry([['access-record-html@1.0', 'draft', 'Patient', 'Patient']]).entries;
    const value = { resourceType: 'Patient', meta: { profile: [DSTU2] } };
    const all = [...entries, { ...first!, fhirVersion: 'DSTU2' }];
    expect(await detectSpecification(value, all)).toMatchObject({ fhirVersion: 'DSTU2' });
  });

  it.each([
    ['no claim tells; the specification version chosen is of it', resource('Patient', 'Patient')],
    [
      'profiles that the payload claims belong to it',
      { resourceType: 'Patient', meta: { profile: [`${STU3}Patient-1`] } },
    ],
  ])('a FHIR version as well, for reports to list: %s', async (reason, value) => {
    expect(await detectSpecification(value, entries)).toMatchObject({
      chosen: [
        { what: 'fhir-version', value: 'STU3', reason },
        { what: 'specification', value: 'foundations@2.0', reason: expect.any(String) as string },
      ],
    });
  });

  it('among tables that are loaded already', async () => {
    const patient = { ...profile('Patient', {}), url: `${CANONICAL}Patient` };
    const tables = ['1.0', '2.0'].map((version) =>
      miniSpec([patient], {
        id: `foundations@${version}`,
        capability: 'foundations',
        version,
        status: version === '1.0' ? 'published' : 'draft',
        pins: [{ canonical: patient.url }],
      }),
    );
    expect(await detectSpecification(resource('Patient', 'Patient'), tables)).toMatchObject({
      spec: 'foundations@1.0',
      chosen: [{ what: 'fhir-version', value: 'STU3' }, { what: 'specification' }],
    });
  });

  it('without loading versions that cannot win', async () => {
    loaded.length = 0;
    await detected(resource('Patient', 'Patient'));
    expect(loaded).toEqual(['foundations@2.0']);
  });

  it('nothing at all where there is nothing to choose from: that is misuse', async () => {
    await expect(detectSpecification({}, [])).rejects.toThrow(MisuseError);
  });
});
