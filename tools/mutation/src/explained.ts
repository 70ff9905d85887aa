/**
 * What is known and explained: profiles without a valid instance, mutants that are not reported as expected.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IssueCode } from '@gpconnect/runtime';
import type { Failure, Score, Unreachable } from './score.js';

/** A profile that no payload can satisfy, because its definitions contradict each other. */
export interface NoInstance {
  /** Names of the subjects, without the letter of a content. */
  readonly profile: string;
  /** The element that cannot be satisfied. */
  readonly element: string;
  /** The error that every instance has. */
  readonly code: IssueCode;
  readonly reason: string;
}

/** A rule that other constraints imply, so that nothing breaks it alone, or that excludes what definitions allow. */
export interface Implied {
  /** Key and defining type. */
  readonly rule: string;
  readonly reason: string;
}

/** An optional element that no payload can have, because definitions contradict each other. */
export interface Excluded {
  /** Name of the subject, without the letter of a content. */
  readonly profile: string;
  readonly element: string;
  readonly reason: string;
}

/** What is known, as committed. */
export interface Known {
  readonly survivors: readonly Survivor[];
  readonly noInstance: readonly NoInstance[];
  readonly implied: readonly Implied[];
  readonly excluded: readonly Excluded[];
}

/** Mutants that are not reported as expected, and why. */
export interface Survivor {
  /** Which mutants: each pattern may begin or end with `*`, and is absent where it does not matter. */
  readonly subject?: string;
  readonly element?: string;
  readonly constraint: string;
  readonly is: 'missed' | 'unrelated' | 'unsound';
  readonly about?: string;
  readonly reason: string;
}

function read<T>(folder: string, name: string): readonly T[] {
  return JSON.parse(readFileSync(join(folder, name), 'utf8')) as readonly T[];
}

/** The committed lists. */
export function readKnown(folder: string): Known {
  return {
    survivors: read<Survivor>(folder, 'survivors.json'),
    noInstance: read<NoInstance>(folder, 'no-instance.json'),
    implied: read<Implied>(folder, 'implied.json'),
    excluded: read<Excluded>(folder, 'excluded.json'),
  };
}

/** What is left to explain. */
export interface Explained {
  readonly unexplained: readonly string[];
  /** Entries that nothing needs any more. */
  readonly stale: readonly string[];
  /** Survivors by entry, with the number of mutants that each explains. */
  readonly counts: ReadonlyMap<Survivor, number>;
}

/** Matches failures, and what no mutant was made of, with the lists. */
export function explain(scores: readonly Score[], known: Known): Explained {
  const counts = new Map<Survivor, number>();
  const unexplained: string[] = [];
  for (const failure of scores.flatMap(({ failures }) => failures)) {
    const reason = known.survivors.find((one) => isFor(one, failure));
    if (reason !== undefined) counts.set(reason, (counts.get(reason) ?? 0) + 1);
    else {
      const { subject, mutant, verdict } = failure;
      unexplained.push(`${verdict.is} ${subject} ${mutant.element} ${mutant.constraint}: ${mutant.about}`);
    }
  }
  const used = new Set<Survivor | Implied | Excluded>(counts.keys());
  for (const { subject, unreachable } of scores) {
    for (const one of unreachable) {
      const reason = reasonFor(subject, one, known);
      if (reason === undefined) unexplained.push(`unreachable ${subject} ${one.element}: ${one.reason}`);
      else used.add(reason);
    }
  }
  const listed = [...known.survivors, ...known.implied, ...known.excluded];
  const stale = listed.filter((one) => !used.has(one)).map((one) => JSON.stringify(one));
  return { unexplained, stale, counts };
}

function reasonFor(
  subject: string,
  { element, rule }: Unreachable,
  { implied, excluded }: Known,
): Implied | Excluded | undefined {
  if (rule !== undefined) return implied.find((one) => one.rule === rule);
  const profile = withoutLetter(subject);
  return excluded.find(
    (one) => one.profile === profile && (element === one.element || element.startsWith(`${one.element}.`)),
  );
}

function isFor(entry: Survivor, { subject, mutant, verdict }: Failure): boolean {
  return (
    entry.is === verdict.is &&
    entry.constraint === mutant.constraint &&
    matches(entry.subject, subject) &&
    matches(entry.element, mutant.element) &&
    matches(entry.about, mutant.about)
  );
}

/** Codes of the errors that no instance of a subject is without. */
export function codesAgainst(subject: string, noInstance: readonly NoInstance[]): IssueCode[] {
  return noInstance.filter(({ profile }) => profile === withoutLetter(subject)).map(({ code }) => code);
}

/** The name of a subject without the letter that tells contents of one version. */
export function withoutLetter(subject: string): string {
  return subject.replace(/ \([a-z]\)$/, '');
}

/** A pattern has one `*` at most, at either end. */
function matches(pattern: string | undefined, text: string): boolean {
  if (pattern === undefined || pattern === text) return true;
  if (pattern.startsWith('*')) return text.endsWith(pattern.slice(1));
  return pattern.endsWith('*') && text.startsWith(pattern.slice(0, -1));
}
