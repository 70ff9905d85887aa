/**
 * A FHIR OperationOutcome, as far as {@link toOperationOutcome} writes it.
 *
 * @module
 */

/** Codes of FHIR's issue types that the outcome of a validation uses. */
export type OutcomeIssueType =
  'invalid' | 'structure' | 'required' | 'value' | 'invariant' | 'incomplete' | 'informational';

/** The one coding that the profiles of error responses ask for in each issue. */
export interface OutcomeCoding {
  readonly system: string;
  readonly code: string;
  readonly display: string;
}

/** One issue of an OperationOutcome. */
export interface OutcomeIssue {
  readonly severity: 'error' | 'warning' | 'information';
  readonly code: OutcomeIssueType;
  /** No coding where the vocabulary has no code for it: that nothing was found. */
  readonly details: { readonly coding?: readonly [OutcomeCoding]; readonly text?: string };
  readonly diagnostics: string;
  /** One FHIRPath expression; absent where the finding has no place in a value. */
  readonly expression?: readonly [string];
  /** One XPath, in place of `expression` in FHIR DSTU2. */
  readonly location?: readonly [string];
}

/** An OperationOutcome in plain JSON. */
export interface OperationOutcome {
  readonly resourceType: 'OperationOutcome';
  /** The profile that the specification version pins; absent where it pins none, or none for what the outcome says. */
  readonly meta?: { readonly profile: readonly [string] };
  readonly issue: readonly [OutcomeIssue, ...OutcomeIssue[]];
}
