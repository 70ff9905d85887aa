/**
 * The issue model: codes, parameters, texts, and what may be said of a payload's values.
 * Explanations of codes are apart (`explain.ts`), so that a validator does not carry them.
 *
 * @module
 */
export { ISSUE_CODES, type Issue, type IssueCode, type IssueParam, type Severity } from './issue.js';
export type { IssueParameters, ParametersOf } from './parameters.js';
export { createIssue, type IssuePlace } from './create.js';
export { renderMessage, renderStored } from './messages.js';
export { createMask, describeShape, describeValue, hiddenName, type Mask, type ValueKind } from './mask.js';
export type { Vocabulary } from './vocabulary.js';
export { pathStep, pointerSegments, pointerStep, showName } from './names.js';
