/** What anyone may rely on in `profiles/specs/`, read as it is committed. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CapabilityRegistry, SpecificationEntry } from '@gpconnect-tools/generator/facts';
import { describe, expect, it } from 'vitest';

const folder = fileURLToPath(new URL('../../../profiles/specs/', import.meta.url));
const read = <T>(name: string): T => JSON.parse(readFileSync(folder + name, 'utf8')) as T;
const all = readdirSync(folder)
  .filter((name) => name !== 'aliases.json')
  .map((name) => ({ name, registry: read<CapabilityRegistry>(name) }));
const entries = all.flatMap(({ registry }) =>
  registry.versions.map((entry) => ({ id: `${registry.capability}@${entry.version}`, entry })),
);
const entry = (id: string): SpecificationEntry => {
  const found = entries.find((one) => one.id === id);
  if (!found) throw new Error(`no ${id}`);
  return found.entry;
};
const release = (id: string, name: string): string | undefined =>
  entry(id).pins.find(({ canonical }) => canonical.endsWith(`/${name}`))?.release;

const ISO_DATE = /^20\d{2}-(0[1-9]|1[0-2])-([0-2]\d|3[01])$/;

describe('the registry', () => {
  it('has one file for each of the eight capabilities, named after it', () => {
    expect(all.map(({ name }) => name)).toEqual([
      'access-document.json',
      'access-record-html.json',
      'access-record-structured.json',
      'appointment-management.json',
      'foundations.json',
      'patient-facing.json',
      'send-document.json',
      'update-record.json',
    ]);
    for (const { name, registry } of all) expect(name).toBe(`${registry.capability}.json`);
  });

  it('lists 118 specification versions, none twice', () => {
    expect(entries).toHaveLength(118);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(118);
  });

  it('says why nothing is generated for each version that is of neither DSTU2 nor STU3, and for those alone', () => {
    const not = entries.filter(({ entry: { notModelled } }) => notModelled !== undefined);
    const expected = entries.filter(
      ({ entry: { fhirVersion } }) => !['DSTU2', 'STU3'].includes(fhirVersion ?? ''),
    );
    expect(not).toEqual(expected);
    expect(not).toHaveLength(2);
    expect(entries.filter(({ entry: { fhirVersion } }) => fhirVersion === 'DSTU2')).toHaveLength(18);
    expect(entry('patient-facing@prescriptions-management-fhir').fhirVersion).toBe('R4');
    expect(entry('patient-facing@access-record-fhir-api').fhirVersion).toBeUndefined();
  });
});

describe.each(entries)(
  '$id',
  ({ entry: { published, amended, releases, overlays, pins, interactions, notModelled } }) => {
    it('has ISO dates', () => {
      if (published !== undefined) expect(published).toMatch(ISO_DATE);
      if (amended !== undefined) expect(amended).toMatch(ISO_DATE);
      if (published !== undefined && amended !== undefined) expect(amended > published).toBe(true);
    });

    it('has somewhere to look its profiles up, unless it has none', () => {
      if (pins.length > 0) expect(releases.length).toBeGreaterThan(0);
      if (notModelled === undefined) expect(pins.length).toBeGreaterThan(0);
    });

    it('pins each canonical once, and either resolves it or says why not', () => {
      expect(new Set(pins.map(({ canonical }) => canonical)).size).toBe(pins.length);
      for (const pin of pins) {
        expect(pin.canonical).toMatch(/^https?:\/\/fhir\.[a-z0-9.]+\/(STU3\/)?StructureDefinition\/[\w-]+$/);
        expect([pin.release, pin.unresolved].filter((one) => one !== undefined)).toHaveLength(1);
      }
    });

    it('has interactions with unique ids, whose profiles are pins', () => {
      expect(new Set(interactions.map(({ id }) => id)).size).toBe(interactions.length);
      const pinned = new Set(pins.map(({ canonical }) => canonical));
      for (const { request, response } of interactions) {
        for (const payload of [request, response]) {
          for (const profile of payload?.profiles ?? []) expect(pinned).toContain(profile);
        }
      }
    });

    it('takes overlays for pins or extensions from a release outside its own order', () => {
      for (const overlay of overlays ?? []) expect(releases).not.toContain(overlay.release);
    });
  },
);

describe('where definitions come from', () => {
  it.each([
    ['foundations@1.0.0', 'CareConnect-GPC-Patient-1', '1.1.1'],
    ['foundations@1.2.5', 'CareConnect-GPC-Patient-1', '1.2.4'],
    ['access-record-structured@1.6.1', 'CareConnect-GPC-Practitioner-1', '1.5.0'],
    ['access-document@documents-1.0.1', 'CareConnect-GPC-DocumentReference-1', '1.0.0-documents'],
    ['send-document@1.2.1', 'GPConnect-Task-1', 'assets-2024'],
    ['send-document@1.3.1', 'CareConnect-Composition-1', '1.3.0-messaging'],
    ['send-document@2.0.2', 'ITK-Document-Bundle-1', 'current-2025'],
    ['update-record@1.2.0', 'CareConnect-GPC-ClinicalImpression-1', 'assets-update-record'],
    ['update-record@1.2.0', 'CareConnect-Composition-1', '1.3.0-messaging'],
  ])('%s takes %s from %s', (id, profile, expected) => {
    expect(release(id, profile)).toBe(expected);
  });

  it('overlays the appointment of 1.2.9 alone', () => {
    expect(release('appointment-management@1.2.9', 'GPConnect-Appointment-1')).toBe('assets-2024');
    expect(release('appointment-management@1.2.9', 'GPConnect-Slot-1')).toBe('1.2.7');
  });

  it('overlays Practitioner and ProcedureRequest of 1.6.2', () => {
    expect(release('access-record-structured@1.6.2', 'CareConnect-GPC-Practitioner-1')).toBe('assets-2024');
    expect(release('access-record-structured@1.6.2', 'CareConnect-GPC-ProcedureRequest-1')).toBe(
      'assets-2024',
    );
    expect(release('access-record-structured@1.6.2', 'CareConnect-GPC-Patient-1')).toBe('1.5.0');
  });

  it('follows a misprinted canonical to the one that is meant', () => {
    const pin = entry('access-record-structured@1.3.2').pins.find(({ meant }) => meant !== undefined);
    expect(pin?.canonical).toMatch(/Condition-ProblemHeader-1$/);
    expect(pin?.meant).toMatch(/ProblemHeader-Condition-1$/);
    expect(pin?.release).toBe('1.3.2');
  });

  it('knows that the healthcare service of 1.2.8 was never published', () => {
    const pin = entry('foundations@1.2.8').pins.find(({ canonical }) =>
      canonical.includes('HealthcareService'),
    );
    expect(pin?.unresolved).toBe('no definition of this profile was published');
  });
});

describe('interactions', () => {
  const interaction = (id: string, name: string) =>
    entry(id).interactions.find((one) => one.id.endsWith(name));
  const names = (profiles: readonly string[] | undefined) => profiles?.map((one) => one.split('/').at(-1));

  it('puts the profile of the body before those of its entries', () => {
    const slots = interaction('appointment-management@1.2.7', 'search:slot-1');
    expect(slots?.response?.type).toBe('Bundle');
    expect(names(slots?.response?.profiles)).toEqual([
      'GPConnect-Searchset-Bundle-1',
      'GPConnect-Slot-1',
      'GPConnect-Schedule-1',
      'CareConnect-GPC-Organization-1',
      'CareConnect-GPC-Practitioner-1',
      'CareConnect-GPC-Location-1',
    ]);
  });

  it('tells the documents of one workflow apart', () => {
    const ids = entry('send-document@1.5.0').interactions.map(({ id }) => id);
    expect(ids).toEqual([
      'GPFED_CONSULT_REPORT:consultation-report',
      'GPFED_CONSULT_REPORT_ACK',
      'GPFED_CONSULT_REPORT:online-consultation',
      'GPFED_CONSULT_REPORT:generic-document',
    ]);
  });

  it('answers a message with the response profiles', () => {
    const send = interaction('send-document@2.0.2', 'GPCONNECT_SEND_DOCUMENT');
    expect(send?.event).toBe('ITK007C');
    expect(names(send?.request?.profiles)).not.toContain('ITK-Response-OperationOutcome-1');
    expect(names(send?.response?.profiles)).toContain('ITK-Response-OperationOutcome-1');
    expect(names(send?.response?.profiles)).not.toContain('ITK-Document-Bundle-1');
  });

  it('names those without a published id by method and path', () => {
    const ids = entry('patient-facing@appointments-management-fhir').interactions.map(({ id }) => id);
    expect(ids).toContain('GET /Patient/{id}/Appointment');
  });
});

describe('aliases', () => {
  const aliases = read<Record<string, Record<string, string>>>('aliases.json');
  it('lead to versions and hide none', () => {
    for (const [capability, names] of Object.entries(aliases)) {
      for (const [alias, version] of Object.entries(names)) {
        expect(() => entry(`${capability}@${version}`)).not.toThrow();
        expect(() => entry(`${capability}@${alias}`)).toThrow();
      }
    }
    expect(aliases['foundations']?.['1.2.4-beta']).toBe('1.2.4');
    expect(aliases['access-document']?.['1.0.0']).toBe('documents-1.0.0');
    expect(aliases['send-document']?.['2.0.2-public-beta']).toBe('2.0.2');
  });
});
