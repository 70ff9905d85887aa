/**
 * Makes an issue from its code, its parameters and its place.
 *
 * @module
 */
import { ISSUE_CODES, type Issue, type IssueCode, type IssueParam, type Severity } from './issue.js';
import { renderMessage } from './messages.js';
import type { ParametersOf } from './parameters.js';

/** Where an issue stands, and what asks for it. */
export interface IssuePlace {
  readonly path: string;
  readonly pointer: string;
  /** `canonical|version#element.id`, or a rule and its page. */
  readonly source: string;
  /** Default: the severity of the code in {@link ISSUE_CODES}. */
  readonly severity?: Severity;
  readonly line?: number;
  readonly column?: number;
  readonly because?: readonly Issue[];
}

/** An issue with its text rendered. Optional members that the place lacks are absent, not `undefined`. */
export function createIssue<C extends IssueCode>(code: C, params: ParametersOf<C>, place: IssuePlace): Issue {
  // Parameter types are closed object types of `IssueParam` members; an interface member does not say so to the compiler.
  const plain = params as Readonly<Record<string, IssueParam>>;
  return {
    code,
    severity: place.severity ?? ISSUE_CODES[code],
    path: place.path,
    pointer: place.pointer,
    ...(place.line === undefined ? {} : { line: place.line }),
    ...(place.column === undefined ? {} : { column: place.column }),
    message: renderMessage(code, params),
    source: place.source,
    params: plain,
    ...(place.because === undefined || place.because.length === 0 ? {} : { because: place.because }),
  };
}
