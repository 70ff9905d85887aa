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

/** Kinds of Bundle that stand for themselves, with the type of the resource that comes first. */
export const FIRST_TYPES = { document: 'Composition', message: 'MessageHeader' } as const;

/** A kind of Bundle that stands for itself. */
export type BundleKind = keyof typeof FIRST_TYPES;

/** Index over the entries of one Bundle. */
export class BundleIndex {
  readonly byUrl = new Map<string, BundleTarget>();
  readonly byId: AddressTable<BundleTarget>;
  readonly repeated: RepeatedEntry[] = [];
  /** Targets in the order of their entries, which is the order in which they are walked. */
  private readonly targets: BundleTarget[] = [];
  private nextTarget = 0;
  /** Null for collections, search results and others, which may refer to what lies outside. */
  readonly kind: BundleKind | null;
  /** The resource of the first entry. */
  readonly first: JsonObject | undefined;
  /** The first entry of a full URL and version. */
  private readonly versions = new Map<string, number>();

  /**
   * @param depth - How many keys lead to the Bundle.
   * @param isContained - Whether another resource contains it.
   */
  constructor(
    bundle: JsonObject,
    readonly depth: number,
    readonly isContained: boolean,
  ) {
    const { entry, type } = bundle;
    this.kind = type === 'document' || type === 'message' ? type : null;
    const first = isArray(entry) ? entry[0] : undefined;
    this.first = isObject(first) && isObject(first['resource']) ? first['resource'] : undefined;
    // A history holds several versions of a resource by design.
    const isHistory = type === 'history';
    this.byId = new AddressTable(isArray(entry) ? entry.length : 0);
    if (!isArray(entry)) return;
    for (let i = 0; i < entry.length; i++) {
      const item = entry[i];
      if (!isObject(item)) continue;
      const { fullUrl, resource } = item;
      if (typeof fullUrl === 'string' && fullUrl !== '') this.noteVersion(fullUrl, resource, i);
      if (isObject(resource)) this.add(fullUrl, resource, i, isHistory);
    }
  }

  /** What is known of a resource, where the entries are walked in order. */
  targetOf(resource: JsonObject): BundleTarget | undefined {
    const target = this.targets[this.nextTarget];
    if (target?.resource !== resource) return undefined;
    this.nextTarget++;
    return target;
  }

  /** What `bdl-7` says, which is left to this index: it knows the entries. */
  private noteVersion(fullUrl: string, resource: JsonValue | undefined, entry: number): void {
    const version = isObject(resource) ? versionOf(resource) : undefined;
    const key = typeof version === 'string' ? `${fullUrl} ${version}` : fullUrl;
    const first = this.versions.get(key);
    if (first === undefined) this.versions.set(key, entry);
    else this.repeated.push({ entry, first, by: 'fullUrl' });
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
