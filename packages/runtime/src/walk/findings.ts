/**
 * The findings of a run: the first of them in document order, as many as are asked for.
 *
 * The walker goes through a document in nearly its order, but says what is wrong with an object or list as a whole after
 * what stands in it. So a finding that comes late may belong before others, and which are the first is known at the end.
 *
 * @module
 */
import type { Issue } from '../issues/issue.js';
import type { JsonValue } from '../tables/index.js';
import { DocumentOrder } from './document-order.js';
import { isSamePlace, type Place } from './place.js';

/** Something reported once a run, with a count. */
export interface Tally {
  readonly id: string;
  count: number;
}

/** Collects findings. Holds no more than twice as many as are asked for. */
export class Findings {
  /** True when a finding was left out. */
  truncated = false;
  private readonly order: DocumentOrder;
  private issues: Issue[] = [];
  private places: Place[] = [];
  /** How many of `issues` are in order, each once, none of them to be left out. */
  private settled = 0;
  /** The place of the last finding kept, once there are as many as are asked for. */
  private last: Place | null = null;
  private readonly tallies = new Map<string, Tally>();
  private readonly tallied = new Map<Issue, Tally>();

  /** @param limit - most findings kept */
  constructor(
    root: JsonValue | undefined,
    private readonly limit: number,
  ) {
    this.order = new DocumentOrder(root);
  }

  /** Whether a finding at a place may be among the first. One that may not is left out. */
  hasRoom(place: Place): boolean {
    // At the place of the last one it may be the same finding once more.
    if (this.last === null || this.order.compare(place, this.last) <= 0) return true;
    this.truncated = true;
    return false;
  }

  /** True when all that comes at and after a place in the document would be left out. */
  isCompleteBefore(place: Place): boolean {
    return this.truncated && this.last !== null && this.order.compare(this.last, place) <= 0;
  }

  /** Adds a finding for whose place there is room. */
  add(issue: Issue, place: Place, tally?: Tally): void {
    this.issues.push(issue);
    this.places.push(place);
    if (tally !== undefined) {
      this.tallies.set(tally.id, tally);
      this.tallied.set(issue, tally);
    }
    if (this.issues.length >= 2 * this.limit) this.settle();
  }

  /** The count of what is reported once a run, where it was reported. */
  tally(id: string): Tally | undefined {
    return this.tallies.get(id);
  }

  /** The findings in document order, each once: same code, place and source is the same finding. */
  kept(): readonly Issue[] {
    this.settle();
    return this.issues;
  }

  /** The findings in document order, with `count` on those that stand for several occurrences. */
  counted(): readonly Issue[] {
    return this.kept().map((issue) => {
      const tally = this.tallied.get(issue);
      return tally === undefined ? issue : { ...issue, params: { ...issue.params, count: tally.count } };
    });
  }

  /** Calls `take` with every finding kept, its place, and its count where it is reported once a run. */
  each(take: (issue: Issue, place: Place, tally: Tally | undefined) => void): void {
    this.settle();
    this.issues.forEach((issue, i) => take(issue, this.places[i]!, this.tallied.get(issue)));
  }

  /** Puts the findings in order, and leaves out what is said twice and what there is no room for. */
  private settle(): void {
    const { issues, places, order, limit } = this;
    if (this.settled === issues.length) return;
    const indexes = issues.map((_, i) => i);
    // The walker reports in nearly this order, which the engine's sort makes use of.
    indexes.sort((a, b) => order.compare(places[a]!, places[b]!));
    this.issues = [];
    this.places = [];
    let from = 0;
    for (const i of indexes) {
      const issue = issues[i]!;
      const place = places[i]!;
      const { length } = this.issues;
      // Equal findings have equal places, so they are among those since the place last changed.
      if (length > 0 && !isSamePlace(this.places[length - 1]!, place)) from = length;
      if (hasSame(this.issues, from, issue)) continue;
      if (length < limit) {
        this.issues.push(issue);
        this.places.push(place);
      } else this.leaveOut(issue);
    }
    this.settled = this.issues.length;
    if (this.settled === limit) this.last = this.places[limit - 1]!;
  }

  /** What is counted is forgotten with its finding, so that a hostile payload cannot make the maps large. */
  private leaveOut(issue: Issue): void {
    this.truncated = true;
    const tally = this.tallied.get(issue);
    if (tally === undefined) return;
    this.tallied.delete(issue);
    this.tallies.delete(tally.id);
  }
}

function hasSame(kept: readonly Issue[], from: number, issue: Issue): boolean {
  for (let i = from; i < kept.length; i++) if (isSame(kept[i]!, issue)) return true;
  return false;
}

function isSame(a: Issue, b: Issue): boolean {
  return a.code === b.code && a.source === b.source && a.message === b.message;
}
