/**
 * For programs: the public report, described by `schema/report-v1.schema.json`.
 *
 * @module
 */
import type { Issue, IssueParam } from '@gpconnect/runtime';
import type { FileReport, Reporter } from './model.js';

/** A reporter that writes one JSON document when the run ends. */
export function jsonReporter(): Reporter {
  const files: FileReport[] = [];
  return {
    file: (reports) => {
      files.push(...reports);
      return '';
    },
    end: (summary) => `${JSON.stringify({ version: 1, summary, files: files.map(fileJson) }, null, 2)}\n`,
  };
}

function fileJson(report: FileReport): unknown {
  return {
    file: report.file,
    format: report.format,
    spec: report.spec,
    profile: report.profile,
    truncated: report.truncated,
    ...(report.failure === undefined ? {} : { failure: report.failure }),
    ...(report.chosen.length === 0
      ? {}
      : { chosen: report.chosen.map(({ what, value, reason }) => ({ what, value, reason })) }),
    issues: report.issues.map(issueJson),
  };
}

/** Property by property, so that a field added to `Issue` does not change the public format unnoticed. */
function issueJson(issue: Issue): Readonly<Record<string, unknown>> {
  return {
    code: issue.code,
    severity: issue.severity,
    path: issue.path,
    pointer: issue.pointer,
    ...(issue.line === undefined ? {} : { line: issue.line }),
    ...(issue.column === undefined ? {} : { column: issue.column }),
    message: issue.message,
    source: issue.source,
    params: issue.params satisfies Readonly<Record<string, IssueParam>>,
    ...(issue.because === undefined || issue.because.length === 0
      ? {}
      : { because: issue.because.map(issueJson) }),
  };
}
