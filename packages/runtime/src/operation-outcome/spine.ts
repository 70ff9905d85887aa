/**
 * The Spine error codes that a validator's findings translate to.
 *
 * GP Connect's error handling pairs each code with an HTTP status and a FHIR issue type. Only codes that every
 * release of the code system has are used, so that the outcome satisfies the profile of every version.
 *
 * @module
 */
import type { Issue } from '../issues/issue.js';
import type { OutcomeIssueType } from './types.js';

/** Code system of the Spine error and warning codes. */
export const SPINE_ERROR_SYSTEM = 'https://fhir.nhs.uk/STU3/CodeSystem/Spine-ErrorOrWarningCode-1';

/** Spine codes that describe faults of a payload. */
export type SpineErrorCode =
  'BAD_REQUEST' | 'INVALID_IDENTIFIER_SYSTEM' | 'INVALID_PARAMETER' | 'INVALID_RESOURCE';

/** A Spine code with its display, and the HTTP status and FHIR issue type that go with it. */
export interface SpineError {
  readonly code: SpineErrorCode;
  readonly display: string;
  readonly httpStatus: 400 | 422;
  readonly issueType: OutcomeIssueType;
}

const BAD_REQUEST: SpineError = {
  code: 'BAD_REQUEST',
  display: 'Bad request',
  httpStatus: 400,
  issueType: 'invalid',
};
const INVALID_IDENTIFIER_SYSTEM: SpineError = {
  code: 'INVALID_IDENTIFIER_SYSTEM',
  display: 'Invalid identifier system',
  httpStatus: 400,
  issueType: 'value',
};
const INVALID_PARAMETER: SpineError = {
  code: 'INVALID_PARAMETER',
  display: 'Invalid parameter',
  httpStatus: 422,
  issueType: 'invalid',
};
const INVALID_RESOURCE: SpineError = {
  code: 'INVALID_RESOURCE',
  display: 'Invalid validation of resource',
  httpStatus: 422,
  issueType: 'invalid',
};

/** True for a path below a Parameters resource that is the whole payload. */
function isInParameters(path: string): boolean {
  return path === 'Parameters' || path.startsWith('Parameters.');
}

/** True for the system of an identifier that is a parameter's value. */
function isIdentifierSystem(path: string): boolean {
  return path.endsWith('.valueIdentifier.system') || path.endsWith('.value.system');
}

/**
 * The Spine error of a finding.
 * - what could not be read is a bad request
 * - a parameter's identifier with a wrong system has a code of its own
 * - other faults of a Parameters resource are an invalid parameter
 * - everything else is an invalid resource
 */
export function spineErrorOf(issue: Pick<Issue, 'code' | 'path'>): SpineError {
  if (issue.code.startsWith('input.')) return BAD_REQUEST;
  if (!isInParameters(issue.path)) return INVALID_RESOURCE;
  return issue.code.startsWith('value.') && isIdentifierSystem(issue.path)
    ? INVALID_IDENTIFIER_SYSTEM
    : INVALID_PARAMETER;
}
