/**
 * For CI servers: JUnit XML, one test case for each file and specification version.
 *
 * @module
 */
import type { Issue } from '@gpconnect/runtime';
import { count, fails, isUnreadable, type FailOn, type FileReport, type Reporter } from './model.js';
import { place } from './pretty.js';
import { counted, printable } from './printable.js';

/** A reporter that writes one JUnit document when the run ends. */
export function junitReporter(failOn: FailOn): Reporter {
  const cases: string[] = [];
  let failures = 0;
  let errors = 0;
  return {
    file: (reports) => {
      for (const report of reports) {
        const outcome = isUnreadable(report) ? 'error' : fails(report, failOn) ? 'failure' : 'pass';
        if (outcome === 'error') errors++;
        if (outcome === 'failure') failures++;
        cases.push(testCase(report, outcome));
      }
      return '';
    },
    end: () => {
      const totals = `tests="${cases.length}" failures="${failures}" errors="${errors}"`;
      return [
        '<?xml version="1.0" encoding="UTF-8"?>',
        `<testsuites name="gpconnect" ${totals}>`,
        `  <testsuite name="gpconnect validate" ${totals} skipped="0">`,
        ...cases,
        '  </testsuite>',
        '</testsuites>',
        '',
      ].join('\n');
    },
  };
}

function testCase(report: FileReport, outcome: 'pass' | 'failure' | 'error'): string {
  const opening = `    <testcase name="${attribute(report.file)}" classname="${attribute(report.spec ?? 'not judged')}"`;
  const findings = report.issues.flatMap((issue) => issueLines(issue, report.file, ''));
  if (report.failure !== undefined) findings.unshift(printable(report.failure));
  if (report.truncated) findings.push('Checking ended at --max-issues; there may be more.');
  if (outcome === 'pass' && findings.length === 0) return `${opening}/>`;
  const body = escape(findings.join('\n'));
  if (outcome === 'pass') return `${opening}>\n      <system-out>${body}</system-out>\n    </testcase>`;
  const message =
    report.failure ??
    `${counted(count(report, 'error'), 'error')}, ${counted(count(report, 'warning'), 'warning')}`;
  const type =
    report.issues.find((issue) => issue.severity === 'error')?.code ?? report.issues[0]?.code ?? 'unreadable';
  return `${opening}>\n      <${outcome} message="${attribute(message)}" type="${attribute(type)}">${body}</${outcome}>\n    </testcase>`;
}

function issueLines(issue: Issue, file: string, indent: string): string[] {
  const lines = [
    `${indent}${printable(place(issue, file))}: ${issue.severity} ${issue.code} at ${printable(issue.path)}: ${printable(issue.message)}`,
  ];
  if (issue.source !== '') lines.push(`${indent}  source: ${printable(issue.source)}`);
  for (const reason of issue.because ?? []) lines.push(...issueLines(reason, file, `${indent}  because `));
  return lines;
}

// `printable` has taken out every character that XML 1.0 does not allow.
function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function attribute(text: string): string {
  return escape(printable(text)).replaceAll('"', '&quot;');
}
