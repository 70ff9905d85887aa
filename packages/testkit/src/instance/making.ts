/**
 * What is known while one instance is being made.
 *
 * @module
 */
import type { Catalog } from '@gpconnect/runtime/nodes';
import type { Place } from './json.js';
import type { Contradiction, Passed, PassedList } from './steps.js';

/** Deepest nesting made; definitions that ask for more ask for something without end. */
export const DEPTH_LIMIT = 40;

/** The making of one instance: the definitions, and what was met on the way. */
export class Making {
  readonly objects: Passed[] = [];
  readonly lists: PassedList[] = [];
  readonly contradictions: Contradiction[] = [];
  /** Where the element is that the instance is made for. */
  target: Place | null = null;

  constructor(readonly catalog: Catalog) {}

  contradiction(element: string, reason: string, rule?: string): void {
    if (!this.contradictions.some((known) => known.element === element && known.reason === reason))
      this.contradictions.push({ element, reason, ...(rule === undefined ? {} : { rule }) });
  }

  /** Takes back what was noted since; for what is made again in another way. */
  mark(): () => void {
    const { objects, lists, contradictions, target } = this;
    const counts = [objects.length, lists.length, contradictions.length] as const;
    return () => {
      objects.length = counts[0];
      lists.length = counts[1];
      contradictions.length = counts[2];
      this.target = target;
    };
  }
}
