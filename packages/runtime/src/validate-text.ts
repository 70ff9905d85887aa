/**
 * Validates text by a specification version: reads it, judges the value, and says where in the text each finding is.
 *
 * Apart from the validation of values, so that who validates values only need not carry the readers.
 *
 * @module
 */
import type { Choice, Report, ValidateTextOptions } from './api.js';
import type { Issue } from './issues/issue.js';
import { checkTextArguments } from './misuse/arguments.js';
import { catalogFor } from './nodes/catalogs.js';
import type { Position } from './readers/result.js';
import { readTextBy } from './readers/text.js';
import { inXmlTerms } from './readers/xml/wording.js';
import type { JsonObject, SpecTable } from './tables/index.js';
import { judge, MAX_ISSUES, report } from './validator.js';

/**
 * Validates JSON or XML text by a specification version.
 *
 * @throws MisuseError when `spec` is not the table of a specification version, `text` is no text, or the options are
 * not usable with it.
 */
export function validateTextBy<T = JsonObject>(
  spec: SpecTable,
  text: string,
  options: ValidateTextOptions<T> = {},
): Report<T> {
  const catalog = catalogFor(spec, options);
  checkTextArguments(text, options, spec);
  const { format, maxLength, maxIssues = MAX_ISSUES } = options;
  const read = readTextBy(text, catalog, {
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
    return report<T>(spec, undefined, { issues, truncated: read.issues.length > maxIssues, chosen });
  }
  const outcome = judge(catalog, read.value, options);
  const pointers: string[] = [];
  const pointerOf = (issue: Issue): string => outcome.pointers?.get(issue) ?? issue.pointer;
  collectPointers(outcome.issues, pointerOf, pointers);
  const located = read.locate(pointers);
  const positionOf = (issue: Issue): Position | undefined => located.get(pointerOf(issue));
  const placed = outcome.issues.map((issue) => positioned(issue, positionOf));
  const found = read.format === 'xml' ? placed.map(inXmlTerms) : placed;
  const all = [...read.issues, ...found].sort(byPosition);
  return report<T>(spec, read.value, {
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
