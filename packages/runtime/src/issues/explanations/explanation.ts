/**
 * The shape of an explanation.
 *
 * @module
 */
import type { IssueCode } from '../issue.js';

/** What a code means, in four short parts. */
export interface Explanation {
  readonly title: string;
  readonly meaning: string;
  readonly usualCause: string;
  readonly remedy: string;
}

/** Explanations of the codes that begin with the given ranges. */
export type ExplanationsOf<Range extends string> = Readonly<
  Record<Extract<IssueCode, `${Range}.${string}`>, Explanation>
>;
