/**
 * Differences that have been looked into: classes with their reasons (`known-differences.json`).
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Difference } from './comparison.js';
import type { Source } from './payload.js';

/**
 * Why a class differs: the reference errs or cannot tell, its finding follows from another that is agreed, a
 * definition contradicts itself, or ours lacks a check.
 */
export type Cause = 'their defect' | 'their limit' | 'consequence' | 'definition' | 'ours';

/** One class of differences. Patterns match the whole text. */
export interface KnownDifference {
  /** Stable name of the class. */
  readonly id: string;
  readonly side: Difference['side'];
  /** Their message ids, or our issue codes. */
  readonly ids: readonly string[];
  /** Pattern of the element, from the innermost resource on. */
  readonly element: string;
  /** Pattern of the slice, extension or rule; none has one when absent. */
  readonly detail?: string;
  /** Where it comes; in the corpus only when absent. */
  readonly in?: readonly Source[];
  /** Pattern of the kind of constraint that a mutant breaks; any when absent. */
  readonly mutation?: string;
  readonly cause: Cause;
  /** The reason, with evidence. */
  readonly why: string;
}

/** The committed list. */
export function readKnown(folder: string): KnownDifference[] {
  return JSON.parse(readFileSync(join(folder, 'known-differences.json'), 'utf8')) as KnownDifference[];
}

/** Differences sorted into their classes. */
export interface Sorted {
  /** Every class of the list, also those without a difference. */
  readonly classes: ReadonlyMap<KnownDifference, readonly Difference[]>;
  /** Differences of no class. */
  readonly unexplained: readonly Difference[];
}

/** Sorts each difference into the first class that it matches. */
export function sortDifferences(
  known: readonly KnownDifference[],
  differences: readonly Difference[],
): Sorted {
  const classes = new Map<KnownDifference, Difference[]>(known.map((one) => [one, []]));
  const unexplained: Difference[] = [];
  for (const difference of differences) {
    const one = known.find((candidate) => matches(candidate, difference));
    if (one === undefined) unexplained.push(difference);
    else classes.get(one)?.push(difference);
  }
  return { classes, unexplained };
}

function matches(known: KnownDifference, difference: Difference): boolean {
  const { side, source, id, element, detail, mutation } = difference;
  return (
    known.side === side &&
    (known.in ?? ['corpus']).includes(source) &&
    (known.mutation === undefined || mutation === undefined || whole(known.mutation, mutation)) &&
    known.ids.includes(id) &&
    whole(known.element, element) &&
    whole(known.detail ?? '', detail ?? '')
  );
}

function whole(pattern: string, text: string): boolean {
  return new RegExp(`^(?:${pattern})$`).test(text);
}

/** Message ids of classes that no difference needs any more, which a later change would else hide behind. */
export function staleIds({ classes }: Sorted): string[] {
  return [...classes].flatMap(([{ id, ids }, differences]) =>
    ids
      .filter((one) => !differences.some((difference) => difference.id === one))
      .map((one) => `${id}: ${one}`),
  );
}
