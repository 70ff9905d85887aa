/**
 * For people: grouped by file, one finding after another.
 *
 * @module
 */
import type { Issue, Severity } from '@gpconnect/runtime';
import pc from 'picocolors';
import { count, type FileReport, type Reporter, type Summary } from './model.js';
import { counted, printable } from './printable.js';

/** Options of the pretty format. */
export interface PrettyOptions {
  readonly colour: boolean;
}

/** A reporter that writes each file as soon as it is judged. */
export function prettyReporter(options: PrettyOptions): Reporter {
  const paint = pc.createColors(options.colour);
  const severityText = (severity: Severity): string => {
    if (severity === 'error') return paint.red('error');
    return severity === 'warning' ? paint.yellow('warning') : paint.cyan('information');
  };

  const issueLines = (issue: Issue, file: string, indent: string, lines: string[]): void => {
    const path = paint.bold(printable(issue.path));
    lines.push(
      `${indent}${printable(place(issue, file))}  ${severityText(issue.severity)}  ${path}  ${paint.dim(issue.code)}`,
    );
    lines.push(`${indent}    ${printable(issue.message)}`);
    if (issue.source !== '') lines.push(`${indent}    ${paint.dim(`source: ${printable(issue.source)}`)}`);
    if (issue.because !== undefined && issue.because.length > 0) {
      lines.push(`${indent}    because`);
      for (const reason of issue.because) issueLines(reason, file, `${indent}      `, lines);
    }
  };

  const fileText = (report: FileReport): string => {
    const judged = [report.spec, report.profile].filter((part) => part !== null).join(', ');
    const lines = [`${paint.underline(printable(report.file))}${judged === '' ? '' : `  ${judged}`}`];
    for (const choice of report.chosen) {
      // The format shows in the file itself.
      if (choice.what === 'format') continue;
      lines.push(
        paint.dim(`  chosen ${choice.what}: ${printable(choice.value)} (${printable(choice.reason)})`),
      );
    }
    if (report.failure !== undefined)
      lines.push(`  ${paint.red('unreadable')}  ${printable(report.failure)}`);
    for (const issue of report.issues) issueLines(issue, report.file, '  ', lines);
    if (report.truncated) {
      lines.push(
        `  ${paint.yellow('stopped')}  checking ended at ${counted(report.issues.length, 'issue')}; raise --max-issues to see more`,
      );
    }
    if (report.failure === undefined && report.issues.length === 0) lines.push(`  ${paint.green('ok')}`);
    return `${lines.join('\n')}\n\n`;
  };

  return {
    file: (reports) => reports.map(fileText).join(''),
    end: (summary) => `${summaryLine(summary)}\n`,
  };
}

/** `file:line:column`, as editors and terminals recognise it. */
export function place(issue: Issue, file: string): string {
  if (issue.line === undefined) return file;
  return issue.column === undefined ? `${file}:${issue.line}` : `${file}:${issue.line}:${issue.column}`;
}

/** The closing line of a run. */
export function summaryLine(summary: Summary): string {
  const parts = [
    counted(summary.files, 'file'),
    counted(summary.errors, 'error'),
    counted(summary.warnings, 'warning'),
    `${summary.information} information`,
  ];
  if (summary.unreadable > 0) parts.push(`${summary.unreadable} unreadable`);
  return parts.join(', ');
}

/** `2 errors, 1 warning`, or `clean`. Information is left out: it asks nothing of the payload. */
export function verdict(report: FileReport): string {
  if (report.failure !== undefined) return 'unreadable';
  const errors = count(report, 'error');
  const warnings = count(report, 'warning');
  const parts = [];
  if (errors > 0) parts.push(counted(errors, 'error'));
  if (warnings > 0) parts.push(counted(warnings, 'warning'));
  return parts.length === 0 ? 'clean' : parts.join(', ');
}
