/**
 * The FHIR issue type of a finding.
 *
 * GP Connect pairs the Spine errors of a faulty payload with the issue types `invalid` and `value`. What is
 * chosen here is `invalid` or one of the kinds that FHIR puts below it, so that a reader who knows the pairs
 * only finds nothing that contradicts them.
 *
 * @module
 */
import type { Issue, IssueCode } from '../issues/issue.js';
import type { OutcomeIssueType } from './types.js';

type Range = IssueCode extends `${infer R}.${string}` ? R : never;

const BY_RANGE: Readonly<Record<Range, OutcomeIssueType>> = {
  input: 'structure',
  structure: 'structure',
  value: 'value',
  slicing: 'structure',
  extension: 'structure',
  binding: 'value',
  reference: 'value',
  bundle: 'invariant',
  invariant: 'invariant',
  convert: 'invalid',
  'cannot-check': 'invalid',
};

/** Something is absent that must be there. */
const REQUIRED: ReadonlySet<IssueCode> = new Set<IssueCode>([
  'input.empty',
  'structure.minimum',
  'slicing.minimum',
  'binding.no-code',
]);

/** What only informs is `informational`, whatever it is about; the rest goes by the issue's code. */
export function issueTypeOf({ code, severity }: Pick<Issue, 'code' | 'severity'>): OutcomeIssueType {
  if (severity === 'information') return 'informational';
  if (REQUIRED.has(code)) return 'required';
  return BY_RANGE[code.slice(0, code.indexOf('.')) as Range];
}
