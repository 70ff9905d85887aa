/**
 * Translates a report into an OperationOutcome.
 *
 * @module
 */
import type { ReportBase } from '../api.js';
import type { Issue } from '../issues/issue.js';
import { escapeControls } from '../issues/names.js';
import type { SpecTable } from '../tables/index.js';
import { SPINE_ERROR_SYSTEM, spineErrorOf } from './spine.js';
import type { OperationOutcome, OutcomeIssue } from './types.js';

export { SPINE_ERROR_SYSTEM, spineErrorOf, type SpineError, type SpineErrorCode } from './spine.js';
export type { OperationOutcome, OutcomeIssue, OutcomeIssueType, SpineCoding } from './types.js';

/** The profile of GP Connect's error responses. */
const OUTCOME_PROFILE = 'https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-OperationOutcome-1';

function toOutcomeIssue(issue: Issue, isErrorResponse: boolean): OutcomeIssue {
  const spine = spineErrorOf(issue);
  return {
    severity: issue.severity,
    code: issue.severity === 'information' ? 'informational' : spine.issueType,
    ...(isErrorResponse
      ? { details: { coding: [{ system: SPINE_ERROR_SYSTEM, code: spine.code, display: spine.display }] } }
      : {}),
    diagnostics: escapeControls(issue.message),
    ...(issue.path === '' ? {} : { expression: [issue.path] }),
  };
}

/**
 * Translates a report into an OperationOutcome (FHIR STU3).
 *
 * A report with an error becomes the error response of the specification version: where the version pins
 * GPConnect-OperationOutcome-1, the outcome claims it, and every issue has the one Spine coding that the
 * profile asks for, warnings and information included; their severity says how much they weigh. A report
 * without an error is no error response: it claims no profile and has no Spine code, since each of those
 * names a failure. A report without issues becomes one informational issue, because FHIR asks for one.
 *
 * @param report - Any report of `validate` or `validateText`.
 * @param spec - The specification version that was judged by.
 */
export function toOperationOutcome(
  report: Pick<ReportBase, 'issues'>,
  spec: Pick<SpecTable, 'pins'>,
): OperationOutcome {
  const isErrorResponse =
    report.issues.some((issue) => issue.severity === 'error') &&
    spec.pins.some((pin) => pin.canonical === OUTCOME_PROFILE);
  const issue: OutcomeIssue[] = report.issues.map((found) => toOutcomeIssue(found, isErrorResponse));
  if (issue.length === 0) {
    issue.push({ severity: 'information', code: 'informational', diagnostics: 'No issues were found.' });
  }
  return {
    resourceType: 'OperationOutcome',
    ...(isErrorResponse ? { meta: { profile: [OUTCOME_PROFILE] } } : {}),
    issue,
  };
}
