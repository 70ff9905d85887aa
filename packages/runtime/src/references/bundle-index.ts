/**
 * Finds the resources of a Bundle by full URL and by type and id. Built once, before the Bundle is walked.
 *
 * @module
 */
import { isArray, isObject } from '../nodes/values.js';
import type { Kind } from '../select/selection.js';
import type { JsonObject, JsonValue } from '../tables/index.js';
import type { Run } from '../walk/run.js';
import { AddressTable, type Addressed } from './address-table.js';
import type { Target } from './target.js';

/** A resource of a Bundle that references can lead to. */
export class BundleTarget implements Addressed, Target {
  address = '';
  /** How many entries answer to the same address. */
  count = 1;
  /** True once it was said that several answer. */
  isReported = false;
  /** What definitions can tell of it; null where they cannot, undefined until someone asks. */
  kind: Kind | null | undefined;
  /** True once it is known that its id needs no closer look. */
  isPlain = false;

  /** @param entry - index of its entry */
  constructor(
    readonly resource: JsonObject,
    readonly type: string,
    readonly id: string,
    readonly entry: number,
    private readonly fullUrl: string | null,
  ) {}

  enter(run: Run): void {
    const { resource, entry, fullUrl } = this;
    run.goTo(run.bundle?.depth ?? 0, ['entry', entry, 'resource']);
    run.isContained = run.bundle?.isContained === true;
    run.contained = null;
    run.containerDepth = run.depth;
    run.context = { resource, rootResource: resource };
    run.fullUrl = fullUrl;
  }
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
  readonly byId: AddressTable<BundleTarget>;
  readonly repeated: RepeatedEntry[] = [];
  /** Targets in the order of their entries, which is the order in which they are walked. */
  private readonly targets: BundleTarget[] = [];
  private nextTarget = 0;

  /**
   * @param depth - How many keys lead to the Bundle.
   * @param isContained - Whether another resource contains it.
   */
  constructor(
    bundle: JsonObject,
    readonly depth: number,
    readonly isContained: boolean,
  ) {
    const { entry } = bundle;
    // A history holds several versions of a resource by design.
    const isHistory = bundle['type'] === 'history';
    this.byId = new AddressTable(isArray(entry) ? entry.length : 0);
    if (!isArray(entry)) return;
    for (let i = 0; i < entry.length; i++) {
      const item = entry[i];
      if (isObject(item) && isObject(item['resource']))
        this.add(item['fullUrl'], item['resource'], i, isHistory);
    }
  }

  /** What is known of a resource, where the entries are walked in order. */
  targetOf(resource: JsonObject): BundleTarget | undefined {
    const target = this.targets[this.nextTarget];
    if (target?.resource !== resource) return undefined;
    this.nextTarget++;
    return target;
  }

  private add(fullUrl: JsonValue | undefined, resource: JsonObject, entry: number, isHistory: boolean): void {
    const { id, resourceType } = resource;
    const hasUrl = typeof fullUrl === 'string' && fullUrl !== '';
    if (hasUrl) {
      const known = this.byUrl.get(fullUrl);
      // By URL and by id it is counted apart, so each has a target of its own.
      if (known === undefined) this.byUrl.set(fullUrl, new BundleTarget(resource, '', '', entry, fullUrl));
      else if (!isHistory && versionOf(known.resource) === versionOf(resource)) {
        known.count++;
        this.repeated.push({ entry, first: known.entry, by: 'fullUrl' });
      }
    }
    if (typeof id !== 'string' || typeof resourceType !== 'string') return;
    const url = typeof fullUrl === 'string' ? fullUrl : null;
    const target = new BundleTarget(resource, resourceType, id, entry, url);
    this.targets.push(target);
    const known = this.byId.add(target);
    if (known === undefined) return;
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
