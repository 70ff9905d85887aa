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
import { Findings, type Tally } from './findings.js';
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
  /** What stands for the last step in the path and the pointer, where it is a name that is not shown. */
  readonly hidden?: string;
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
  /** Pointers into the payload, of issues whose own pointer hides a name. Shared by forks. */
  readonly pointers: WeakMap<Issue, string>;
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
  readonly findings: Findings;
  /** How often something was reported or counted: while it stays, all was right. */
  remarks = 0;
  /**
   * True when nothing that is still to be walked can be among the findings kept. What was walked into is judged to its
   * end all the same: what is wrong with it as a whole comes before what stands in it.
   */
  stopped = false;
  /** True while a sibling is walked with its value, though it may stand after what is walked next. */
  isAhead = false;
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
  private readonly writer: PlaceWriter;

  constructor(options: RunOptions) {
    this.options = options;
    this.catalog = options.catalog;
    this.mask = options.mask;
    this.maxIssues = options.maxIssues;
    this.selection = options.selection;
    this.findings = new Findings(options.root, options.maxIssues);
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
    this.add(code, params, source, placing);
  }

  /** Whether a finding at `steps` from the walker's place may be among those kept: ask before making a costly one. */
  hasRoom(...steps: readonly (string | number)[]): boolean {
    return this.findings.hasRoom(this.placeOf({ steps }));
  }

  /** An issue at the walker's place, not added to the report. */
  issue<C extends IssueCode>(code: C, params: ParametersOf<C>, source: string, placing: Placing = {}): Issue {
    return this.issueAt(this.placeOf(placing), code, params, source, placing);
  }

  private add<C extends IssueCode>(
    code: C,
    params: ParametersOf<C>,
    source: string,
    placing: Placing,
    tally?: Tally,
  ): void {
    this.remarks++;
    const place = this.placeOf(placing);
    if (this.findings.hasRoom(place))
      this.findings.add(this.issueAt(place, code, params, source, placing), place, tally);
    this.stopWhereComplete();
  }

  private stopWhereComplete(): void {
    if (!this.findings.truncated || this.isAhead) return;
    if (this.findings.isCompleteBefore(this.placeOf({}))) this.stopped = true;
  }

  private placeOf({ steps }: Placing): Place {
    const { keys, depth } = this;
    const further = steps === undefined ? 0 : steps.length;
    // Of its length at once, because an array that grows takes room for many more.
    const place = new Array<string | number>(depth + further);
    for (let i = 0; i < depth; i++) place[i] = keys[i]!;
    for (let i = 0; i < further; i++) place[depth + i] = steps![i]!;
    return place;
  }

  private issueAt<C extends IssueCode>(
    place: Place,
    code: C,
    params: ParametersOf<C>,
    source: string,
    { severity, because, hidden }: Placing,
  ): Issue {
    const { writer } = this;
    writer.write(place, this.hosts, this.depth, code === 'structure.unknown-property');
    const { pointer } = writer;
    if (hidden !== undefined) writer.write([...place.slice(0, -1), hidden], this.hosts, this.depth, true);
    const issue = createIssue(code, params, {
      path: writer.path,
      pointer: writer.pointer,
      source,
      severity,
      because,
    });
    if (hidden !== undefined) this.options.pointers.set(issue, pointer);
    return issue;
  }

  /** Reports something at its first occurrence, and counts the others. Returns the count's holder. */
  once<C extends IssueCode>(
    id: string,
    code: C,
    params: ParametersOf<C>,
    source: string,
    placing: Placing = {},
  ): { count: number } {
    const known = this.findings.tally(id);
    if (known !== undefined) {
      this.remarks++;
      known.count++;
      return known;
    }
    const tally = { id, count: 1 };
    this.add(code, params, source, placing, tally);
    return tally;
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
    fork.findings.each((issue, place, tally) => {
      const known = tally === undefined ? undefined : this.findings.tally(tally.id);
      if (known !== undefined) known.count += tally!.count;
      else if (this.findings.hasRoom(place)) this.findings.add(issue, place, tally);
    });
    this.stopWhereComplete();
  }
}
