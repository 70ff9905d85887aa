/**
 * The Spine error codes that a validator's findings translate to.
 *
 * Only codes that every release of the code system has are used, so that the outcome satisfies the profile of
 * every version.
 *
 * @module
 */
import type { Issue } from '../issues/issue.js';

/** Code system of the Spine error and warning codes. */
export const SPINE_ERROR_SYSTEM = 'https://fhir.nhs.uk/STU3/CodeSystem/Spine-ErrorOrWarningCode-1';

/** Spine codes that describe faults of a payload. */
export type SpineErrorCode =
  'BAD_REQUEST' | 'INVALID_IDENTIFIER_SYSTEM' | 'INVALID_PARAMETER' | 'INVALID_RESOURCE';

/** A Spine code with its display, and the HTTP status that GP Connect pairs with it. */
export interface SpineError {
  readonly code: SpineErrorCode;
  readonly display: string;
  readonly httpStatus: 400 | 422;
}

const BAD_REQUEST: SpineError = { code: 'BAD_REQUEST', display: 'Bad request', httpStatus: 400 };
const INVALID_IDENTIFIER_SYSTEM: SpineError = {
  code: 'INVALID_IDENTIFIER_SYSTEM',
  display: 'Invalid identifier system',
  httpStatus: 400,
};
const INVALID_PARAMETER: SpineError = {
  code: 'INVALID_PARAMETER',
  display: 'Invalid parameter',
  httpStatus: 422,
};

/** The Spine error of a faulty resource: the most general one. */
export const INVALID_RESOURCE: SpineError = {
  code: 'INVALID_RESOURCE',
  display: 'Invalid validation of resource',
  httpStatus: 422,
};

/** True for a place in a Parameters resource that is the whole payload. */
function isInParameters(path: string): boolean {
  return path === 'Parameters' || path.startsWith('Parameters.');
}

/**
 * The Spine error of a finding.
 * - What could not be read is a bad request.
 * - A parameter's identifier with another system than the fixed one has a code of its own.
 * - Other faults of a Parameters resource are an invalid parameter.
 * - Everything else is an invalid resource.
 *
 * Codes for one business fact, such as INVALID_NHS_NUMBER or PATIENT_NOT_FOUND, are for a server to choose: a
 * finding about a payload's form does not tell that much.
 */
export function spineErrorOf({ code, path, pointer }: Pick<Issue, 'code' | 'path' | 'pointer'>): SpineError {
  if (code.startsWith('input.')) return BAD_REQUEST;
  if (!isInParameters(path)) return INVALID_RESOURCE;
  // The path names a choice by its base name, so only the pointer tells an identifier from a coding.
  return code === 'value.fixed' && pointer.endsWith('/valueIdentifier/system')
    ? INVALID_IDENTIFIER_SYSTEM
    : INVALID_PARAMETER;
}
