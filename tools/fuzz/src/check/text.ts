/**
 * Compares what the reader tells of a text with what a plain reader sees in it.
 *
 * @module
 */
import type { Report } from '@gpconnect/runtime';
import type { Case } from './case.js';
import { Lines, readPlainly, type PlainNode } from './plain-json.js';
import { CUT, namedSegments, type Fail } from './report.js';
import type { Json } from '../json.js';

const MOST_DEPTH = 200;
const UNREADABLE: ReadonlySet<string> = new Set([
  'input.syntax',
  'input.too-deep',
  'input.encoding',
  'input.empty',
  'input.format',
]);

/** The node that a pointer leads to, or the nearest one on the way. */
function nodeAt(root: PlainNode, value: Json, pointer: string, showsValues: boolean): PlainNode {
  let node = root;
  for (const segment of namedSegments(value, pointer, showsValues)) {
    const next = node.below.get(segment);
    if (next === undefined || segment.length > CUT) break;
    node = next;
  }
  return node;
}

/** Syntax, duplicate keys and places of a text's report are those that a plain reader finds. */
export function checkText(report: Report<unknown>, { text, options }: Case, fail: Fail): void {
  let line = 0;
  let column = 0;
  for (const issue of report.issues) {
    const isLater = (issue.line ?? 0) > line || (issue.line === line && (issue.column ?? 0) >= column);
    if (issue.line === undefined || issue.column === undefined || !isLater) {
      fail('order', `${issue.code} at ${issue.line}:${issue.column} after ${line}:${column}`);
    }
    line = issue.line ?? line;
    column = issue.column ?? column;
  }
  const lines = new Lines(text);
  const plain = readPlainly(text, MOST_DEPTH);
  const refusal = report.issues.find(({ code }) => UNREADABLE.has(code));
  const isRefused = report.value === undefined;
  const begins = /^\ufeff?[ \t\r\n]*[{["]/.test(text);
  if (plain.is !== 'json' || !begins) {
    // A number or word alone is JSON, though nothing of FHIR: it may be read.
    if (!isRefused && plain.is !== 'json' && !/^\ufeff?\s*</.test(text))
      fail('read', `was read, though there is a ${plain.is}`);
    else if (plain.is !== 'json' && begins) {
      if ((plain.is === 'deep') !== (refusal?.code === 'input.too-deep'))
        fail('read', `${plain.is} is told as ${refusal?.code}`);
      checkFault(report, lines.at(plain.offset), fail);
    }
    return;
  }
  if (isRefused) {
    fail('read', `was refused as ${refusal?.code}: ${refusal?.message}`);
    return;
  }
  const repeated = report.issues.filter(({ code }) => code === 'input.duplicate-key');
  const limit = options.maxIssues ?? 1000;
  if (!report.truncated && plain.repeated.length < limit && repeated.length !== plain.repeated.length) {
    fail('duplicates', `${repeated.length} told of ${plain.repeated.length}`);
  }
  const places = plain.repeated.map((offset) => placeOf(lines, offset));
  for (const issue of repeated) {
    if (!places.includes(`${issue.line}:${issue.column}`))
      fail('duplicates', `told at ${issue.line}:${issue.column}`);
  }
  for (const issue of report.issues) {
    if (issue.code === 'input.duplicate-key') continue;
    const node = nodeAt(plain.root, report.value as Json, issue.pointer, options.showValues === true);
    const expected = placeOf(lines, node.offset);
    if (expected !== `${issue.line}:${issue.column}`) {
      fail(
        'position',
        `${issue.code} at ${issue.pointer} is told at ${issue.line}:${issue.column}, not ${expected}`,
      );
    }
  }
}

function placeOf(lines: Lines, offset: number): string {
  const { line, column } = lines.at(offset);
  return `${line}:${column}`;
}

/** A syntax error is told on the spot or, in a string or number, somewhere in it; a leading zero at the zero. */
function checkFault(
  report: Report<unknown>,
  { line, column }: { line: number; column: number },
  fail: Fail,
): void {
  const [issue] = report.issues;
  if (report.issues.length !== 1 || issue === undefined) {
    fail('read', `${report.issues.length} issues of a text that is no JSON`);
    return;
  }
  const isBefore = issue.line! < line || (issue.line === line && issue.column! < column - 1);
  if (isBefore) fail('position', `${issue.code} at ${issue.line}:${issue.column}, before ${line}:${column}`);
}
