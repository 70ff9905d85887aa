/**
 * `gpconnect explain GPConnect-Appointment-1`: what a profile constrains, and
 * which specification versions use it.
 *
 * @module
 */
import type { ElementTable, ProfileTable } from '@gpconnect/runtime';
import { specNamed, type SpecEntry, isModelled } from '../registry.js';
import { constraints } from './describe.js';

/** One content of a profile, with the versions that use it. */
interface Variant {
  readonly table: ProfileTable;
  readonly specs: string[];
}

/** What a search for a profile found. */
export interface ProfileSearch {
  /** The text that explains it; absent when no version holds it. */
  readonly text?: string;
  /** Canonicals and names that exist, to suggest from. */
  readonly known: ReadonlySet<string>;
}

/** Looks for a profile by canonical, with or without `|version`, or by the last segment of its canonical. */
export async function explainProfile(
  name: string,
  specId: string | undefined,
  entries: readonly SpecEntry[],
): Promise<ProfileSearch> {
  const [url = '', version] = name.split('|');
  const known = new Set<string>();
  // One table is shared by all versions that hold the same content: the object tells.
  const variants = new Map<ProfileTable, Variant>();
  const modelled = specId === undefined ? entries.filter(isModelled) : [specNamed(specId, entries)];
  for (const entry of modelled) {
    const { spec } = await entry.load();
    for (const table of Object.values(spec.profiles)) {
      const segment = table.url.slice(table.url.lastIndexOf('/') + 1);
      known.add(segment).add(table.url);
      if ((table.url !== url && segment !== url) || (version !== undefined && version !== table.version))
        continue;
      const variant = variants.get(table) ?? { table, specs: [] };
      variant.specs.push(entry.id);
      variants.set(table, variant);
    }
  }
  if (variants.size === 0) return { known };
  return { known, text: [...variants.values()].flatMap(variantLines).join('\n') };
}

function variantLines({ table, specs }: Variant): string[] {
  const rows: { readonly path: string; readonly said: string }[] = [];
  for (const [name, element] of Object.entries(table.elements()))
    addRows(name === '' ? table.type : `${table.type}.${name}`, element, rows);
  const width = Math.min(60, Math.max(0, ...rows.map((row) => row.path.length)));
  return [
    `${table.url}${table.version === undefined ? '' : `|${table.version}`}`,
    `  constrains  ${table.type}${table.isModifier === true ? ' (modifier extension)' : ''}`,
    ...(table.context === undefined ? [] : [`  stands in   ${table.context.join(', ')}`]),
    `  used by     ${specs.join(', ')}`,
    '',
    ...rows.map((row) => `  ${row.path.padEnd(width)}  ${row.said}`),
    '',
  ];
}

function addRows(path: string, element: ElementTable, rows: { path: string; said: string }[]): void {
  const said = constraints(element);
  if (said.length > 0) rows.push({ path, said: said.join('; ') });
  for (const [name, child] of Object.entries(element.children ?? {})) addRows(`${path}.${name}`, child, rows);
  for (const [name, slice] of Object.entries(element.slices ?? {})) addRows(`${path}:${name}`, slice, rows);
}
