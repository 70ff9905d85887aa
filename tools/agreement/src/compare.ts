/**
 * Compares two lists of findings on one payload.
 *
 * @module
 */
import { CATEGORIES, type Category, type Defect, type Finding, categoryOf, sameKind } from './finding.js';
import { samePlace } from './place.js';

/** Counts of one category. */
export interface Tally {
  agreed: number;
  onlyTheirs: number;
  onlyOurs: number;
}

/** Counts by category. */
export type Tallies = Record<Category, Tally>;

/** Result of comparing: counts by category, and the findings that only one side has. */
export interface Comparison {
  readonly tallies: Tallies;
  readonly onlyTheirs: readonly Finding[];
  readonly onlyOurs: readonly Finding[];
}

/** Tallies of nothing, to add to. */
export function emptyTallies(): Tallies {
  return Object.fromEntries(
    CATEGORIES.map((category) => [category, { agreed: 0, onlyTheirs: 0, onlyOurs: 0 }]),
  ) as Tallies;
}

/** Findings that differ; of those that say the same of one place, the first. */
function distinct(findings: readonly Finding[]): Finding[] {
  const byKey = new Map<string, Finding>();
  for (const finding of findings) {
    const key = `${finding.kind} ${finding.path} ${finding.detail ?? ''}`;
    if (!byKey.has(key)) byKey.set(key, finding);
  }
  return [...byKey.values()];
}

function agrees(theirs: Finding, ours: Finding): boolean {
  return isSame(theirs, ours) || (theirs.or ?? []).some((one) => isSame(one, ours));
}

function isSame(theirs: Defect, ours: Defect): boolean {
  return (
    sameKind(theirs.kind, ours.kind) && theirs.detail === ours.detail && samePlace(theirs.path, ours.path)
  );
}

/** Compares the findings of both sides on one payload; repeated findings of one side count once. */
export function compare(theirs: readonly Finding[], ours: readonly Finding[]): Comparison {
  const tallies = emptyTallies();
  const left = distinct(ours);
  const matched = new Set<Finding>();
  const onlyTheirs: Finding[] = [];
  for (const their of distinct(theirs)) {
    const match = left.filter((our) => agrees(their, our));
    for (const our of match) matched.add(our);
    if (match.length > 0) tallies[categoryOf(their)].agreed += 1;
    else {
      tallies[categoryOf(their)].onlyTheirs += 1;
      onlyTheirs.push(their);
    }
  }
  const onlyOurs = left.filter((our) => !matched.has(our));
  for (const our of onlyOurs) tallies[categoryOf(our)].onlyOurs += 1;
  return { tallies, onlyTheirs, onlyOurs };
}
