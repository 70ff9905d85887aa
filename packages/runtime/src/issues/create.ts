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
  /** `canonical|version#element.id`. */
  readonly source: string;
  /** Default: the severity of the code in {@link ISSUE_CODES}. */
  readonly severity?: Severity | undefined;
  readonly line?: number;
  readonly column?: number;
  readonly because?: readonly Issue[] | undefined;
}

/** An issue with its text rendered. Optional members that the place lacks are absent, not `undefined`. */
export function createIssue<C extends IssueCode>(code: C, params: ParametersOf<C>, place: IssuePlace): Issue {
  // Parameter types are closed object types of `IssueParam` members; an interface member does not say so to the compiler.
  const plain = params as Readonly<Record<string, IssueParam>>;
  const { path, pointer, source, line, column, because } = place;
  const severity = place.severity ?? ISSUE_CODES[code];
  const message = renderMessage(code, params);
  const hasReasons = because !== undefined && because.length > 0;
  // Nearly all issues are made so: one literal is several times as quick as spreading what may be absent.
  if (line === undefined && column === undefined && !hasReasons)
    return { code, severity, path, pointer, message, source, params: plain };
  return {
    code,
    severity,
    path,
    pointer,
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
    message,
    source,
    params: plain,
    ...(hasReasons ? { because } : {}),
  };
}
