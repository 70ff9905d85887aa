/** Each rule is broken here once, by a validator with a planted defect: a rule that cannot fail shows nothing. */
import type { Issue, Report } from '@gpconnect/runtime';
import { describe, expect, test } from 'vitest';
import { subjectOf } from '../src/campaign/campaign.js';
import type { Subject } from '../src/check/case.js';
import { checkCase } from '../src/check/check.js';
import { loadSpec } from '../src/specs.js';

const SPEC = 'foundations/1.2.7';
const PATIENT =
  '{"resourceType":"Patient","gender":"x","birthDate":"1931-07-23","name":[{"text":{}},{"family":1}]}';
const real = subjectOf(await loadSpec(SPEC));

/** Names of the rules that a subject breaks on a text. */
function broken(change: Partial<Subject>, text = PATIENT): string[] {
  const { failures } = checkCase(
    { ...real, ...change },
    { spec: SPEC, options: {}, text },
    { cold: true, thorough: true, xml: true },
  );
  return [...new Set(failures.map(({ rule }) => rule))];
}

type AnyReport = Report<never>;

/** Changes reports of values, or those of texts. */
const values = (change: (report: AnyReport) => object): Partial<Subject> => ({
  validate: (value, options) => change(real.validate(value, options) as AnyReport) as never,
});
const texts = (change: (report: AnyReport) => object): Partial<Subject> => ({
  validateText: (text, options) => change(real.validateText(text, options) as AnyReport) as never,
});
const everyIssue =
  (change: (issue: Issue) => object) =>
  (report: AnyReport): object => ({ ...report, issues: report.issues.map(change) });

describe('a rule is broken by', () => {
  test('nothing, where nothing is wrong', () => {
    expect(broken({})).toEqual([]);
    expect(broken({}, '{"resourceType":"Patient","id":"a","id":"b","x":[1,}')).toEqual([]);
    expect(broken({}, '{"resourceType":"Patient","id":"a","\\u0069d":"b"}')).toEqual([]);
  });

  test('an exception', () => {
    const fail = (): never => {
      throw new TypeError('planted');
    };
    expect(broken({ validate: fail })).toContain('throws');
    expect(broken({ validateText: fail })).toContain('throws');
    expect(broken({ toOperationOutcome: fail })).toContain('throws');
  });

  test('a write to the value', () => {
    const validate: Subject['validate'] = (value, options) => {
      (value as { gender: string }).gender = 'male';
      return real.validate(value, options);
    };
    expect(broken({ validate })).toContain('throws');
  });

  test('more than a second', () => {
    const validateText: Subject['validateText'] = (text, options) => {
      for (const until = performance.now() + 1050; performance.now() < until;);
      return real.validateText(text, options);
    };
    expect(broken({ validateText })).toContain('slow');
  });

  test('counts that do not add up, or validity that they do not say', () => {
    expect(
      broken(values((report) => ({ ...report, counts: { error: 0, warning: 0, information: 0 } }))),
    ).toContain('counts');
    expect(broken(values((report) => ({ ...report, valid: true })))).toContain('valid');
  });

  test('more issues than asked for, or text without bound', () => {
    const many = (report: AnyReport): object => ({
      ...report,
      issues: Array.from({ length: 1001 }, () => report.issues[0]),
    });
    expect(broken(texts(many))).toContain('bounds');
    expect(broken(values(everyIssue((issue) => ({ ...issue, message: 'x'.repeat(5000) }))))).toContain(
      'bounds',
    );
  });

  test('text that is not printable, or not made', () => {
    expect(broken(values(everyIssue((issue) => ({ ...issue, message: '\u001b[31m' }))))).toContain('print');
    expect(broken(values(everyIssue((issue) => ({ ...issue, message: 'undefined is required' }))))).toContain(
      'message',
    );
  });

  test('a place that is not there, or not said alike', () => {
    expect(broken(values(everyIssue((issue) => ({ ...issue, pointer: '/nowhere' }))))).toContain('pointer');
    expect(broken(values(everyIssue((issue) => ({ ...issue, path: 'Patient.nowhere' }))))).toContain('path');
  });

  test('another order than the document has', () => {
    expect(broken(values((report) => ({ ...report, issues: [...report.issues].reverse() })))).toContain(
      'order',
    );
    expect(broken(texts((report) => ({ ...report, issues: [...report.issues].reverse() })))).toContain(
      'order',
    );
  });

  test('a line or column that is wrong', () => {
    expect(broken(texts(everyIssue((issue) => ({ ...issue, column: issue.column! + 1 }))))).toContain(
      'position',
    );
  });

  test('a value of the payload in the report', () => {
    expect(broken(values(everyIssue((issue) => ({ ...issue, message: 'born 1931-07-23' }))))).toContain(
      'mask',
    );
  });

  test('text and value that are told differently', () => {
    expect(broken(texts((report) => ({ ...report, issues: report.issues.slice(1) })))).toContain('same');
  });

  test('another value than JSON.parse yields, or text that is refused without need, or read in spite of a fault', () => {
    expect(broken(texts((report) => ({ ...report, value: {} })))).toContain('read');
    expect(broken({ validateText: (_, options) => real.validateText('{', options) as never })).toContain(
      'read',
    );
    expect(
      broken({ validateText: (_, options) => real.validateText(PATIENT, options) as never }, '{'),
    ).toContain('read');
  });

  test('a repeated key that is not told', () => {
    const quiet = (report: AnyReport): object => ({
      ...report,
      issues: report.issues.filter(({ code }) => code !== 'input.duplicate-key'),
    });
    expect(broken(texts(quiet), '{"resourceType":"Patient","id":"a","id":"b"}')).toContain('duplicates');
  });

  test('an answer that depends on what came before', () => {
    let count = 0;
    const forgetful = values((report) => ({ ...report, issues: report.issues.slice(count++ === 0 ? 0 : 1) }));
    expect(broken(forgetful)).toContain('again');
    const fresh = () => ({ ...real.fresh(), ...values((report) => ({ ...report, issues: [] })) });
    expect(broken({ fresh })).toContain('cold');
  });

  test('a record that has other findings as XML, or does not come back from it', () => {
    const patient = '{"resourceType":"Patient","gender":"x","name":[{"family":"a"}]}';
    expect(broken({}, patient)).toEqual([]);
    const other = real.toXml('{"resourceType":"Patient"}');
    expect(broken({ toXml: () => other }, patient)).toEqual(expect.arrayContaining(['convert', 'xml']));
    expect(broken({ toJson: () => undefined }, patient)).toContain('convert');
  });

  test('an OperationOutcome that is not valid', () => {
    const toOperationOutcome: Subject['toOperationOutcome'] = (report, spec) => ({
      ...real.toOperationOutcome(report, spec),
      issue: [] as never,
    });
    expect(broken({ toOperationOutcome })).toContain('outcome');
  });
});
