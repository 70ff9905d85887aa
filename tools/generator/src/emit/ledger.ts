/**
 * The ledger: what is not checked, by specification version, and why.
 *
 * `profiles/ledger.json` holds what was accepted by an explicit command; a thing that
 * is not in it, and one in it that no longer exists, fails the generation.
 *
 * @module
 */
import type { FhirVersion } from '../facts/types.js';
import type { ElementNode, Model, SpecModel, Unchecked } from '../model/types.js';
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
  'constraint-unknown': 'The constraint has no expression in the registry of invariants.',
};

/** What the models cannot check. */
export function ledgerOf(models: readonly Model[]): Ledger {
  const out: Record<string, Record<string, string[]>> = {};
  const add = (section: string, entry: string, version: string): void => {
    const entries = (out[section] ??= {});
    const versions = (entries[entry] ??= []);
    if (!versions.includes(version)) versions.push(version);
  };
  for (const model of models) {
    model.specs.forEach((spec) => addSpecification(spec, add));
    const section = BASE + model.fhirVersion.toLowerCase();
    for (const type of model.types.values()) {
      for (const one of uncheckedBindings(type.root))
        add(section, line(one, type.name), BASES[model.fhirVersion]);
    }
  }
  return sortKeys(out);
}

function addSpecification(
  spec: SpecModel,
  add: (section: string, entry: string, version: string) => void,
): void {
  const seen = new Set(spec.profiles.values());
  for (const profile of seen) {
    for (const one of profile.unchecked) add(spec.capability, line(one, canonical(profile)), spec.version);
  }
  for (const url of spec.undefinedCanonicals) {
    if ([...seen].some((profile) => profile.unchecked.some((one) => one.detail === url))) continue;
    const entry = line({ kind: 'profile-undefined', element: '', detail: url }, 'specification');
    add(spec.capability, entry, spec.version);
  }
}

function line(one: Unchecked, where: string): string {
  return `${one.kind}: ${where}${one.element === '' ? '' : `#${one.element}`}: ${one.detail}`;
}

function uncheckedBindings(node: ElementNode): Unchecked[] {
  const own: Unchecked[] = [];
  const { binding } = node;
  if (binding !== undefined && binding.strength !== 'example') {
    if (binding.valueSet === undefined)
      own.push({ element: node.id, kind: 'value-set-undefined', detail: binding.url });
    for (const system of binding.valueSet?.systems ?? []) {
      if (system.concepts !== undefined) continue;
      own.push({
        element: node.id,
        kind: 'terminology-not-shipped',
        detail: `${binding.url}: ${system.reason ?? system.system}`,
      });
    }
  }
  return [...own, ...node.children.flatMap(uncheckedBindings)];
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
export function ledgerPages(ledger: Ledger): Map<string, string> {
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
    ];
    for (const [kind, why] of Object.entries(WHY)) {
      const own = Object.entries(entries).filter(([entry]) => entry.startsWith(`${kind}: `));
      if (own.length === 0) continue;
      lines.push('', `## ${kind} (${own.length})`, '', why, '');
      for (const [entry, versions] of own)
        lines.push(`- \`${entry.slice(kind.length + 2)}\`: ${versions.join(', ')}`);
    }
    pages.set(`docs/ledger/${section}.md`, `${lines.join('\n')}\n`);
  }
  return pages;
}
