/**
 * The Spine error codes that a validator's findings translate to.
 *
 * @module
 */
import type { IssueCode } from '../issues/issue.js';

/** Code system of the Spine error and warning codes. */
export const SPINE_ERROR_SYSTEM = 'https://fhir.nhs.uk/STU3/CodeSystem/Spine-ErrorOrWarningCode-1';

/** Spine codes that describe faults of a payload. */
export type SpineErrorCode = 'BAD_REQUEST' | 'INVALID_RESOURCE';

/** A Spine code with its display and the HTTP status that goes with it. */
export interface SpineError {
  readonly code: SpineErrorCode;
  readonly display: string;
  readonly httpStatus: 400 | 422;
}

const BAD_REQUEST: SpineError = { code: 'BAD_REQUEST', display: 'Bad request', httpStatus: 400 };
const INVALID_RESOURCE: SpineError = {
  code: 'INVALID_RESOURCE',
  display: 'Invalid validation of resource',
  httpStatus: 422,
};

/** The Spine error of an issue code: unreadable text is a bad request, wrong content an invalid resource. */
export function spineErrorOf(code: IssueCode): SpineError {
  return code.startsWith('input.') ? BAD_REQUEST : INVALID_RESOURCE;
}
