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
import { checkConversion } from './xml.js';

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
  /** As XML, the record has the same findings and comes back as it was. */
  readonly xml: boolean;
  /** A validator that knows nothing yet says the same. */
  readonly cold: boolean;
  /**
   * The value is frozen; places in the text are those of a plain reader; once more comes to the same; the outcome is
   * valid itself.
   */
  readonly thorough: boolean;
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
  if (value !== undefined && effort.thorough) freeze(value);
  const fromValue =
    value === undefined ? undefined : timed('validate', () => subject.validate(value, options));
  if (fromText !== undefined) {
    checkReport(fromText, options, fail);
    if (options.showValues !== true) checkMask(fromText, text, fail);
    if (effort.thorough) checkText(fromText, one, fail);
    checkOutcome(subject, fromText, effort, fail);
    if (effort.xml && depth <= MOST_DEPTH) checkConversion(subject, one, fromText, timed, fail);
  }
  if (fromValue !== undefined && value !== undefined) {
    // Where the issues are those of the text, they have been looked at.
    const isSame = depth <= MOST_DEPTH && fromText !== undefined && isSameAs(fromText, fromValue, fail);
    checkReport(fromValue, options, fail, isSame);
    if (options.showValues !== true && !isSame) checkMask(fromValue, text, fail);
    if (depth <= MOST_DEPTH) checkPlaces(fromValue, value, options.showValues === true, fail);
    if (effort.thorough) checkAgain(fromText, fromValue, value, depth);
  }
  if (slowest > LONGEST) fail('slow', `${Math.round(slowest)} ms for ${text.length} characters`);
  return { failures, report: fromText, slowest };

  function checkAgain(
    ofText: Report<unknown> | undefined,
    first: Report<unknown>,
    given: Json,
    levels: number,
  ): void {
    if (levels > WRITABLE) return;
    if (ofText?.value !== undefined && JSON.stringify(ofText.value) !== JSON.stringify(given))
      fail('read', 'another value than JSON.parse yields');
    const again = timed('validate again', () => subject.validate(given, options));
    if (again !== undefined) compareExactly('again', first, again, fail);
    const cold = effort.cold
      ? timed('validate cold', () => subject.fresh().validate(given, options))
      : undefined;
    if (cold !== undefined) compareExactly('cold', first, cold, fail);
  }
}

export function describeError(error: unknown): string {
  return error instanceof Error
    ? (error.stack ?? error.message).split('\n').slice(0, 4).join(' ')
    : String(error);
}

/** A report as an OperationOutcome: conversion does not fail, and what it yields is valid itself. */
function checkOutcome(subject: Subject, report: Report<unknown>, { thorough }: Effort, fail: Fail): void {
  try {
    const outcome = subject.toOperationOutcome(report, subject.spec);
    if (!thorough) return;
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

/** Whether text and value have the same findings but for what only text can have. */
function isSameAs(fromText: Report<unknown>, fromValue: Report<unknown>, fail: Fail): boolean {
  // A reader that refused the text has no value: whether rightly, the comparison with a plain reader tells.
  if (fromText.value === undefined || fromText.truncated || fromValue.truncated) return false;
  const own = fromText.issues.filter(({ code }) => code !== 'input.duplicate-key');
  const others = fromValue.issues;
  if (own.length === others.length && own.every((issue, i) => isLike(issue, others[i]!))) return true;
  // What is missing stands at its object in text, and after all that is there in a value.
  const ofText = own.map(keyOf).sort();
  const ofValue = others.map(keyOf).sort();
  if (ofText.length === ofValue.length && ofText.every((key, i) => key === ofValue[i])) return true;
  const more = ofText.find((key) => !ofValue.includes(key)) ?? ofText.length;
  const fewer = ofValue.find((key) => !ofText.includes(key)) ?? ofValue.length;
  fail('same', `text: ${more}, value: ${fewer}`);
  return false;
}

/** Whether two findings are the same for sure: those with reasons are compared in full. */
function isLike(a: Issue, b: Issue): boolean {
  return (
    a.code === b.code &&
    a.pointer === b.pointer &&
    a.message === b.message &&
    a.path === b.path &&
    a.source === b.source &&
    a.severity === b.severity &&
    a.because === undefined &&
    b.because === undefined
  );
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
