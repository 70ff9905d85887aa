/**
 * Translates a report into an OperationOutcome.
 *
 * @module
 */
import type { ReportBase } from '../api.js';
import type { SpecTable } from '../tables/index.js';
import type { OperationOutcome } from './types.js';

export { SPINE_ERROR_SYSTEM, spineErrorOf, type SpineError, type SpineErrorCode } from './spine.js';
export type { OperationOutcome, OutcomeIssue, OutcomeIssueType } from './types.js';

/** Translates a report into an OperationOutcome. */
export function toOperationOutcome(
  report: Pick<ReportBase, 'issues'>,
  spec: Pick<SpecTable, 'pins' | 'profiles'>,
): OperationOutcome {
  void report;
  void spec;
  return { resourceType: 'OperationOutcome', issue: [] };
}
