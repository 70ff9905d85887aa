/**
 * Validates a case in every way there is and compares what comes out.
 *
 * @module
 */
import type { Issue, Report } from '@gpconnect/runtime';
import { depthOf, freeze, parse, type Json } from '../json.js';
import type { Case, Failure, Subject } from './case.js';
import { checkMask, checkPlaces, checkReport, type Fail } from './report.js';
import { checkText } from './text.js';

/** What one case showed. */
export interface Outcome {
  readonly failures: readonly Failure[];
  /** The text's report, where there is one: what it says is the signal by which mutants are kept. */
  readonly report: Report<unknown> | undefined;
  /** Milliseconds of the slowest of the validations. */
  readonly slowest: number;
}

/** What costs much is not done for every case. */
export interface Effort {
  /** A validator that knows nothing yet says the same. */
  readonly cold: boolean;
  /** The places in the text are compared with those of a plain reader. */
  readonly text: boolean;
}

/** Longest time that a validation may take, in milliseconds. */
export const LONGEST = 1000;
/** Levels that readers and walker accept. */
const MOST_DEPTH = 200;
/** Levels that JSON.stringify is trusted with. */
const WRITABLE = 1000;

/** Checks a case: no rule is broken where `failures` is empty. */
export function checkCase(subject: Subject, one: Case, effort: Effort): Outcome {
  const failures: Failure[] = [];
  const fail: Fail = (rule, detail) => {
    if (failures.length < 5) failures.push({ rule, detail: detail.slice(0, 500) });
  };
  let slowest = 0;
  const timed = (name: string, job: () => Report<unknown>): Report<unknown> | undefined => {
    const from = performance.now();
    let report: Report<unknown> | undefined;
    try {
      report = job();
    } catch (error) {
      fail('throws', `${name}: ${describeError(error)}`);
    }
    const taken = performance.now() - from;
    slowest = Math.max(slowest, taken);
    return report;
  };

  const { options, text } = one;
  const fromText = timed('validateText', () => subject.validateText(text, options));
  const value = parse(text);
  const depth = depthOf(value);
  if (value !== undefined) freeze(value);
  const fromValue =
    value === undefined ? undefined : timed('validate', () => subject.validate(value, options));
  if (fromText !== undefined) {
    checkReport(fromText, options, fail);
    if (effort.text) checkText(fromText, one, fail);
    if (options.showValues !== true) checkMask(fromText, text, fail);
    checkOutcome(subject, fromText, fail);
  }
  if (fromValue !== undefined && value !== undefined) {
    checkReport(fromValue, options, fail);
    if (options.showValues !== true) checkMask(fromValue, text, fail);
    if (depth <= MOST_DEPTH) {
      checkPlaces(fromValue, value, options.showValues === true, fail);
      if (fromText !== undefined) compareReports(fromText, fromValue, text, value, fail);
    }
    const again = timed('validate again', () => subject.validate(value, options));
    if (again !== undefined && depth < WRITABLE) compareExactly('again', fromValue, again, fail);
    if (effort.cold) {
      const cold = timed('validate cold', () => subject.fresh().validate(value, options));
      if (cold !== undefined && depth < WRITABLE) compareExactly('cold', fromValue, cold, fail);
    }
  }
  if (slowest > LONGEST) fail('slow', `${Math.round(slowest)} ms for ${text.length} characters`);
  return { failures, report: fromText, slowest };
}

export function describeError(error: unknown): string {
  return error instanceof Error
    ? (error.stack ?? error.message).split('\n').slice(0, 4).join(' ')
    : String(error);
}

/** A report as an OperationOutcome: conversion does not fail, and what it yields is valid itself. */
function checkOutcome(subject: Subject, report: Report<unknown>, fail: Fail): void {
  try {
    const outcome = subject.toOperationOutcome(report, subject.spec);
    // An outcome that says that nothing was found claims no profile: the pinned one has no code for that.
    const judged = subject.validate(outcome, { profiles: 'claimed' });
    if (!judged.valid && !judged.truncated) {
      const [first] = judged.issues.filter(({ severity }) => severity === 'error');
      fail('outcome', `${first?.code} at ${first?.pointer}: ${first?.message}`);
    }
  } catch (error) {
    fail('throws', `toOperationOutcome: ${describeError(error)}`);
  }
}

/** A finding without its place in the text. */
function keyOf({ code, severity, path, pointer, message, source, params, because }: Issue): string {
  const reasons = because?.map(keyOf) ?? [];
  return JSON.stringify([code, severity, path, pointer, message, source, params, reasons]);
}

/** Text and value have the same findings but for what only text can have. */
function compareReports(
  fromText: Report<unknown>,
  fromValue: Report<unknown>,
  text: string,
  value: Json,
  fail: Fail,
): void {
  // A reader that refused the text has no value: whether rightly, the comparison with a plain reader tells.
  if (fromText.value === undefined) return;
  if (JSON.stringify(fromText.value) !== JSON.stringify(value))
    fail('read', 'another value than JSON.parse yields');
  if (fromText.truncated || fromValue.truncated) return;
  const ofText = fromText.issues
    .filter(({ code }) => code !== 'input.duplicate-key')
    .map(keyOf)
    .sort();
  const ofValue = fromValue.issues.map(keyOf).sort();
  if (ofText.length === ofValue.length && ofText.every((key, i) => key === ofValue[i])) return;
  const more = ofText.find((key) => !ofValue.includes(key)) ?? ofText.length;
  const fewer = ofValue.find((key) => !ofText.includes(key)) ?? ofValue.length;
  fail('same', `text: ${more}, value: ${fewer} (${text.length} characters)`);
}

function compareExactly(name: string, first: Report<unknown>, second: Report<unknown>, fail: Fail): void {
  const [a, b] = [first, second].map(({ issues, counts, truncated, valid, profile, chosen }) =>
    JSON.stringify({ issues, counts, truncated, valid, profile, chosen }),
  );
  if (a === b) return;
  const index = first.issues.findIndex(
    (issue, i) => JSON.stringify(issue) !== JSON.stringify(second.issues[i]),
  );
  fail(name, `${JSON.stringify(first.issues[index])} became ${JSON.stringify(second.issues[index])}`);
}
