/**
 * One case of a campaign, and what may be wrong with how it was validated.
 *
 * @module
 */
import type { Report, Validator, OperationOutcome, SpecTable } from '@gpconnect/runtime';

/** How a case is validated. */
export interface CaseOptions {
  readonly profiles?: 'claimed' | 'spec' | 'both';
  readonly asPublished?: true;
  readonly showValues?: true;
  readonly maxIssues?: number;
}

/** A text, and by what it is judged. Fixtures and failures are kept in this form. */
export interface Case {
  /** `capability/version`. */
  readonly spec: string;
  readonly options: CaseOptions;
  readonly text: string;
}

/** Something that must not happen. */
export interface Failure {
  /** The rule that was broken, by name: `throws`, `slow`, `position` … */
  readonly rule: string;
  /** What was seen. May quote the case, which is synthetic. */
  readonly detail: string;
}

/** The functions under test; a test may put others in their place. */
export interface Subject {
  readonly spec: SpecTable;
  readonly validate: Validator['validate'];
  readonly validateText: Validator['validateText'];
  readonly toOperationOutcome: (report: Report<unknown>, spec: SpecTable) => OperationOutcome;
  /** The text in XML or JSON; undefined where that would lose something. */
  readonly toXml: (text: string) => string | undefined;
  readonly toJson: (text: string) => string | undefined;
  /** A validator of the same version without any memory of earlier cases. */
  readonly fresh: () => Validator;
}
