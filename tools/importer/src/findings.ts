/** What the importer tolerated in a published file, by name. Each name is explained in the tool's README. */
export type FindingCode =
  | 'blank-in-fixed-value'
  | 'byte-order-mark'
  | 'date-without-zone'
  | 'fact-not-carried'
  | 'fhir-version-mismatch'
  | 'invalid-byte'
  | 'missing-snapshot'
  | 'single-line'
  | 'snapshot-of-another-profile'
  | 'snapshot-only-slice'
  | 'stray-blank'
  | 'unescaped-markup'
  | 'unresolved-canonical';

/** A finding about one file; the manifests add which definition and which source. */
export interface Finding {
  readonly code: FindingCode;
  readonly detail?: string;
}

/** How many examples a finding names before it only counts. */
const EXAMPLES = 8;

/** Joins at most a few sorted examples, so that no finding grows with its file. */
export function summarise(examples: Iterable<string>): string {
  const all = [...new Set(examples)].sort();
  const shown = all.slice(0, EXAMPLES).join(', ');
  return all.length > EXAMPLES ? `${shown} and ${all.length - EXAMPLES} more` : shown;
}
