/**
 * The specification versions that are fuzzed.
 *
 * @module
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SpecTable } from '@gpconnect/runtime/tables';

/** Ids of every generated specification version, `capability/version`, by capability. */
function generated(root: string): string[][] {
  const folder = join(root, 'profiles', 'specs');
  return readdirSync(folder)
    .sort()
    .map((file) => {
      const { capability, versions = [] } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Registry;
      return versions
        .filter(({ version }) =>
          existsSync(join(root, 'packages', capability, 'src', 'generated', `${version}.ts`)),
        )
        .map(({ version }) => `${capability}/${version}`);
    })
    .filter((ids) => ids.length > 0);
}

/** The part of a file of the registry that is read here. */
interface Registry {
  readonly capability: string;
  readonly versions?: readonly { readonly version: string }[];
}

/**
 * Ids of the versions to fuzz.
 *
 * @param choice - `all`; `some`: of each capability the first, the middle and the last one; or ids, by commas
 */
export function chooseSpecs(root: string, choice: string): string[] {
  const known = generated(root);
  if (choice === 'all') return known.flat();
  if (choice === 'some') {
    return known.flatMap((ids) => [...new Set([ids[0]!, ids[ids.length >> 1]!, ids[ids.length - 1]!])]);
  }
  const ids = choice.split(',');
  const unknown = ids.filter((id) => !known.flat().includes(id));
  if (unknown.length > 0) throw new RangeError(`no such specification version: ${unknown.join(', ')}`);
  return ids;
}

/** Loads the tables of a specification version. */
export async function loadSpec(id: string): Promise<SpecTable> {
  const module = (await import(`@gpconnect/${id}`)) as { readonly spec: SpecTable };
  return module.spec;
}
