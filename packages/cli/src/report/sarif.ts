/**
 * For code scanning: SARIF 2.1.0.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import { isAbsolute, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ISSUE_CODES, type Issue, type IssueCode, type Severity } from '@gpconnect/runtime';
import type { Explanation } from '@gpconnect/runtime/explain';
import type { ExitCode } from '../io.js';
import { version } from '../version.js';
import type { FileReport, Reporter } from './model.js';

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
};

/**
 * A reporter that writes one SARIF log when the run ends. `explain` gives the rules their help text; files outside `cwd`
 * are told by a file URL.
 */
export function sarifReporter(explain: (code: IssueCode) => Explanation, cwd: string): Reporter {
  const files: FileReport[] = [];
  return {
    file: (reports) => {
      files.push(...reports);
      return '';
    },
    end: (_summary, exitCode) => `${JSON.stringify(sarifLog(files, exitCode, explain, cwd), null, 2)}\n`,
  };
}

function sarifLog(
  files: readonly FileReport[],
  exitCode: ExitCode,
  explain: (code: IssueCode) => Explanation,
  cwd: string,
): unknown {
  const seen = new Set<IssueCode>();
  for (const file of files) for (const issue of file.issues) seen.add(issue.code);
  const codes = (Object.keys(ISSUE_CODES) as IssueCode[]).filter((code) => seen.has(code));
  const ruleIndex = new Map(codes.map((code, index) => [code, index]));
  const uri = (file: FileReport): string => uriOf(file.file, cwd);
  const prints = new Fingerprints(uri);
  const notifications = files.flatMap((file) => [
    ...(file.failure === undefined ? [] : [notification(uri(file), 'error', file.failure)]),
    ...(file.truncated
      ? [notification(uri(file), 'warning', 'Checking ended at --max-issues; there may be more.')]
      : []),
  ]);
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'gpconnect',
            semanticVersion: version,
            rules: codes.map((code) => rule(code, explain(code))),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: exitCode !== 2,
            exitCode,
            ...(notifications.length === 0 ? {} : { toolExecutionNotifications: notifications }),
          },
        ],
        results: files.flatMap((file) =>
          file.issues.map((issue) => result(issue, file, uri(file), ruleIndex.get(issue.code) ?? -1, prints)),
        ),
      },
    ],
  };
}

function rule(code: IssueCode, { title, meaning, usualCause, remedy }: Explanation): unknown {
  return {
    id: code,
    shortDescription: { text: title },
    fullDescription: { text: meaning },
    help: { text: `${meaning}\n\nUsual cause: ${usualCause}\n\nRemedy: ${remedy}` },
    defaultConfiguration: { level: LEVELS[ISSUE_CODES[code]] },
  };
}

function result(
  issue: Issue,
  file: FileReport,
  uri: string,
  ruleIndex: number,
  prints: Fingerprints,
): unknown {
  const region =
    issue.line === undefined
      ? {}
      : {
          region: {
            startLine: issue.line,
            ...(issue.column === undefined ? {} : { startColumn: issue.column }),
          },
        };
  return {
    ruleId: issue.code,
    ruleIndex,
    level: LEVELS[issue.severity],
    message: { text: [`${issue.path}: ${issue.message}`, ...reasons(issue, '  ')].join('\n') },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri }, ...region },
        logicalLocations: [{ fullyQualifiedName: issue.path }],
      },
    ],
    partialFingerprints: { 'gpconnectIssue/v1': prints.of(issue, file) },
    properties: {
      spec: file.spec,
      profile: file.profile,
      pointer: issue.pointer,
      source: issue.source,
      params: issue.params,
    },
  };
}

function reasons(issue: Issue, indent: string): string[] {
  return (issue.because ?? []).flatMap((reason) => [
    `${indent}because ${reason.path}: ${reason.message}`,
    ...reasons(reason, `${indent}  `),
  ]);
}

function notification(uri: string, level: 'error' | 'warning', text: string): unknown {
  return {
    level,
    message: { text },
    locations: [{ physicalLocation: { artifactLocation: { uri } } }],
  };
}

/**
 * A file's path as a URI. Below the current directory it stays relative, so that the report reads the same on every
 * machine; outside it is a file URL, because a path that begins with a slash is no URI of a file.
 */
function uriOf(file: string, cwd: string): string {
  if (isAbsolute(file) || file.startsWith('../')) return pathToFileURL(resolve(cwd, file)).href;
  return file
    .replaceAll('\\', '/')
    .split('/')
    .map((segment) => encodeURIComponent(segment.replace(/\p{Surrogate}/gu, '\ufffd')))
    .join('/');
}

/**
 * Names a finding by what it is, not by its line, so that it stays the same finding when lines move.
 * Like findings in one file are told apart by their number.
 */
class Fingerprints {
  readonly #seen = new Map<string, number>();
  readonly #uri: (file: FileReport) => string;

  constructor(uri: (file: FileReport) => string) {
    this.#uri = uri;
  }

  of(issue: Issue, file: FileReport): string {
    const text = [this.#uri(file), file.spec ?? '', issue.code, issue.path, issue.source].join('\n');
    const hash = createHash('sha256').update(text).digest('hex').slice(0, 32);
    const number = (this.#seen.get(hash) ?? 0) + 1;
    this.#seen.set(hash, number);
    return `${hash}:${number}`;
  }
}
