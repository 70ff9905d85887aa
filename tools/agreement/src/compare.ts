/**
 * Compares two lists of findings on one payload.
 *
 * @module
 */
import type { Issue, IssueCode } from '@gpconnect/runtime';
import { type Finding, KINDS, type Kind, commonPath, sameKind, samePlace } from './finding.js';

const OURS: Partial<Record<IssueCode, Kind>> = {
  'structure.unknown-property': 'unknown property',
  'structure.not-an-object': 'JSON shape',
  'structure.not-an-array': 'JSON shape',
  'structure.unexpected-array': 'JSON shape',
  'structure.not-a-primitive': 'JSON shape',
  'structure.empty': 'JSON shape',
  'structure.null': 'JSON shape',
  'structure.minimum': 'missing required element',
  'value.json-type': 'bad primitive',
  'value.format': 'bad primitive',
  'value.whitespace': 'bad primitive',
  'value.too-long': 'bad primitive',
};

/** One of our issues in common form; undefined when of a kind that is not compared here. */
export function reduceOurs({
  code,
  path,
  params,
}: Pick<Issue, 'code' | 'path' | 'params'>): Finding | undefined {
  const kind = OURS[code];
  if (kind === undefined) return undefined;
  // What is missing has no place of its own: the issue stands at its parent and names it.
  const missing = code === 'structure.minimum' ? String(params['element']) : undefined;
  return {
    kind,
    path: commonPath(missing === undefined ? path : `${path}.${missing.slice(missing.lastIndexOf('.') + 1)}`),
  };
}

/** Counts of one kind. */
export interface Tally {
  agreed: number;
  onlyTheirs: number;
  onlyOurs: number;
}

/** Result of comparing: counts by kind, and the findings that only one side has. */
export interface Comparison {
  readonly tallies: Record<Kind, Tally>;
  readonly onlyTheirs: readonly Finding[];
  readonly onlyOurs: readonly Finding[];
}

/** Tallies of nothing, to add to. */
export function emptyTallies(): Record<Kind, Tally> {
  return Object.fromEntries(KINDS.map((kind) => [kind, { agreed: 0, onlyTheirs: 0, onlyOurs: 0 }])) as Record<
    Kind,
    Tally
  >;
}

function distinct(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [`${finding.kind} ${finding.path}`, finding])).values()];
}

/** Compares the findings of both sides on one payload; repeated findings of one side count once. */
export function compare(theirs: readonly Finding[], ours: readonly Finding[]): Comparison {
  const tallies = emptyTallies();
  const left = distinct(ours);
  const matched = new Set<Finding>();
  const onlyTheirs: Finding[] = [];
  for (const their of distinct(theirs)) {
    const match = left.filter((our) => sameKind(their.kind, our.kind) && samePlace(their.path, our.path));
    for (const our of match) matched.add(our);
    if (match.length > 0) tallies[their.kind].agreed += 1;
    else {
      tallies[their.kind].onlyTheirs += 1;
      onlyTheirs.push(their);
    }
  }
  const onlyOurs = left.filter((our) => !matched.has(our));
  for (const our of onlyOurs) tallies[our.kind].onlyOurs += 1;
  return { tallies, onlyTheirs, onlyOurs };
}
