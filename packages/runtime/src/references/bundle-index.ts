/**
 * Finds the resources of a Bundle by full URL and by type and id. Built once, before the Bundle is walked.
 *
 * @module
 */
import type { JsonObject, JsonValue } from '../tables/index.js';
import { isArray, isObject } from '../nodes/values.js';

/** A resource of a Bundle that references can lead to. */
export interface BundleTarget {
  readonly resource: JsonObject;
  /** Index of its entry. */
  readonly entry: number;
  /** How many entries answer to the same address. */
  count: number;
  /** True once it was said that several answer. */
  isReported: boolean;
}

/** An entry that repeats an earlier one. */
export interface RepeatedEntry {
  readonly entry: number;
  readonly first: number;
  readonly by: 'fullUrl' | 'id';
}

/** Index over the entries of one Bundle. */
export class BundleIndex {
  readonly byUrl = new Map<string, BundleTarget>();
  readonly byId = new Map<string, BundleTarget>();
  readonly repeated: RepeatedEntry[] = [];

  constructor(bundle: JsonObject) {
    const { entry } = bundle;
    // A history holds several versions of a resource by design.
    const isHistory = bundle['type'] === 'history';
    if (!isArray(entry)) return;
    for (let i = 0; i < entry.length; i++) {
      const item = entry[i];
      if (isObject(item) && isObject(item['resource']))
        this.add(item['fullUrl'], item['resource'], i, isHistory);
    }
  }

  private add(fullUrl: JsonValue | undefined, resource: JsonObject, entry: number, isHistory: boolean): void {
    const { id, resourceType } = resource;
    const hasUrl = typeof fullUrl === 'string' && fullUrl !== '';
    if (hasUrl) {
      const known = this.byUrl.get(fullUrl);
      if (known === undefined) this.byUrl.set(fullUrl, { resource, entry, count: 1, isReported: false });
      else if (!isHistory && versionOf(known.resource) === versionOf(resource)) {
        known.count++;
        this.repeated.push({ entry, first: known.entry, by: 'fullUrl' });
      }
    }
    if (typeof id !== 'string' || typeof resourceType !== 'string') return;
    const address = `${resourceType}/${id}`;
    const known = this.byId.get(address);
    if (known === undefined) {
      this.byId.set(address, { resource, entry, count: 1, isReported: false });
      return;
    }
    known.count++;
    // Resources of two servers may share type and id: what tells them apart is their full URL.
    if (!hasUrl && !isHistory && versionOf(known.resource) === versionOf(resource)) {
      this.repeated.push({ entry, first: known.entry, by: 'id' });
    }
  }
}

function versionOf(resource: JsonObject): JsonValue | undefined {
  const { meta } = resource;
  return isObject(meta) ? meta['versionId'] : undefined;
}
