/**
 * The errata, as the command line prints them.
 *
 * @module
 */
import type { ErratumModel } from '../model/errata.js';
import { print } from './literal.js';
import { ModuleBuilder } from './module.js';

/** The command line's list of errata. */
export function errataModule(errata: readonly ErratumModel[]): ModuleBuilder {
  const module = new ModuleBuilder('packages/cli/src/generated/errata.ts', 'profiles/errata', ['errata']);
  const type = module.use('ErratumEntry', 'packages/cli/src/errata.ts');
  module.constant(
    'errata',
    `readonly ${type}[]`,
    print(
      errata.map((erratum) => ({ ...erratum, changes: erratum.changes.map((change) => ({ ...change })) })),
    ),
    'Every correction of a published definition.',
  );
  return module;
}
