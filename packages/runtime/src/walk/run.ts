/**
 * One validation: where the walker is, what it has found, what it knows of the payload.
 *
 * @module
 */
import { createIssue } from '../issues/create.js';
import type { Issue, IssueCode, Severity } from '../issues/issue.js';
import type { Mask } from '../issues/mask.js';
import { pathStep, pointerStep } from '../issues/names.js';
import type { ParametersOf } from '../issues/parameters.js';
import type { Catalog } from '../nodes/catalog.js';
import type { PropertyNode } from '../nodes/property.js';
import type { BundleIndex } from '../references/bundle-index.js';
import type { Selection } from '../select/selection.js';
import type { Place } from './document-order.js';
import type { InvariantContext, JsonObject } from '../tables/index.js';

/** Deepest nesting of objects and arrays that is walked. */
export const MAX_DEPTH = 200;
/**
 * Most objects visited. Text within the reader's limit stays far below; a value built in memory can hold one
 * object many times over and unfold without end.
 */
export const MAX_OBJECTS = 20_000_000;

/** Where an issue stands relative to where the walker is, and how it differs from the default. */
export interface Placing {
  readonly steps?: readonly (string | number)[];
  readonly severity?: Severity;
  readonly because?: readonly Issue[];
}

/** Something reported once a run, with a count. */
interface Tally {
  readonly id: string;
  count: number;
}

/** What a run is started with. */
export interface RunOptions {
  readonly catalog: Catalog;
  readonly mask: Mask;
  readonly maxIssues: number;
  readonly selection: Selection;
  readonly root: JsonObject;
  /** First step of paths: the root's resource type. */
  readonly rootName: string;
}

let runs = 0;

/** The element that a property is about: a primitive's sibling is about the primitive. */
function elementName(key: string): string {
  return key.startsWith('_') ? key.slice(1) : key;
}

/** State of one walk over one payload. */
export class Run {
  /** Unique in the process, so that nodes can tell whose cached answers they hold. */
  readonly id = runs++;
  readonly catalog: Catalog;
  readonly mask: Mask;
  readonly maxIssues: number;
  readonly selection: Selection;
  readonly options: RunOptions;
  issues: Issue[] = [];
  /** True when there was no room for a further issue; checking stops. */
  stopped = false;
  /** True when something was nested too deeply to be walked, so that rules over whole trees are left out. */
  tooDeep = false;
  objects = 0;
  /** Keys and indexes from the root to where the walker is; only the first `depth` are meant. */
  readonly keys: (string | number)[] = [];
  /** The property that each key was walked as. */
  readonly hosts: (PropertyNode | null)[] = [];
  depth = 0;
  /** What invariants see: the resource being walked, and the one that contains it. */
  context: InvariantContext;
  isContained = false;
  contained: ReadonlyMap<string, JsonObject> | null = null;
  bundle: BundleIndex | null = null;
  /** The full URL of the Bundle entry being walked. */
  fullUrl: string | null = null;
  /** True while a value is tried against one of several profiles. */
  isTrial = false;
  /** The keys that lead to each issue. */
  readonly places = new Map<Issue, Place>();
  private readonly tallies = new Map<string, Tally>();
  private readonly tallied = new Map<Issue, Tally>();

  constructor(options: RunOptions) {
    this.options = options;
    this.catalog = options.catalog;
    this.mask = options.mask;
    this.maxIssues = options.maxIssues;
    this.selection = options.selection;
    this.context = { resource: options.root, rootResource: options.root };
  }

  push(key: string | number, host: PropertyNode | null): void {
    this.keys[this.depth] = key;
    this.hosts[this.depth] = host;
    this.depth++;
  }

  pop(): void {
    this.depth--;
  }

  /** Adds an issue, unless there is no room for it. */
  report<C extends IssueCode>(code: C, params: ParametersOf<C>, source: string, placing: Placing = {}): void {
    if (this.hasRoom()) this.issues.push(this.issue(code, params, source, placing));
  }

  /** An issue at the walker's place, not added to the report. */
  issue<C extends IssueCode>(code: C, params: ParametersOf<C>, source: string, placing: Placing = {}): Issue {
    const place = this.keys.slice(0, this.depth);
    if (placing.steps !== undefined) place.push(...placing.steps);
    let path = this.options.rootName;
    let pointer = '';
    const isUnknown = code === 'structure.unknown-property';
    for (let i = 0; i < place.length; i++) {
      const key = place[i]!;
      if (typeof key === 'number') path += `[${key}]`;
      else path += pathStep(isUnknown && i >= this.depth ? key : elementName(key));
      pointer += pointerStep(key);
    }
    const issue = createIssue(code, params, {
      path,
      pointer,
      source,
      ...(placing.severity === undefined ? {} : { severity: placing.severity }),
      ...(placing.because === undefined ? {} : { because: placing.because }),
    });
    this.places.set(issue, place);
    return issue;
  }

  /** Reports something at its first occurrence, and counts the others. Returns the count's holder. */
  once<C extends IssueCode>(
    id: string,
    code: C,
    params: ParametersOf<C>,
    source: string,
    placing?: Placing,
  ): { count: number } {
    let tally = this.tallies.get(id);
    if (tally !== undefined) {
      tally.count++;
      return tally;
    }
    tally = { id, count: 1 };
    // Without room the tally is not kept either, so that a hostile payload cannot make the map large.
    if (!this.hasRoom()) return tally;
    this.tallies.set(id, tally);
    const issue = this.issue(code, params, source, placing);
    this.issues.push(issue);
    this.tallied.set(issue, tally);
    return tally;
  }

  /** The issues, with `count` on those that stand for several occurrences. */
  finish(): Issue[] {
    return this.issues.map((issue) => {
      const tally = this.tallied.get(issue);
      if (tally === undefined) return issue;
      const counted = { ...issue, params: { ...issue.params, count: tally.count } };
      this.places.set(counted, this.places.get(issue)!);
      return counted;
    });
  }

  /** A run that starts where this one is and keeps its findings to itself. */
  fork(maxIssues: number): Run {
    const fork = new Run({ ...this.options, maxIssues });
    for (let i = 0; i < this.depth; i++) fork.push(this.keys[i]!, this.hosts[i]!);
    fork.context = this.context;
    fork.isContained = this.isContained;
    fork.contained = this.contained;
    fork.bundle = this.bundle;
    fork.fullUrl = this.fullUrl;
    fork.objects = this.objects;
    fork.isTrial = true;
    return fork;
  }

  /** Takes over what a fork found. */
  adopt(fork: Run): void {
    this.tooDeep ||= fork.tooDeep;
    for (const issue of fork.issues) {
      const tally = fork.tallied.get(issue);
      const known = tally === undefined ? undefined : this.tallies.get(tally.id);
      if (tally !== undefined && known !== undefined) {
        known.count += tally.count;
        continue;
      }
      if (!this.hasRoom()) return;
      this.issues.push(issue);
      this.places.set(issue, fork.places.get(issue)!);
      if (tally !== undefined) {
        this.tallies.set(tally.id, tally);
        this.tallied.set(issue, tally);
      }
    }
  }

  private hasRoom(): boolean {
    if (this.issues.length < this.maxIssues) return true;
    this.stopped = true;
    return false;
  }
}
