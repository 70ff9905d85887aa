/**
 * What holds for every report, whatever was validated.
 *
 * @module
 */
import type { Issue, Report } from '@gpconnect/runtime';
import { isMap, type Json } from '../json.js';
import { MARKERS } from '../mutate/strings.js';
import type { CaseOptions } from './case.js';

/** Says that a rule is broken. */
export type Fail = (rule: string, detail: string) => void;

/** Longest message, path or parameter that is still one that a person reads. */
const LONGEST_MESSAGE = 4000;
const MAX_ISSUES = 1000;

// eslint-disable-next-line no-control-regex -- control characters are what it is about
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;
const LONE = /\p{Surrogate}/u;

/**
 * Counts, validity, bounds and print of a report.
 *
 * @param areKnown - True where the issues themselves have been looked at.
 */
export function checkReport(
  report: Report<unknown>,
  options: CaseOptions,
  fail: Fail,
  areKnown = false,
): void {
  const { issues, counts, truncated, valid } = report;
  const found = { error: 0, warning: 0, information: 0 };
  for (const { severity } of issues) found[severity]++;
  for (const severity of ['error', 'warning', 'information'] as const) {
    if (found[severity] !== counts[severity])
      fail('counts', `${severity}: ${found[severity]}, but ${counts[severity]}`);
  }
  if (valid !== (found.error === 0 && !truncated)) fail('valid', `${valid} with ${found.error} errors`);
  if (issues.length > (options.maxIssues ?? MAX_ISSUES)) fail('bounds', `${issues.length} issues`);
  if (!areKnown) for (const issue of issues) checkIssue(issue, fail, 0);
}

function checkIssue(issue: Issue, fail: Fail, level: number): void {
  const { code, message, path, pointer, params, because = [] } = issue;
  if (message.length > LONGEST_MESSAGE) fail('bounds', `${code}: a message of ${message.length} characters`);
  if (message === '' || message.includes('undefined') || message.includes('[object'))
    fail('message', `${code}: ${message}`);
  for (const shown of [message, path]) {
    if (UNPRINTABLE.test(shown) || LONE.test(shown)) fail('print', `${code}: ${JSON.stringify(shown)}`);
  }
  for (const [name, value] of Object.entries(params)) {
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (values.some((one) => !['string', 'number', 'boolean'].includes(typeof one)))
      fail('message', `${code}: parameter ${name} is ${JSON.stringify(value)}`);
  }
  if (pointer !== '' && !pointer.startsWith('/')) fail('pointer', `${code}: ${pointer}`);
  if (because.length > 60 || level > 40)
    fail('bounds', `${code}: ${because.length} reasons at level ${level}`);
  for (const reason of because) checkIssue(reason, fail, level + 1);
}

/** Segments of a pointer, unescaped. */
export function segmentsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Stands for a property by its number, where the name may not be shown. */
const HIDDEN = /^\{(\d+)\}$/;

/**
 * Segments of a pointer as they are in the value: `{3}` is the third property of its object, unless the report shows
 * values: then it is a name that the payload has.
 */
export function namedSegments(root: Json, pointer: string, showsValues: boolean): string[] {
  const segments = segmentsOf(pointer);
  if (showsValues) return segments;
  let value: Json | undefined = root;
  for (const [i, segment] of segments.entries()) {
    const number = HIDDEN.exec(segment)?.[1];
    if (number !== undefined && isMap(value)) segments[i] = Object.keys(value)[Number(number) - 1] ?? segment;
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, segments[i]!)
        ? (value as { [key: string]: Json })[segments[i]!]
        : undefined;
  }
  return segments;
}

/** A longer name is cut in pointers: its place falls back to the object that holds it. */
export const CUT = 1000;

/** How far a pointer leads into a value: the number of its segments that are there. */
function resolved(root: Json, segments: readonly string[]): number {
  let value: Json | undefined = root;
  for (let i = 0; i < segments.length; i++) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, segments[i]!)) return i;
    value = (value as { [key: string]: Json })[segments[i]!];
  }
  return segments.length;
}

/** Pointers lead somewhere, paths say the same as pointers, and both stand in document order. */
export function checkPlaces(report: Report<unknown>, root: Json, showsValues: boolean, fail: Fail): void {
  let before: readonly number[] = [];
  const positions = new Map<Json, Map<string, number>>();
  for (const issue of report.issues) {
    const segments = namedSegments(root, issue.pointer, showsValues);
    if (segments.some((segment) => segment.length > CUT)) continue;
    checkPlace(issue, root, segments, showsValues, fail);
    const order = orderOf(root, segments, positions);
    if (compare(before, order) > 0) fail('order', `${issue.code} at ${issue.pointer} comes too late`);
    before = order;
  }
}

function checkPlace(
  issue: Issue,
  root: Json,
  segments: readonly string[],
  showsValues: boolean,
  fail: Fail,
): void {
  const there = resolved(root, segments);
  if (there < segments.length)
    fail('pointer', `${issue.code} at ${issue.pointer}: only ${there} steps are there`);
  for (const reason of issue.because ?? []) {
    const below = namedSegments(root, reason.pointer, showsValues);
    if (below.some((segment) => segment.length > CUT)) continue;
    checkPlace(reason, root, below, showsValues, fail);
  }
  const expected = pathOf(root, segments, issue.code);
  if (
    expected !== undefined &&
    !HIDDEN.test(issue.pointer.slice(issue.pointer.lastIndexOf('/') + 1)) &&
    issue.path !== expected
  )
    fail('path', `${issue.pointer} is ${issue.path}, not ${expected}`);
}

const PLAIN = /^[A-Za-z_][A-Za-z0-9_]{0,79}$/;

/** The path of a pointer; undefined where names make it less than plain. */
function pathOf(root: Json, segments: readonly string[], code: string): string | undefined {
  if (!isMap(root)) return undefined;
  let value: Json | undefined = root;
  let path = '';
  for (const [i, segment] of segments.entries()) {
    if (Array.isArray(value)) path += `[${segment}]`;
    else {
      if (!PLAIN.test(segment) || segment.startsWith('__')) return undefined;
      const isUnknown = code === 'structure.unknown-property' || code === 'input.duplicate-key';
      if (segment.startsWith('_') && (isUnknown || i < segments.length - 1)) return undefined;
      path += `.${segment.replace(/^_/, '')}`;
    }
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, segment)) return undefined;
    value = (value as { [key: string]: Json })[segment];
  }
  const type = root['resourceType'];
  // Which types a path may begin with, the specification version decides.
  return typeof type === 'string' && /^(Patient|Bundle|Appointment)$/.test(type) ? type + path : undefined;
}

function orderOf(
  root: Json,
  segments: readonly string[],
  positions: Map<Json, Map<string, number>>,
): number[] {
  const order: number[] = [];
  let value: Json | undefined = root;
  for (const segment of segments) {
    if (typeof value !== 'object' || value === null) break;
    let known = positions.get(value);
    if (known === undefined)
      positions.set(value, (known = new Map(Object.keys(value).map((key, i) => [key, i]))));
    order.push(known.get(segment) ?? known.size);
    value = Object.hasOwn(value, segment) ? (value as { [key: string]: Json })[segment] : undefined;
  }
  return order;
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return a.length - b.length;
}

/** No value that could be a patient's is in the report, nor a name that is one. */
export function checkMask(report: Report<unknown>, text: string, fail: Fail): void {
  const present = MARKERS.filter((marker) => text.includes(marker));
  if (present.length === 0) return;
  const told = JSON.stringify([report.issues, report.chosen, report.profile ?? null]);
  for (const marker of present) {
    if (told.includes(marker)) fail('mask', `the report says ${marker}`);
  }
}
