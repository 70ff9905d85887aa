/**
 * A FHIR STU3 OperationOutcome, as far as {@link toOperationOutcome} writes it.
 *
 * @module
 */
import type { SpineErrorCode } from './spine.js';

/** Codes of FHIR's issue-type value set that a validator's outcome uses. */
export type OutcomeIssueType =
  | 'invalid' | 'structure' | 'required' | 'value' | 'invariant' | 'code-invalid' | 'extension' | 'not-found'
  | 'too-long' | 'too-costly' | 'duplicate' | 'business-rule' | 'not-supported' | 'informational'
  | 'multiple-matches'; // prettier-ignore

/** One issue of an OperationOutcome. */
export interface OutcomeIssue {
  readonly severity: 'error' | 'warning' | 'information';
  readonly code: OutcomeIssueType;
  readonly details?: {
    readonly coding: readonly [
      { readonly system: string; readonly code: SpineErrorCode; readonly display: string },
    ];
  };
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
