import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createValidator, type Issue } from '@gpconnect/runtime';
import type { SpecTable } from '@gpconnect/runtime/tables';
import { uncheckedOf, uncheckedOfSpecification, type Unchecked } from '@gpconnect/runtime/unchecked';
import { beforeAll, describe, expect, it } from 'vitest';

type Ledger = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

const ROOT = resolve(import.meta.dirname, '..', '..', '..');
const SHARED = resolve(process.env['GPCONNECT_SHARED'] ?? join(ROOT, '..', 'shared'));
const CORPUS = join(SHARED, 'corpus');
const accepted = JSON.parse(readFileSync(join(ROOT, 'profiles', 'ledger.json'), 'utf8')) as Ledger;

/** Versions of the base specifications. */
const BASES = { DSTU2: '1.0.2', STU3: '3.0.2' } as const;

/** Every specification version that is generated. */
async function emitted(): Promise<SpecTable[]> {
  const specs: SpecTable[] = [];
  for (const file of readdirSync(join(ROOT, 'profiles', 'specs')).filter((name) => name !== 'aliases.json')) {
    const registry = JSON.parse(readFileSync(join(ROOT, 'profiles', 'specs', file), 'utf8')) as {
      readonly capability: string;
      readonly versions: readonly { version: string; notModelled?: string; fhirVersion?: string }[];
    };
    for (const { version, notModelled, fhirVersion } of registry.versions) {
      if (notModelled !== undefined || (fhirVersion !== 'STU3' && fhirVersion !== 'DSTU2')) continue;
      specs.push(
        ((await import(`@gpconnect/${registry.capability}/${version}`)) as { readonly spec: SpecTable }).spec,
      );
    }
  }
  return specs;
}

/** What the runtime cannot check by the tables as they are emitted, as lines of a ledger. */
function readFromTables(specs: readonly SpecTable[]): string[] {
  const lines = new Set<string>();
  const add = (section: string, where: string, version: string, unchecked: readonly Unchecked[]): void => {
    for (const { kind, element, detail } of unchecked) {
      const place = element === '' ? where : `${where}#${element}`;
      lines.add(`${section} ${kind}: ${place}: ${detail} ${version}`);
    }
  };
  for (const spec of specs) {
    add(spec.capability, 'specification', spec.version, uncheckedOfSpecification(spec));
    for (const profile of new Set(Object.values(spec.profiles))) {
      const where = profile.version === undefined ? profile.url : `${profile.url}|${profile.version}`;
      add(spec.capability, where, spec.version, uncheckedOf(spec, profile));
    }
    const { version } = spec.fhir;
    for (const type of [...Object.keys(spec.types), ...Object.keys(spec.fhir.datatypes)])
      add(`fhir-${version.toLowerCase()}`, type, BASES[version], uncheckedOf(spec, type));
  }
  return [...lines].sort();
}

describe('the ledger of what is not checked', () => {
  let specs: SpecTable[] = [];
  beforeAll(async () => {
    specs = await emitted();
  }, 60_000);

  it('is what the runtime reads in the tables of all packages', () => {
    expect(specs.length).toBeGreaterThan(90);
    const ledger = Object.entries(accepted).flatMap(([section, entries]) =>
      Object.entries(entries).flatMap(([entry, versions]) =>
        versions.map((version) => `${section} ${entry} ${version}`),
      ),
    );
    expect(readFromTables(specs)).toEqual(ledger.sort());
  }, 120_000);

  it.skipIf(!existsSync(CORPUS))(
    'holds all that is reported as not checked for a definition’s sake in real payloads (skipped where they are absent)',
    () => {
      const spec = specs.find(({ id }) => id === 'access-record-structured@1.6.1');
      if (spec === undefined) throw new Error('access-record-structured@1.6.1 is not generated');
      const { validate } = createValidator(spec);
      const payloads = (
        JSON.parse(readFileSync(join(CORPUS, 'index.json'), 'utf8')) as {
          file: string;
          fhir: string;
          format: string;
          wellFormed: boolean;
        }[]
      ).filter((one) => one.fhir === 'stu3' && one.format === 'json' && one.wellFormed);
      const entries = new Set(
        [accepted['fhir-stu3'], accepted[spec.capability]].flatMap((section) => Object.keys(section ?? {})),
      );
      const missing = new Set<string>();
      let met = 0;
      for (const { file } of payloads) {
        const value: unknown = JSON.parse(readFileSync(join(CORPUS, file), 'utf8'));
        for (const issue of validate(value, { maxIssues: 100_000 }).issues) {
          const start = startOf(issue);
          if (start === undefined) continue;
          met++;
          if (![...entries].some((entry) => entry.startsWith(start))) missing.add(start);
        }
      }
      expect(met).toBeGreaterThan(100);
      expect([...missing]).toEqual([]);
    },
    120_000,
  );
});

/** How the ledger's entry begins; nothing for what a payload brings itself. */
function startOf({ code, source, params }: Issue): string | undefined {
  const [canonical = '', element = ''] = source.split('#');
  const base = /^http:\/\/hl7\.org\/fhir\/StructureDefinition\/(\w+)\|3\.0\.2$/.exec(canonical)?.[1];
  const place = `${base ?? canonical}#${element}`;
  switch (code) {
    case 'cannot-check.slicing':
      return `slice-undiscriminated: ${place}:`;
    case 'cannot-check.terminology': {
      const isUndefined = String(params['reason']).startsWith('no definition');
      return `${isUndefined ? 'value-set-undefined' : 'terminology-not-shipped'}: ${place}: ${String(params['valueSet'])}`;
    }
    default:
      return undefined;
  }
}
