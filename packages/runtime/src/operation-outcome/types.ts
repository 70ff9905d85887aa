/**
 * A FHIR STU3 OperationOutcome, as far as {@link toOperationOutcome} writes it.
 *
 * @module
 */
import type { SpineErrorCode } from './spine.js';

/** Codes of FHIR's issue types that the outcome of a validation uses. */
export type OutcomeIssueType = 'invalid' | 'value' | 'informational';

/** The coding that GP Connect asks for in each issue of an error. */
export interface SpineCoding {
  readonly system: string;
  readonly code: SpineErrorCode;
  readonly display: string;
}

/** One issue of an OperationOutcome. */
export interface OutcomeIssue {
  readonly severity: 'error' | 'warning' | 'information';
  readonly code: OutcomeIssueType;
  readonly details?: { readonly coding: readonly [SpineCoding] };
  readonly diagnostics: string;
  /** One FHIRPath expression; absent where the finding has no place in a value. */
  readonly expression?: readonly [string];
}

/** An OperationOutcome in plain JSON. */
export interface OperationOutcome {
  readonly resourceType: 'OperationOutcome';
  readonly meta?: { readonly profile: readonly [string] };
  readonly issue: readonly OutcomeIssue[];
}
