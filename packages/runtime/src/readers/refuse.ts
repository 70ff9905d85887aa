/**
 * Texts of which no value comes.
 *
 * @module
 */
import { createIssue, type IssuePlace } from '../issues/create.js';
import type { Issue, IssueCode } from '../issues/issue.js';
import type { ParametersOf } from '../issues/parameters.js';
import { positionOf } from './position.js';

/** A result without a value: one issue, at an offset of the text. */
export function refuse<C extends IssueCode>(
  text: string,
  offset: number,
  code: C,
  params: ParametersOf<C>,
  source: string,
): { readonly ok: false; readonly issues: readonly Issue[] } {
  const place: IssuePlace = { path: '', pointer: '', source, ...positionOf(text, offset) };
  return { ok: false, issues: [createIssue(code, params, place)] };
}
