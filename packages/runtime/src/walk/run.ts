/**
 * One validation: where the walker is, what it has found, what it knows of the payload.
 *
 * @module
 */
import { createIssue } from '../issues/create.js';
import type { Issue, IssueCode, Severity } from '../issues/issue.js';
import type { Mask } from '../issues/mask.js';
import type { ParametersOf } from '../issues/parameters.js';
import type { Catalog } from '../nodes/catalog.js';
import type { PropertyNode } from '../nodes/property.js';
import type { BundleIndex } from '../references/bundle-index.js';
import type { ContainedTarget } from '../references/target.js';
import type { Selection } from '../select/selection.js';
import type { InvariantContext, JsonObject } from '../tables/index.js';
import { PlaceWriter, type Place } from './place.js';

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

/** State of one walk over one payload. */
export class Run {
  /** Unique in the process, so that nodes can tell whose cached answers they hold. */
  readonly id = runs++;
  readonly catalog: Catalog;
  readonly mask: Mask;
  readonly maxIssues: number;
  readonly selection: Selection;
  readonly options: RunOptions;
  readonly issues: Issue[] = [];
  /** How often something was reported or counted: while it stays, all was right. */
  remarks = 0;
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
  contained: ReadonlyMap<string, ContainedTarget> | null = null;
  /** How many of `keys` lead to the resource that contains others. */
  containerDepth = 0;
  bundle: BundleIndex | null = null;
  /** The full URL of the Bundle entry being walked. */
  fullUrl: string | null = null;
  /** True while a value is tried against one of several profiles. */
  isTrial = false;
  /** The place of each of `issues`. */
  readonly places: Place[] = [];
  private readonly writer: PlaceWriter;
  private readonly tallies = new Map<string, Tally>();
  /** By index in `issues`. */
  private readonly tallied = new Map<number, Tally>();

  constructor(options: RunOptions) {
    this.options = options;
    this.catalog = options.catalog;
    this.mask = options.mask;
    this.maxIssues = options.maxIssues;
    this.selection = options.selection;
    this.writer = new PlaceWriter(options.rootName);
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
    this.remarks++;
    if (this.hasRoom()) this.add(code, params, source, placing);
  }

  /** An issue at the walker's place, not added to the report. */
  issue<C extends IssueCode>(code: C, params: ParametersOf<C>, source: string, placing: Placing = {}): Issue {
    return this.issueAt(this.placeOf(placing), code, params, source, placing);
  }

  private add<C extends IssueCode>(code: C, params: ParametersOf<C>, source: string, placing: Placing): void {
    const place = this.placeOf(placing);
    this.issues.push(this.issueAt(place, code, params, source, placing));
    this.places.push(place);
  }

  private placeOf({ steps }: Placing): Place {
    const place = this.keys.slice(0, this.depth);
    if (steps !== undefined) for (const step of steps) place.push(step);
    return place;
  }

  private issueAt<C extends IssueCode>(
    place: Place,
    code: C,
    params: ParametersOf<C>,
    source: string,
    { severity, because }: Placing,
  ): Issue {
    const { writer } = this;
    writer.write(place, this.hosts, this.depth, code === 'structure.unknown-property');
    return createIssue(code, params, {
      path: writer.path,
      pointer: writer.pointer,
      source,
      severity,
      because,
    });
  }

  /** Reports something at its first occurrence, and counts the others. Returns the count's holder. */
  once<C extends IssueCode>(
    id: string,
    code: C,
    params: ParametersOf<C>,
    source: string,
    placing: Placing = {},
  ): { count: number } {
    this.remarks++;
    let tally = this.tallies.get(id);
    if (tally !== undefined) {
      tally.count++;
      return tally;
    }
    tally = { id, count: 1 };
    // Without room the tally is not kept either, so that a hostile payload cannot make the map large.
    if (!this.hasRoom()) return tally;
    this.tallies.set(id, tally);
    this.tallied.set(this.issues.length, tally);
    this.add(code, params, source, placing);
    return tally;
  }

  /** The issues, with `count` on those that stand for several occurrences. */
  finish(): Issue[] {
    for (const [index, { count }] of this.tallied) {
      const issue = this.issues[index]!;
      this.issues[index] = { ...issue, params: { ...issue.params, count } };
    }
    return this.issues;
  }

  /** A run that starts where this one is and keeps its findings to itself. */
  fork(maxIssues: number): Run {
    const fork = new Run({ ...this.options, maxIssues });
    for (let i = 0; i < this.depth; i++) fork.push(this.keys[i]!, this.hosts[i]!);
    fork.context = this.context;
    fork.isContained = this.isContained;
    fork.contained = this.contained;
    fork.bundle = this.bundle;
    fork.containerDepth = this.containerDepth;
    fork.fullUrl = this.fullUrl;
    fork.objects = this.objects;
    fork.isTrial = true;
    return fork;
  }

  /** Goes to another place of the payload: `steps` below the first `depth` keys. */
  goTo(depth: number, steps: Place): void {
    this.depth = depth;
    for (const step of steps) this.push(step, null);
  }

  /** Takes over what a fork found. */
  adopt(fork: Run): void {
    this.tooDeep ||= fork.tooDeep;
    this.remarks += fork.remarks;
    for (let i = 0; i < fork.issues.length; i++) {
      const tally = fork.tallied.get(i);
      const known = tally === undefined ? undefined : this.tallies.get(tally.id);
      if (tally !== undefined && known !== undefined) {
        known.count += tally.count;
        continue;
      }
      if (!this.hasRoom()) return;
      if (tally !== undefined) {
        this.tallies.set(tally.id, tally);
        this.tallied.set(this.issues.length, tally);
      }
      this.issues.push(fork.issues[i]!);
      this.places.push(fork.places[i]!);
    }
  }

  private hasRoom(): boolean {
    if (this.issues.length < this.maxIssues) return true;
    this.stopped = true;
    return false;
  }
}
