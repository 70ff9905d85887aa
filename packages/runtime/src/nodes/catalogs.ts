/**
 * The catalogs of specification versions, made once each.
 *
 * @module
 */
import { checkSpec } from '../misuse/arguments.js';
import type { SpecTable } from '../tables/index.js';
import { Catalog } from './catalog.js';

const corrected = new WeakMap<SpecTable, Catalog>();
const published = new WeakMap<SpecTable, Catalog>();

/**
 * The catalog of a specification version.
 *
 * @param options - `asPublished` asks for the definitions without errata.
 * @throws MisuseError when `spec` is not the table of a specification version.
 */
export function catalogFor(spec: SpecTable, options: { readonly asPublished?: boolean }): Catalog {
  const isPublished = options?.asPublished === true;
  const known = isPublished ? published : corrected;
  let catalog = typeof spec === 'object' && spec !== null ? known.get(spec) : undefined;
  if (catalog === undefined) {
    checkSpec(spec);
    catalog =
      isPublished && spec.asPublished !== undefined
        ? new Catalog(spec, spec.asPublished)
        : isPublished
          ? catalogFor(spec, {})
          : new Catalog(spec);
    known.set(spec, catalog);
  }
  return catalog;
}
