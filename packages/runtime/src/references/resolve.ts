/**
 * Resolves references within the payload: to Bundle entries, and to contained resources.
 *
 * @module
 */
import { isArray, isObject } from '../nodes/values.js';
import type { Run } from '../walk/run.js';
import type { BundleTarget } from './bundle-index.js';
import type { ParsedReference } from './parse.js';
import { ContainedTarget } from './target.js';

/** The Bundle entry that a reference leads to. */
export function resolveInBundle(run: Run, reference: ParsedReference): BundleTarget | undefined {
  const { bundle } = run;
  if (bundle === null) return undefined;
  switch (reference.form) {
    case 'absolute':
    case 'uuid':
    case 'oid':
    case 'other-uri':
      return bundle.byUrl.get(reference.url);
    case 'relative': {
      const base = bundle.byUrl.size === 0 ? undefined : serverOf(run.fullUrl);
      const byUrl = base === undefined ? undefined : bundle.byUrl.get(base + reference.url);
      return byUrl ?? bundle.byId.get(reference.url);
    }
    default:
      return undefined;
  }
}

/** The part of an entry's full URL that relative references in it continue. */
function serverOf(fullUrl: string | null): string | undefined {
  if (fullUrl === null || !fullUrl.startsWith('http')) return undefined;
  const id = fullUrl.lastIndexOf('/');
  const type = fullUrl.lastIndexOf('/', id - 1);
  return type < 0 ? undefined : fullUrl.slice(0, type + 1);
}

/** The contained resource that `#id` leads to from the resource being walked; `#` alone is the container. */
export function resolveContained(run: Run, reference: string): ContainedTarget | undefined {
  const container = run.context.rootResource;
  if (reference === '#') return new ContainedTarget(container);
  if (run.contained === null) {
    const contained = new Map<string, ContainedTarget>();
    const list = container['contained'];
    if (isArray(list)) {
      list.forEach((item, i) => {
        if (isObject(item) && typeof item['id'] === 'string' && !contained.has(item['id']))
          contained.set(item['id'], new ContainedTarget(item, i));
      });
    }
    run.contained = contained;
  }
  const id = reference.slice(1);
  // Some senders write the hash into the contained resource's own id; the id's format is judged there.
  return run.contained.get(id) ?? run.contained.get(reference);
}
