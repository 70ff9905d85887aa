/**
 * Validates values by a specification version.
 *
 * @module
 */
import type { Report, ReportBase, Choice, ValidateOptions } from './api.js';
import { createIssue } from './issues/create.js';
import type { Issue } from './issues/issue.js';
import { createMask } from './issues/mask.js';
import { checkOptions } from './misuse/arguments.js';
import type { Catalog } from './nodes/catalog.js';
import { catalogFor } from './nodes/catalogs.js';
import { canonicalOf } from './nodes/layer.js';
import { isObject } from './nodes/values.js';
import { claimedVersion } from './select/fhir-version.js';
import { selectionFor, type Judges, type SelectionReason } from './select/selection.js';
import type { JsonObject, JsonValue, Payload, ProfileTable, SpecTable } from './tables/index.js';
import { checkType, describeRoot, reportJudges, walkAs } from './walk/resource.js';
import { Run } from './walk/run.js';

/** Issues in a report where the caller sets no limit. */
export const MAX_ISSUES = 1000;

/** What a walk yields before it becomes a report. */
export interface Outcome {
  readonly issues: readonly Issue[];
  readonly truncated: boolean;
  readonly chosen: readonly Choice[];
  readonly profile?: string;
  /** Pointers into the payload, of issues whose own pointer hides a name. */
  readonly pointers?: WeakMap<Issue, string>;
}

/**
 * Validates a FHIR JSON value that is already parsed, by a specification version. The version's tables are read when a
 * payload first needs them, and kept for the next one.
 *
 * @throws MisuseError when `spec` is not the table of a specification version, or the options are not usable with it.
 */
export function validateBy<T = JsonObject>(
  spec: SpecTable,
  value: unknown,
  options: ValidateOptions<T> = {},
): Report<T> {
  const catalog = catalogFor(spec, options);
  checkOptions(options, spec);
  return report<T>(spec, value, judge(catalog, value, options));
}

/** The report of an outcome. */
export function report<T>(spec: SpecTable, value: unknown, outcome: Outcome): Report<T> {
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

/** Judges a value. The options have been checked. */
export function judge<T>(catalog: Catalog, value: unknown, options: ValidateOptions<T>): Outcome {
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
