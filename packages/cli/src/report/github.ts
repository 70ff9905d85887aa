/**
 * For GitHub Actions: workflow commands that become annotations.
 *
 * @module
 */
import type { Issue, Severity } from '@gpconnect/runtime';
import type { FileReport, Reporter } from './model.js';
import { summaryLine } from './pretty.js';
import { printable } from './printable.js';

const COMMANDS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
};

/** A reporter that writes a workflow command for each finding as soon as its file is judged. */
export function githubReporter(): Reporter {
  return {
    file: (reports) => reports.map(fileText).join(''),
    end: (summary) => `${summaryLine(summary)}\n`,
  };
}

function fileText(report: FileReport): string {
  const lines = report.issues.map((issue) => issueCommand(issue, report));
  if (report.failure !== undefined)
    lines.push(command('error', { file: report.file, title: 'unreadable' }, report.failure));
  if (report.truncated) {
    lines.push(
      command(
        'warning',
        { file: report.file, title: 'stopped' },
        'Checking ended at --max-issues; there may be more.',
      ),
    );
  }
  return lines.map((line) => `${line}\n`).join('');
}

function issueCommand(issue: Issue, report: FileReport): string {
  const properties = {
    file: report.file,
    ...(issue.line === undefined ? {} : { line: String(issue.line) }),
    ...(issue.column === undefined ? {} : { col: String(issue.column) }),
    title: issue.code,
  };
  const judged = report.spec === null ? '' : `\n${report.spec}`;
  const source = issue.source === '' ? '' : `\nsource: ${printable(issue.source)}`;
  return command(
    COMMANDS[issue.severity],
    properties,
    `${printable(issue.path)}: ${printable(issue.message)}${source}${judged}`,
  );
}

function command(name: string, properties: Readonly<Record<string, string>>, message: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(printable(value))}`);
  return `::${name} ${list.join(',')}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
