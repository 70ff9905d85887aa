/**
 * What each issue code means, for people who meet it. Apart from the issue model, so that a validator in a
 * browser does not carry these texts.
 *
 * @module
 */
import { INPUT_AND_STRUCTURE } from './explanations/input-and-structure.js';
import { VALUES_AND_SLICES } from './explanations/values-and-slices.js';
import { LINKS_AND_LIMITS } from './explanations/links-and-limits.js';
import { ISSUE_CODES, type IssueCode, type Severity } from './issue.js';
import type { Explanation } from './explanations/explanation.js';

export type { Explanation } from './explanations/explanation.js';

const EXPLANATIONS: Readonly<Record<IssueCode, Explanation>> = {
  ...INPUT_AND_STRUCTURE,
  ...VALUES_AND_SLICES,
  ...LINKS_AND_LIMITS,
};

/** True for an issue code of this version. */
export function isIssueCode(code: string): code is IssueCode {
  return Object.hasOwn(ISSUE_CODES, code);
}

/** What a code means, what usually leads to it, and what to do. */
export function explainCode(code: IssueCode): Explanation & { readonly severity: Severity } {
  return { ...EXPLANATIONS[code], severity: ISSUE_CODES[code] };
}
