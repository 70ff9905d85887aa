/**
 * The ITK response codes that a validator's findings translate to, for the messaging capabilities: their
 * specification versions pin ITK-Response-OperationOutcome-1, which allows no Spine code.
 *
 * @module
 */
import type { Issue } from '../issues/issue.js';
import type { OutcomeCoding } from './types.js';

/** Profile of the OperationOutcome in an ITK response. */
export const ITK_OUTCOME_PROFILE =
  'https://fhir.nhs.uk/STU3/StructureDefinition/ITK-Response-OperationOutcome-1';

/** Code system of the ITK response codes. */
export const ITK_RESPONSE_SYSTEM = 'https://fhir.nhs.uk/STU3/CodeSystem/ITK-ResponseCodes-1';

function coding(code: string, display: string): OutcomeCoding {
  return { system: ITK_RESPONSE_SYSTEM, code, display };
}

const UNREADABLE = coding('10009', 'Unreadable message received');

/** The response code of a faulty payload: the most general one. */
export const ITK_INVALID_PAYLOAD = coding('20009', 'Payload validation failure');

/** The response code of a payload without findings. */
export const ITK_SUCCESS = coding('20013', 'Success');

/** The ITK response code of a finding: the message could not be read, or its payload is at fault. */
export function itkResponseOf({ code }: Pick<Issue, 'code'>): OutcomeCoding {
  return code.startsWith('input.') ? UNREADABLE : ITK_INVALID_PAYLOAD;
}
