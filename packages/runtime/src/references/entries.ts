/**
 * Checks the addresses of a Bundle's entries.
 *
 * @module
 */
import { isArray, isObject } from '../nodes/values.js';
import type { JsonObject } from '../tables/index.js';
import type { Run } from '../walk/run.js';
import { FIRST_TYPES, type BundleIndex } from './bundle-index.js';
import { parseReference } from './parse.js';

/** Checks entries' full URLs, and that no entry repeats another; the run stands at the Bundle. */
export function checkEntries(run: Run, bundle: JsonObject, index: BundleIndex): void {
  const source = `${run.catalog.origin('Bundle').source}#Bundle.entry`;
  for (const { entry, first, by } of index.repeated) {
    const steps = by === 'fullUrl' ? ['entry', entry, 'fullUrl'] : ['entry', entry, 'resource', 'id'];
    run.report('bundle.duplicate-entry', { first: `Bundle.entry[${first}]` }, source, { steps });
  }
  checkFirst(run, bundle, index, source);
  const { entry } = bundle;
  if (!isArray(entry)) return;
  for (let i = 0; i < entry.length; i++) {
    const item = entry[i];
    if (isObject(item) && typeof item['fullUrl'] === 'string')
      checkFullUrl(run, item, i, item['fullUrl'], source);
  }
}

/** Documents begin with their Composition, messages with their header. */
function checkFirst(run: Run, { entry }: JsonObject, { kind, first }: BundleIndex, source: string): void {
  if (kind === null) return;
  const expected = FIRST_TYPES[kind];
  const type = first?.['resourceType'];
  if (entry === undefined) {
    run.report('bundle.first-entry', { kind, expected, found: 'no entry' }, source);
    // What is no entry or has no type is reported as such.
  } else if (typeof type === 'string' && type !== expected && run.catalog.resourceTypes.has(type)) {
    const params = { kind, expected, found: type };
    run.report('bundle.first-entry', params, source, { steps: ['entry', 0, 'resource'] });
  }
}

function checkFullUrl(run: Run, entry: JsonObject, index: number, fullUrl: string, source: string): void {
  // What is no uri at all is reported as the value that it is.
  if (run.catalog.primitive('uri')?.(fullUrl) !== undefined) return;
  const parsed = parseReference(fullUrl, run.catalog.resourceTypes);
  const placing = { steps: ['entry', index, 'fullUrl'] };
  if (
    parsed.form === 'relative' ||
    parsed.form === 'fragment' ||
    parsed.form === 'malformed' ||
    parsed.form === 'conditional'
  ) {
    run.report(
      'bundle.full-url',
      { expected: 'an absolute URL or a urn:uuid or urn:oid', found: run.mask.reference(fullUrl) },
      `${source}.fullUrl`,
      placing,
    );
    return;
  }
  const { resource } = entry;
  if (parsed.local === undefined || !isObject(resource) || typeof resource['id'] !== 'string') return;
  if (parsed.local === `${String(resource['resourceType'])}/${resource['id']}`) return;
  const expected = "a URL that ends in the resource's own type and id";
  run.report(
    'bundle.full-url',
    { expected, found: run.mask.reference(fullUrl) },
    `${source}.fullUrl`,
    placing,
  );
}
