/**
 * Makes the validator of a specification version.
 *
 * @module
 */
import type { Report, ReportBase, Choice, ValidateOptions, ValidateTextOptions, Validator } from './api.js';
import { createIssue } from './issues/create.js';
import type { Issue } from './issues/issue.js';
import { createMask } from './issues/mask.js';
import { checkOptions, checkSpec, checkTextArguments } from './misuse/arguments.js';
import { Catalog } from './nodes/catalog.js';
import { canonicalOf } from './nodes/layer.js';
import { isObject } from './nodes/values.js';
import { locate } from './readers/locate.js';
import type { Position } from './readers/result.js';
import { readText } from './readers/text.js';
import { claimedVersion } from './select/fhir-version.js';
import { selectionFor, type Judges, type SelectionReason } from './select/selection.js';
import type { JsonObject, JsonValue, Payload, ProfileTable, SpecTable } from './tables/index.js';
import { checkType, describeRoot, reportJudges, walkAs } from './walk/resource.js';
import { Run } from './walk/run.js';

const MAX_ISSUES = 1000;

/** What a walk yields before it becomes a report. */
interface Outcome {
  readonly issues: readonly Issue[];
  readonly truncated: boolean;
  readonly chosen: readonly Choice[];
  readonly profile?: string;
  /** Pointers into the payload, of issues whose own pointer hides a name. */
  readonly pointers?: WeakMap<Issue, string>;
}

/**
 * Makes the validator of a specification version. Tables are read when a payload first needs them; a validator is
 * worth keeping.
 *
 * @throws MisuseError when `spec` is not the table of a specification version.
 */
export function createValidator(spec: SpecTable): Validator {
  checkSpec(spec);
  const corrected = new Catalog(spec);
  let published: Catalog | undefined;
  const catalogFor = (asPublished: boolean | undefined): Catalog => {
    if (asPublished !== true || spec.asPublished === undefined) return corrected;
    return (published ??= new Catalog(spec, spec.asPublished));
  };
  return {
    spec,
    validate: <T = JsonObject>(value: unknown, options: ValidateOptions<T> = {}): Report<T> => {
      checkOptions(options, spec);
      return report<T>(spec, value, judge(catalogFor(options.asPublished), value, options));
    },
    validateText: <T = JsonObject>(text: string, options: ValidateTextOptions<T> = {}): Report<T> => {
      checkTextArguments(text, options, spec);
      return validateText<T>(catalogFor(options.asPublished), text, options);
    },
  };
}

function validateText<T>(catalog: Catalog, text: string, options: ValidateTextOptions<T>): Report<T> {
  const { format, maxLength, maxIssues = MAX_ISSUES } = options;
  const read = readText(text, {
    shows: (name) => options.showValues === true || catalog.vocabulary.hasName(name),
    ...(format === undefined ? {} : { format }),
    ...(maxLength === undefined ? {} : { maxLength }),
    // One more than is reported, which tells that there are more.
    maxIssues: maxIssues + 1,
  });
  const chosen: Choice[] = [];
  if (format === undefined && read.format !== undefined) {
    chosen.push({ what: 'format', value: read.format, reason: 'the text begins so' });
  }
  if (!read.ok) {
    const issues = read.issues.slice(0, maxIssues);
    return report<T>(catalog.spec, undefined, { issues, truncated: read.issues.length > maxIssues, chosen });
  }
  const outcome = judge(catalog, read.value, options);
  const pointers: string[] = [];
  const pointerOf = (issue: Issue): string => outcome.pointers?.get(issue) ?? issue.pointer;
  collectPointers(outcome.issues, pointerOf, pointers);
  const located = locate(text, pointers, read.containers);
  const positionOf = (issue: Issue): Position | undefined => located.get(pointerOf(issue));
  const found = outcome.issues.map((issue) => positioned(issue, positionOf));
  const all = [...read.issues, ...found].sort(byPosition);
  return report<T>(catalog.spec, read.value, {
    ...outcome,
    issues: all.slice(0, maxIssues),
    truncated: outcome.truncated || all.length > maxIssues,
    chosen: [...chosen, ...outcome.chosen],
  });
}

function collectPointers(
  issues: readonly Issue[],
  pointerOf: (issue: Issue) => string,
  pointers: string[],
): void {
  for (const issue of issues) {
    pointers.push(pointerOf(issue));
    if (issue.because !== undefined) collectPointers(issue.because, pointerOf, pointers);
  }
}

function positioned(issue: Issue, positionOf: (issue: Issue) => Position | undefined): Issue {
  const position = positionOf(issue);
  if (position === undefined) return issue;
  const { code, severity, path, pointer, message, source, params, because } = issue;
  // Written out, because spreading an issue takes several times as long.
  const { line, column } = position;
  if (because === undefined) return { code, severity, path, pointer, message, source, params, line, column };
  return { ...issue, line, column, because: because.map((reason) => positioned(reason, positionOf)) };
}

function byPosition(a: Issue, b: Issue): number {
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}

function report<T>(spec: SpecTable, value: unknown, outcome: Outcome): Report<T> {
  const counts = { error: 0, warning: 0, information: 0 };
  for (const { severity } of outcome.issues) counts[severity]++;
  const { issues, truncated, chosen, profile } = outcome;
  const base: ReportBase = {
    spec: spec.id,
    ...(profile === undefined ? {} : { profile }),
    issues,
    counts,
    truncated,
    chosen,
  };
  // A truncated report without errors found so far does not vouch for the rest.
  if (counts.error === 0 && !truncated) return { ...base, valid: true, value: value as T };
  return { ...base, valid: false, value };
}

function judge<T>(catalog: Catalog, value: unknown, options: ValidateOptions<T>): Outcome {
  const { maxIssues = MAX_ISSUES } = options;
  const payload = payloadOf(catalog.spec, options);
  const root = value as JsonValue | undefined;
  if (!isObject(root)) {
    const source = `${catalog.origin('Resource').source}#Resource`;
    const place = { path: '', pointer: '', source };
    const issue = createIssue('structure.not-a-resource', { found: describeRoot(value) }, place);
    return { issues: [issue], truncated: false, chosen: [] };
  }
  const mask = createMask(options.showValues === true, catalog.vocabulary);
  const stated = root['resourceType'];
  const rootName = typeof stated === 'string' && catalog.resourceTypes.has(stated) ? stated : '$this';
  const selection = selectionFor(catalog, options.profiles ?? 'both', payload);
  const pointers = new WeakMap<Issue, string>();
  const run = new Run({ catalog, mask, maxIssues, selection, root, rootName, pointers });
  const type = checkType(run, root);
  const chosen: Choice[] = [];
  let judging: readonly ProfileTable[] = [];
  if (type !== undefined) {
    if (payload !== undefined) checkPayload(run, payload, type, catalog);
    judging = rootProfiles(run, root, type, options, chosen);
    walkAs(run, root, type, judging, []);
  }
  const issues = run.findings.counted();
  // Read last: counting puts the findings in order, and only then is it known whether some are left out.
  const outcome = { issues, truncated: run.findings.truncated || run.stopped, chosen, pointers };
  return judging[0] === undefined ? outcome : { ...outcome, profile: canonicalOf(judging[0]) };
}

const REASONS: Readonly<Record<SelectionReason, string>> = {
  claimed: 'the payload claims it in meta.profile',
  'only-pin': 'it is the only profile that the specification version pins for this type',
  interaction: 'the interaction names it for this type',
  'fixed-values': 'of the pinned profiles of this type it is the one whose fixed values the payload has',
};

function rootProfiles<T>(
  run: Run,
  root: JsonObject,
  type: string,
  options: ValidateOptions<T>,
  chosen: Choice[],
): readonly ProfileTable[] {
  const { profile } = options;
  if (profile !== undefined) {
    if (profile.type === type) return [run.catalog.named(profile)];
    run.report(
      'structure.wrong-resource-type',
      { expected: profile.type, found: type },
      canonicalOf(profile),
      {
        steps: ['resourceType'],
      },
    );
    return [];
  }
  const judges = run.selection.judgesOf(root, type);
  reportJudges(run, judges, type);
  explainVersion(judges, run.catalog.spec, chosen);
  explain(judges, type, chosen);
  return judges.profiles;
}

/** Says so where the payload is of another FHIR version than the one that it is judged by. */
function explainVersion(judges: Judges, spec: SpecTable, chosen: Choice[]): void {
  const own = spec.fhir.version;
  // Beside a profile that this version knows, a claim of another is a leftover.
  const claimed = judges.reasons.includes('claimed') ? undefined : claimedVersion(judges.unknown);
  if (claimed === undefined || claimed === own) return;
  const reason = `${spec.id} is of it, but the payload claims a profile of FHIR ${claimed} and may not be meant for it`;
  chosen.push({ what: 'fhir-version', value: own, reason });
}

function explain(judges: Judges, type: string, chosen: Choice[]): void {
  judges.profiles.forEach((profile, i) => {
    chosen.push({ what: 'profile', value: canonicalOf(profile), reason: REASONS[judges.reasons[i]!] });
  });
  if (judges.profiles.length > 0) return;
  const reason =
    judges.undecided.length > 0
      ? 'nothing tells which of the pinned profiles of this type the payload follows: only the base type judges it'
      : 'no profile of this type is claimed or pinned: only the base type judges it';
  chosen.push({ what: 'profile', value: type, reason });
}

/** The payload that the named interaction carries in the named direction. */
function payloadOf<T>(spec: SpecTable, options: ValidateOptions<T>): Payload | undefined {
  const interaction = spec.interactions.find(({ id }) => id === options.interaction);
  return interaction?.[options.direction ?? 'response'];
}

function checkPayload(run: Run, payload: Payload, type: string, catalog: Catalog): void {
  // Any interaction may answer with an error.
  if (payload.type === type || type === 'OperationOutcome' || payload.type === 'Resource') return;
  const source = catalog.spec.id;
  run.report('structure.wrong-resource-type', { expected: payload.type, found: type }, source, {
    steps: ['resourceType'],
  });
}
