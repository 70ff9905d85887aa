import { readdirSync, readFileSync } from 'node:fs';
import { ISSUE_CODES } from '@gpconnect/runtime';
import { describe, expect, it } from 'vitest';
import { defaultEngine } from '../src/default-engine.js';
import { gpconnect } from './support/harness.js';

describe('specs', () => {
  it('prints every entry, those not modelled with the reason', async () => {
    const { code, stdout } = await gpconnect(['specs']);
    expect(code).toBe(0);
    expect(stdout.split('\n')).toEqual([
      'capability  version  FHIR  status     published   profiles  note',
      'alpha       1.0.0    STU3  published  2020-01-31  1',
      'alpha       2.0.0    STU3  published  2020-01-31  1',
      'beta        1.0.0    R4    draft      -           3         not modelled: its payloads are R4',
      '',
      '3 specification versions, 2 modelled. Name one as capability@version.',
      '',
    ]);
  });

  it('prints the same as JSON', async () => {
    const { stdout } = await gpconnect(['specs', '--format', 'json']);
    const { specifications } = JSON.parse(stdout) as { specifications: { id: string; modelled: boolean }[] };
    expect(specifications.map(({ id, modelled }) => [id, modelled])).toEqual([
      ['alpha@1.0.0', true],
      ['alpha@2.0.0', true],
      ['beta@1.0.0', false],
    ]);
  });

  it('refuses another format', async () => {
    expect((await gpconnect(['specs', '--format', 'xml'])).code).toBe(2);
  });
});

describe('errata', () => {
  it('prints what each corrects, why, on what evidence, and where', async () => {
    const { code, stdout } = await gpconnect(['errata']);
    expect(code).toBe(0);
    expect(stdout.split('\n')).toEqual([
      'name-optional',
      '  definition  https://example.org/StructureDefinition/Example-Patient-1',
      '  versions    1.0.0, 2.0.0',
      '  change      Patient.name min: 1 becomes 0',
      '              context: ["Patient"]',
      '  why         The definition asks for a name that nobody has.',
      '  evidence    A page says so.',
      '              So do payloads.',
      '  releases    first, second',
      '  applies in  alpha 1.0.0; beta 1.0.0',
      '',
      '1 erratum. validate --as-published leaves them out.',
      '',
    ]);
  });

  it('prints those of the specification versions named', async () => {
    expect((await gpconnect(['errata', '--spec', 'alpha@1.0.0,alpha@2.0.0'])).stdout).toContain(
      '1 erratum for',
    );
    expect((await gpconnect(['errata', '--spec', 'alpha@2.0.0'])).stdout).toMatch(
      /^0 errata for alpha@2.0.0\./,
    );
    expect((await gpconnect(['errata', '--spec', 'alpha@3.0.0'])).code).toBe(2);
    expect((await gpconnect(['errata', '--format', 'xml'])).code).toBe(2);
  });

  it('prints every real one, as JSON', async () => {
    const { stdout } = await gpconnect(['errata', '--format', 'json'], { engine: defaultEngine() });
    const { version, errata } = JSON.parse(stdout) as { version: number; errata: Record<string, unknown>[] };
    expect(version).toBe(1);
    const folder = new URL('../../../profiles/errata/', import.meta.url);
    const facts = readdirSync(folder).flatMap(
      (name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as { id: string }[],
    );
    expect(errata.map(({ id }) => id)).toEqual(facts.map(({ id }) => id));
    for (const erratum of errata) {
      expect(erratum['changes'], String(erratum['id'])).not.toEqual([]);
      expect(erratum['specs'], String(erratum['id'])).not.toEqual([]);
      expect(erratum['releases'], String(erratum['id'])).not.toEqual([]);
    }
  });
});

describe('explain', () => {
  it('an issue code', async () => {
    const { code, stdout } = await gpconnect(['explain', 'structure.minimum']);
    expect(code).toBe(0);
    expect(stdout.split('\n')).toEqual([
      'structure.minimum: The title of structure.minimum',
      '',
      '  severity     error, unless the definition says otherwise',
      '  meaning      What structure.minimum means.',
      '  usual cause  What leads to structure.minimum.',
      '  remedy       What to do about structure.minimum.',
      '',
    ]);
  });

  it.each(Object.keys(ISSUE_CODES))('%s has an explanation of its own', async (name) => {
    const { code, stdout } = await gpconnect(['explain', name], { engine: defaultEngine() });
    expect(code).toBe(0);
    expect(stdout.startsWith(`${name}: `)).toBe(true);
    expect(stdout).toMatch(/\n {2}severity .+\n {2}meaning .+\.\n {2}usual cause .+\.\n {2}remedy .+\.\n$/);
  });

  it.each(['Example-Patient-1', 'https://example.org/StructureDefinition/Example-Patient-1'])(
    'a profile: %s',
    async (name) => {
      const { code, stdout } = await gpconnect(['explain', name]);
      expect(code).toBe(0);
      expect(stdout).toContain('https://example.org/StructureDefinition/Example-Patient-1|1.0.0');
      expect(stdout).toContain('  used by     alpha@1.0.0\n');
      expect(stdout).toMatch(/Patient\.name {2,}1\.\.; sliced by use \(open\); must support/);
      expect(stdout).toMatch(/Patient\.name:official\.family {2}1\.\./);
    },
  );

  it('one version of a profile, in one specification version', async () => {
    const { stdout } = await gpconnect(['explain', 'Example-Patient-1|2.0.0', '--spec', 'alpha@2.0.0']);
    expect(stdout).not.toContain('1.0.0');
    expect((await gpconnect(['explain', 'Example-Patient-1|2.0.0', '--spec', 'alpha@1.0.0'])).code).toBe(2);
  });

  it('an element: cardinality, type, binding with codes, as the profile leaves it', async () => {
    const { code, stdout } = await gpconnect(['explain', 'Patient.status', '--spec', 'alpha@1.0.0']);
    expect(code).toBe(0);
    expect(stdout.split('\n')).toEqual([
      'Patient.status in alpha@1.0.0',
      '',
      '  https://example.org/StructureDefinition/Example-Patient-1|1.0.0',
      '    cardinality 0..1',
      '    type        code',
      '    binding     required, http://example.org/ValueSet/status',
      '                http://example.org/status: here, gone',
      '',
    ]);
  });

  it.each([
    ['Patient.name', 'cardinality 1..*'],
    ['Patient.name.family', 'cardinality 0..1'],
    ['Patient.name:official', 'cardinality 1..1'],
    ['Patient.name:official.family', 'cardinality 1..1'],
    ['Patient.deceased', 'type        boolean or dateTime'],
    ['Patient.deceasedBoolean', 'type        boolean\n'],
    ['Patient.contact.name.family', 'type        string'],
    ['Patient.id', 'type        id'],
    ['Patient', 'below       id, status, name'],
  ])('the path %s', async (path, expected) => {
    expect((await gpconnect(['explain', path])).stdout).toContain(expected);
  });

  it.each([
    ['Patient.name[0].use', 'cardinality 0..1\n    type        code'],
    ['Bundle.entry[3].resource.code', '    Condition.code '],
    ['Patient.contained[0].status', '    Appointment.status '],
    ['Patient.deceasedBoolean', 'CareConnect-GPC-Patient-1|1.8.0\n    cardinality prohibited\n'],
    ['Patient.deceasedDateTime', 'cardinality 0..1\n    type        dateTime\n'],
    ['Patient.address[0].state', 'cardinality prohibited\n'],
    [
      'Patient.identifier:nhsNumber',
      'below       id, extension, use, type, system, value, period, assigner\n',
    ],
    ['slicing', 'slicing: 6 issue codes\n\n  slicing.minimum '],
  ])('of the real versions, as reports write paths: %s', async (subject, expected) => {
    const { code, stdout } = await gpconnect(['explain', subject], { engine: defaultEngine() });
    expect(code).toBe(0);
    expect(stdout).toContain(expected);
  });

  it.each([
    ['Patien', 'Did you mean Patient, '],
    ['Bundle.entry[3].resource.cod', 'Bundle.entry.resource has no element "cod" in foundations@1.2.7.\n'],
    ['appointmnt', 'Did you mean Appointment?'],
    [
      'https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-Appointment-2',
      'Did you mean https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-Appointment-1',
    ],
  ])('suggests names of what there is, each once: %s', async (subject, expected) => {
    const { code, stderr } = await gpconnect(['explain', subject], { engine: defaultEngine() });
    expect(code).toBe(2);
    expect(stderr).toContain(expected);
  });

  it.each([
    ['structure.minimun', 'Did you mean structure.minimum'],
    ['Patient.statsu', 'Patient has no element "statsu" in alpha@2.0.0. Did you mean status?'],
    ['Patient.name:offical', 'Patient.name has no element ":offical"'],
    ['Exampel-Patient-1', 'Did you mean Example-Patient-1'],
    ['nonsense', 'is no issue code, profile or element path'],
    ['__proto__', 'is no issue code, profile or element path'],
  ])('what is unknown ends with 2: %s', async (subject, expected) => {
    const { code, stdout, stderr } = await gpconnect(['explain', subject]);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(expected);
  });

  it('in an unknown specification version ends with 2', async () => {
    expect(await gpconnect(['explain', 'Patient.status', '--spec', 'alpha@3.0.0'])).toMatchObject({
      code: 2,
    });
  });
});
