import { describe, expect, it } from 'vitest';
import { assignNames, missingNames, type Nameable } from '../../src/model/names.js';

const NONE = { types: {}, modules: {} };
const NHS = 'https://fhir.nhs.uk/STU3/StructureDefinition/';
const UK = 'https://fhir.hl7.org.uk/STU3/StructureDefinition/';

function needed(url: string, hash = url, version = '1.0.0'): Nameable {
  return { url, hash, version };
}

function typesOf(...urls: readonly string[]): Record<string, string> {
  return {
    ...assignNames(
      NONE,
      urls.map((url) => needed(url)),
    ).types,
  };
}

describe('names of types', () => {
  it.each([
    [`${NHS}CareConnect-GPC-Patient-1`, 'Patient'],
    [`${NHS}GPConnect-Appointment-1`, 'Appointment'],
    [`${UK}CareConnect-Location-1`, 'Location'],
    [`${NHS}GPConnect-StructuredRecord-Bundle-1`, 'StructuredRecordBundle'],
    [`${NHS}Extension-CareConnect-GPC-EthnicCategory-1`, 'ExtensionEthnicCategory'],
    [`${NHS}Extension-GPConnect-DeliveryChannel-2`, 'ExtensionDeliveryChannel2'],
    ['http://hl7.org/fhir/StructureDefinition/patient-birthTime', 'PatientBirthTime'],
  ])('%s is %s', (url, name) => {
    expect(typesOf(url)).toEqual({ [url]: name });
  });

  it('a clash keeps the prefix of whoever is not GP Connect, in whatever order they come', () => {
    const both = {
      [`${NHS}CareConnect-GPC-Patient-1`]: 'Patient',
      [`${UK}CareConnect-Patient-1`]: 'CareConnectPatient',
    };
    expect(typesOf(`${UK}CareConnect-Patient-1`, `${NHS}CareConnect-GPC-Patient-1`)).toEqual(both);
    expect(typesOf(`${NHS}CareConnect-GPC-Patient-1`, `${UK}CareConnect-Patient-1`)).toEqual(both);
  });

  it('a clash of equal last parts is told apart by the host', () => {
    expect(typesOf(`${UK}Extension-coding-sctdescid`, `${NHS}Extension-coding-sctdescid`)).toEqual({
      [`${NHS}Extension-coding-sctdescid`]: 'ExtensionCodingSctdescid',
      [`${UK}Extension-coding-sctdescid`]: 'ExtensionCodingSctdescidHl7Uk',
    });
  });

  it('differ in more than case', () => {
    const names = Object.values(typesOf(`${UK}some-thing`, `${UK}someThing`, `${UK}SOMEthing`));
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(3);
  });

  it('never move', () => {
    const existing = { types: { [`${UK}CareConnect-Patient-1`]: 'Patient' }, modules: {} };
    const { types } = assignNames(existing, [
      needed(`${NHS}CareConnect-GPC-Patient-1`),
      needed(`${UK}CareConnect-Patient-1`),
    ]);
    expect(types[`${UK}CareConnect-Patient-1`]).toBe('Patient');
    expect(types[`${NHS}CareConnect-GPC-Patient-1`]).toBe('CareConnectGPCPatient');
  });
});

describe('names of modules', () => {
  const url = `${NHS}CareConnect-GPC-Patient-1`;

  it('are the name and the version, and a letter from the second variant on', () => {
    const { modules } = assignNames(NONE, [
      needed(url, 'h1'),
      needed(url, 'h2'),
      needed(url, 'h3'),
      needed(url, 'h4', '2.0'),
    ]);
    expect(modules).toEqual({
      h1: 'Patient-1.0.0',
      h2: 'Patient-1.0.0-b',
      h3: 'Patient-1.0.0-c',
      h4: 'Patient-2.0',
    });
  });

  it('are the bare name where a profile has no version', () => {
    expect(assignNames(NONE, [{ url, hash: 'h' }]).modules).toEqual({ h: 'Patient' });
  });

  it('stay when variants come or go', () => {
    const first = assignNames(NONE, [needed(url, 'h1'), needed(url, 'h2')]);
    const without = assignNames(first, [needed(url, 'h2')]);
    expect(without.modules['h2']).toBe('Patient-1.0.0-b');
    expect(assignNames(first, [needed(url, 'h0'), needed(url, 'h1'), needed(url, 'h2')]).modules['h0']).toBe(
      'Patient-1.0.0-c',
    );
  });

  it('pass from a hash that nothing needs any more to its successor, in order', () => {
    const first = assignNames(NONE, [needed(url, 'h1'), needed(url, 'h2')]);
    const changed = assignNames(first, [needed(url, 'g1'), needed(url, 'g2')]);
    expect(changed.modules).toEqual({ g1: 'Patient-1.0.0', g2: 'Patient-1.0.0-b' });
  });

  it('can be file names', () => {
    const { modules } = assignNames(NONE, [needed(url, 'h', '1.0/../../x')]);
    expect(modules['h']).toBe('Patient-1.0_.._.._x');
  });
});

it('what has no name is listed', () => {
  const missing = missingNames({ types: { a: 'A' }, modules: { h: 'A-1' } }, [
    needed('a', 'h'),
    needed('b', 'i'),
  ]);
  expect(missing.types).toEqual(['b']);
  expect(missing.modules.map(({ hash }) => hash)).toEqual(['i']);
});
