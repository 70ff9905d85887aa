/**
 * The ledger: what is not checked, by specification version, and why.
 *
 * `profiles/ledger.json` holds what was accepted by an explicit command; a thing that
 * is not in it, and one in it that no longer exists, fails the generation.
 *
 * @module
 */
import type { FhirVersion } from '../facts/types.js';
import type { Model, Unchecked } from '../model/types.js';
import { byText } from './naming.js';
import { canonical } from './terminology.js';

/** By capability: what is not checked → the versions it concerns. */
export type Ledger = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** Sections of the base specifications in a ledger begin so. */
const BASE = 'fhir-';

/** The version of each base specification. */
const BASES: Readonly<Record<FhirVersion, string>> = { DSTU2: '1.0.2', STU3: '3.0.2' };

const WHY: Readonly<Record<Unchecked['kind'], string>> = {
  'extension-undefined':
    'The extension is named and no definition of it is published: its content is judged by the base type alone.',
  'profile-undefined':
    'The profile is named and no definition of it is published: the element is judged by its base type alone.',
  'value-set-undefined': 'No definition of the value set is published: membership cannot be told.',
  'terminology-not-shipped': 'The members of the code system are not shipped: membership cannot be told.',
  'slice-undiscriminated':
    'Nothing in the definition tells the slice apart: its own constraints are not applied.',
  'pins-undecided':
    'The version has several profiles for this resource type: a resource that claims none of them is judged by the one whose fixed values it has, and where that tells nothing, by the base type alone.',
  'constraint-unknown': 'The constraint has no expression in the registry of invariants.',
};

/** What the models cannot check. */
export function ledgerOf(models: readonly Model[]): Ledger {
  const out: Record<string, Record<string, string[]>> = {};
  const add = (section: string, where: string, unchecked: readonly Unchecked[], version: string): void => {
    for (const one of unchecked) {
      const versions = ((out[section] ??= {})[ledgerEntry(where, one)] ??= []);
      if (!versions.includes(version)) versions.push(version);
    }
  };
  for (const model of models) {
    const used = new Set<string>();
    for (const spec of model.specs) {
      for (const type of spec.resourceTypes) used.add(type);
      add(spec.capability, 'specification', spec.unchecked, spec.version);
      for (const profile of new Set(spec.profiles.values()))
        add(spec.capability, canonical(profile), profile.unchecked, spec.version);
    }
    const section = BASE + model.fhirVersion.toLowerCase();
    for (const type of model.types.values()) {
      if (type.abstract || type.kind !== 'resource' || used.has(type.name))
        add(section, type.name, type.unchecked, BASES[model.fhirVersion]);
    }
  }
  return sortKeys(out);
}

/** One thing that is not checked, as it stands in the ledger: why, where and what. */
export function ledgerEntry(where: string, { kind, element, detail }: Unchecked): string {
  return `${kind}: ${where}${element === '' ? '' : `#${element}`}: ${detail}`;
}

function sortKeys(ledger: Record<string, Record<string, string[]>>): Ledger {
  return Object.fromEntries(
    Object.entries(ledger)
      .sort(([a], [b]) => byText(a, b))
      .map(([section, entries]) => [
        section,
        Object.fromEntries(Object.entries(entries).sort(([a], [b]) => byText(a, b))),
      ]),
  );
}

/** The accepted ledger's text. */
export function ledgerJson(ledger: Ledger): string {
  const sections = Object.entries(ledger).map(([section, entries]) => {
    const lines = Object.entries(entries).map(
      ([entry, versions]) => `    ${JSON.stringify(entry)}: ${JSON.stringify(versions)}`,
    );
    return `  ${JSON.stringify(section)}: {\n${lines.join(',\n')}\n  }`;
  });
  return `{\n${sections.join(',\n')}\n}\n`;
}

/** How a ledger differs from the accepted one, a line each. */
export function ledgerDifferences(accepted: Ledger, actual: Ledger): string[] {
  const out: string[] = [];
  const flat = (ledger: Ledger): Set<string> =>
    new Set(
      Object.entries(ledger).flatMap(([section, entries]) =>
        Object.entries(entries).flatMap(([entry, versions]) =>
          versions.map((version) => `${section}@${version}  ${entry}`),
        ),
      ),
    );
  const before = flat(accepted);
  const now = flat(actual);
  for (const one of now) if (!before.has(one)) out.push(`not accepted  ${one}`);
  for (const one of before) if (!now.has(one)) out.push(`no longer so  ${one}`);
  return out.sort(byText);
}

/** The ledger of each section for people to read, by path. */
export function ledgerPages(models: readonly Model[]): Map<string, string> {
  const ledger = ledgerOf(models);
  const reasons = new Map<string, string>();
  for (const { systems } of models.flatMap(({ valueSets }) => valueSets))
    for (const { system, reason } of systems) if (reason !== undefined) reasons.set(system, reason);
  const pages = new Map<string, string>();
  for (const [section, entries] of Object.entries(ledger)) {
    const title = section.startsWith(BASE)
      ? `the FHIR ${section.slice(BASE.length).toUpperCase()} base types`
      : section;
    const lines = [
      '<!-- @generated by @gpconnect-tools/generator from profiles/ledger.json; do not edit -->',
      '',
      `# Not checked: ${title}`,
      '',
      'Reported as information where a payload meets it. Everything else that the definitions ask for is checked.',
      'Beside these, a payload can bring what no list holds: extensions and profiles that the version has no definition',
      'of, and resource types that it does not use. They are reported likewise.',
    ];
    for (const [kind, why] of Object.entries(WHY)) {
      const own = Object.entries(entries).filter(([entry]) => entry.startsWith(`${kind}: `));
      if (own.length === 0) continue;
      lines.push('', `## ${kind} (${own.length})`, '', why, '');
      for (const [entry, versions] of own)
        lines.push(`- \`${entry.slice(kind.length + 2)}\`: ${versions.join(', ')}`);
      if (kind !== 'terminology-not-shipped') continue;
      const systems = [...reasons].filter(([system]) => own.some(([entry]) => entry.endsWith(`: ${system}`)));
      lines.push(
        '',
        ...systems.map(([, reason]) => `- ${reason[0]?.toUpperCase() ?? ''}${reason.slice(1)}.`),
      );
    }
    pages.set(`docs/ledger/${section}.md`, `${lines.join('\n')}\n`);
  }
  return pages;
}
