/**
 * Translates a report into an OperationOutcome.
 *
 * @module
 */
import type { ReportBase } from '../api.js';
import type { Issue } from '../issues/issue.js';
import { escapeControls } from '../issues/names.js';
import { checkReport, checkSpec } from '../misuse/arguments.js';
import type { SpecTable } from '../tables/index.js';
import { DSTU2_INVALID, DSTU2_OUTCOME_PROFILE, dstu2ErrorOf, xpathOf } from './dstu2.js';
import { issueTypeOf } from './issue-type.js';
import { ITK_INVALID_PAYLOAD, ITK_OUTCOME_PROFILE, ITK_SUCCESS, itkResponseOf } from './itk.js';
import { INVALID_RESOURCE, SPINE_ERROR_SYSTEM, spineErrorOf, type SpineError } from './spine.js';
import type { OperationOutcome, OutcomeCoding, OutcomeIssue } from './types.js';

export { SPINE_ERROR_SYSTEM, spineErrorOf, type SpineError, type SpineErrorCode } from './spine.js';
export type { OperationOutcome, OutcomeCoding, OutcomeIssue, OutcomeIssueType } from './types.js';

const CLEAN = 'No issues were found.';
const TRUNCATED = 'Checking ended at the limit of issues; there may be more.';

/** How an outcome says what and where: its codes and its places. */
interface Vocabulary {
  readonly of: (issue: Issue) => OutcomeCoding;
  /** For a payload that is clean, where the vocabulary has a code for it. */
  readonly clean?: OutcomeCoding;
  /** For checking that ended early. */
  readonly truncated: OutcomeCoding;
  /** The place of a finding, as the FHIR version writes it. */
  readonly placeOf: (path: string) => Pick<OutcomeIssue, 'expression' | 'location'>;
}

const byExpression = (path: string): Pick<OutcomeIssue, 'expression'> => ({ expression: [path] });

function spineCoding({ code, display }: SpineError): OutcomeCoding {
  return { system: SPINE_ERROR_SYSTEM, code, display };
}

const SPINE: Vocabulary = {
  of: (issue) => spineCoding(spineErrorOf(issue)),
  truncated: spineCoding(INVALID_RESOURCE),
  placeOf: byExpression,
};

const ITK: Vocabulary = {
  of: itkResponseOf,
  clean: ITK_SUCCESS,
  truncated: ITK_INVALID_PAYLOAD,
  placeOf: byExpression,
};

const DSTU2: Vocabulary = {
  of: dstu2ErrorOf,
  truncated: DSTU2_INVALID,
  placeOf: (path) => ({ location: [xpathOf(path)] }),
};

function vocabularyOf(profile: string | undefined): Vocabulary {
  if (profile === ITK_OUTCOME_PROFILE) return ITK;
  return profile === DSTU2_OUTCOME_PROFILE ? DSTU2 : SPINE;
}

/** The OperationOutcome profile that a specification version pins. */
function outcomeProfile({ pins, profiles }: Pick<SpecTable, 'pins' | 'profiles'>): string | undefined {
  return pins.find(
    ({ canonical }) => Object.hasOwn(profiles, canonical) && profiles[canonical]?.type === 'OperationOutcome',
  )?.canonical;
}

function toOutcomeIssue(issue: Issue, { of, placeOf }: Vocabulary): OutcomeIssue {
  return {
    severity: issue.severity,
    code: issueTypeOf(issue),
    details: { coding: [of(issue)] },
    diagnostics: escapeControls(issue.message),
    ...(issue.path === '' ? {} : placeOf(issue.path)),
  };
}

/**
 * Translates a report into an OperationOutcome that satisfies the OperationOutcome profile which the specification
 * version pins: GPConnect-OperationOutcome-1 with Spine error codes; for the messaging capabilities,
 * ITK-Response-OperationOutcome-1 with ITK response codes; for those of FHIR DSTU2, gpconnect-operationoutcome-1 with
 * the codes of its time. Where none is pinned, the outcome claims no profile and has Spine codes.
 *
 * There is one issue for each finding, in the report's order: its severity, the FHIR issue type, the code of the
 * error, the message (`diagnostics`) and the path (`expression`; `location`, as XPath, in FHIR DSTU2). FHIR asks for at least one issue, so a report
 * without findings becomes one of severity `information` that says so. Only ITK has a code for
 * success, and the other profiles ask for one in every issue: that outcome has no code and claims no
 * profile. A report that ended at `maxIssues` has one more issue, `incomplete`, at the end.
 *
 * Nothing of the payload enters the outcome but what the report's messages and paths say of it.
 *
 * @param report - Any report of `validate` or `validateText`.
 * @param spec - The specification version that was judged by.
 * @throws MisuseError when either of them is something else.
 */
export function toOperationOutcome(
  report: Pick<ReportBase, 'issues'> & Partial<Pick<ReportBase, 'truncated'>>,
  spec: Pick<SpecTable, 'pins' | 'profiles'>,
): OperationOutcome {
  checkReport(report);
  checkSpec(spec);
  const profile = outcomeProfile(spec);
  const vocabulary = vocabularyOf(profile);
  const issues = report.issues.map((issue) => toOutcomeIssue(issue, vocabulary));
  if (report.truncated === true) issues.push(remark('incomplete', TRUNCATED, vocabulary.truncated));
  const [first = remark('informational', CLEAN, vocabulary.clean), ...others] = issues;
  const claims = profile !== undefined && first.details?.coding !== undefined;
  return {
    resourceType: 'OperationOutcome',
    ...(claims ? { meta: { profile: [profile] } } : {}),
    issue: [first, ...others],
  };
}

/** An issue that is no finding. Its text stands beside a coding whose display may say something else. */
function remark(code: 'incomplete' | 'informational', text: string, coding?: OutcomeCoding): OutcomeIssue {
  const details = coding === undefined ? { text } : { coding: [coding] as const, text };
  return { severity: 'information', code, details, diagnostics: text };
}
