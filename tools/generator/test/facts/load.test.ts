import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canonicalUrl, compareVersions } from '../../src/facts/canonical.js';
import { FactsError, type FactsProblem } from '../../src/facts/error.js';
import { loadFacts } from '../../src/facts/load.js';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'facts-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

function write(file: string, content: unknown): void {
  mkdirSync(dirname(join(dir, file)), { recursive: true });
  writeFileSync(join(dir, file), typeof content === 'string' ? content : JSON.stringify(content));
}

function manifest(release: string, ...files: readonly string[]): unknown {
  return {
    release,
    fhirVersion: 'STU3',
    definitions: files.map((file) => ({ file, url: file })),
    findings: [],
  };
}

const STRUCTURE = {
  resourceType: 'StructureDefinition',
  url: ' urn:p|1 ',
  version: '1.10.0',
  name: 'P',
  kind: 'resource',
  type: 'Patient',
  differential: { element: [{ id: 'Patient', path: 'Patient', min: 0, max: '*' }] },
};

/** Writes facts that are good but for what a test makes of one structure. */
function facts(structure: unknown = STRUCTURE): void {
  write('fhir/stu3/release.json', manifest('hl7-stu3'));
  write('gpconnect/releases/a.json', manifest('a', 'gpconnect/structures/p.json'));
  write('gpconnect/structures/p.json', structure);
}

function problems(): readonly FactsProblem[] {
  try {
    loadFacts(dir, 'STU3');
  } catch (error) {
    if (error instanceof FactsError) return error.problems;
    throw error;
  }
  throw new Error('the facts were accepted');
}

describe('facts', () => {
  it('are indexed by release and canonical, without version and blanks', () => {
    facts();
    expect([...(loadFacts(dir, 'STU3').releases.get('a')?.structures.keys() ?? [])]).toEqual(['urn:p']);
  });

  it('have the higher version where a release holds a canonical twice', () => {
    facts();
    write('gpconnect/structures/q.json', { ...STRUCTURE, version: '1.9.0' });
    write(
      'gpconnect/releases/a.json',
      manifest('a', 'gpconnect/structures/q.json', 'gpconnect/structures/p.json'),
    );
    expect(loadFacts(dir, 'STU3').releases.get('a')?.structures.get('urn:p')?.facts.version).toBe('1.10.0');
  });

  it('hold only registries that name a capability', () => {
    facts();
    write('specs/aliases.json', { foundations: {} });
    write('specs/foundations.json', { capability: 'foundations', title: 'Foundations', versions: [] });
    expect(loadFacts(dir, 'STU3').specs.map(({ capability }) => capability)).toEqual(['foundations']);
  });

  it('are not harmed by a key that objects inherit', () => {
    facts(`{"__proto__": {"polluted": true}, ${JSON.stringify(STRUCTURE).slice(1)}`);
    loadFacts(dir, 'STU3');
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe('facts that cannot be used are reported with their place', () => {
  it('when there are none', () => {
    expect(problems()).toEqual([{ file: 'fhir/stu3/release.json', message: 'the file cannot be read' }]);
  });

  it('when a file is missing, or is not JSON', () => {
    facts();
    write(
      'gpconnect/releases/a.json',
      manifest('a', 'gpconnect/structures/p.json', 'gpconnect/structures/none.json'),
    );
    write('gpconnect/structures/p.json', '{');
    expect(problems().map(({ file, message }) => `${file}: ${message.slice(0, 8)}`)).toEqual([
      'gpconnect/structures/p.json: not JSON',
      'gpconnect/structures/none.json: the file',
    ]);
  });

  it.each([
    ['a list in place of a definition', [], undefined, 'must hold a JSON object'],
    [
      'another kind',
      { resourceType: 'Patient' },
      '/resourceType',
      'Patient is no kind of definition that facts hold',
    ],
    ['no differential', { ...STRUCTURE, differential: undefined }, '/', 'differential is missing'],
    ['no url', { ...STRUCTURE, url: undefined }, '/', 'url must be a string'],
  ])('when there is %s', (_what, structure, at, message) => {
    facts(structure);
    expect(problems()[0]).toEqual({
      file: 'gpconnect/structures/p.json',
      ...(at === undefined ? {} : { at }),
      message,
    });
  });

  it.each([
    [{ path: 'Patients.name' }, 'path Patients.name does not start with the type Patient'],
    [{ path: 'Patient.name', min: -1 }, 'min of Patient.name must be a whole number'],
    [{ path: 'Patient.name', max: 1 }, 'max of Patient.name must be a number in decimal or *'],
    [{ path: 'Patient.name', type: [{}] }, 'a type of Patient.name has no code'],
    [{ path: 'Patient.name', fixed: 'x' }, 'fixed of Patient.name must have a type and a value'],
    [{}, 'path must be a string'],
  ])('when an element is %j', (element, message) => {
    facts({ ...STRUCTURE, differential: { element: [element] } });
    expect(problems()).toEqual([
      { file: 'gpconnect/structures/p.json', at: '/differential/element/0', message },
    ]);
  });

  it('when concepts are nested without end', () => {
    facts();
    let concept: unknown = { code: 'x' };
    for (let depth = 0; depth < 200; depth++) concept = { code: 'x', concept: [concept] };
    write('gpconnect/structures/p.json', {
      resourceType: 'CodeSystem',
      url: 'u',
      name: 'n',
      concept: [concept],
    });
    expect(problems()[0]?.message).toBe('concepts are nested more than 64 deep');
  });
});

describe('canonicals and versions', () => {
  it('lose what does not matter for looking them up', () => {
    expect(canonicalUrl(' https://example.org/x|1.0 ')).toBe('https://example.org/x');
  });

  it.each([
    ['1.9.0', '1.10.0'],
    [undefined, '1.0.0'],
    ['1.0', '1.0.1'],
    ['1.0.0-a', '1.0.0-b'],
  ])('%s is before %s', (left, right) => {
    expect(compareVersions(left, right)).toBeLessThan(0);
    expect(compareVersions(right, left)).toBeGreaterThan(0);
    expect(compareVersions(right, right)).toBe(0);
  });
});
