/**
 * What is known and explained: profiles without a valid instance, mutants that are not reported as expected.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IssueCode } from '@gpconnect/runtime';
import type { Failure, Score } from './score.js';

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

/** The committed list of profiles without an instance. */
export function readNoInstance(folder: string): readonly NoInstance[] {
  return read<NoInstance>(folder, 'no-instance.json');
}

/** The committed list of survivors. */
export function readSurvivors(folder: string): readonly Survivor[] {
  return read<Survivor>(folder, 'survivors.json');
}

/** What is left to explain. */
export interface Explained {
  readonly unexplained: readonly string[];
  /** Entries that nothing needs any more. */
  readonly stale: readonly string[];
  /** Survivors by entry, with the number of mutants that each explains. */
  readonly counts: ReadonlyMap<Survivor, number>;
}

/** Matches failures with the lists. */
export function explain(scores: readonly Score[], survivors: readonly Survivor[]): Explained {
  const counts = new Map<Survivor, number>();
  const unexplained: string[] = [];
  for (const failure of scores.flatMap(({ failures }) => failures)) {
    const reason = survivors.find((one) => isFor(one, failure));
    if (reason !== undefined) counts.set(reason, (counts.get(reason) ?? 0) + 1);
    else {
      const { subject, mutant, verdict } = failure;
      unexplained.push(`${verdict.is} ${subject} ${mutant.element} ${mutant.constraint}: ${mutant.about}`);
    }
  }
  const stale = survivors.filter((one) => !counts.has(one)).map((one) => JSON.stringify(one));
  return { unexplained, stale, counts };
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
