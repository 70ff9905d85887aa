import { describe, expect, test } from 'vitest';
import { explainCode, isIssueCode } from '../../src/issues/explain.js';
import {
  createIssue,
  ISSUE_CODES,
  renderMessage,
  renderStored,
  type IssueCode,
} from '../../src/issues/index.js';
import { SAMPLE_ENTRIES, SAMPLES } from './samples.js';

describe('every code', () => {
  test('has a sample here', () => {
    expect(Object.keys(SAMPLES)).toEqual(Object.keys(ISSUE_CODES));
  });

  test.each(SAMPLE_ENTRIES)('%s has a text that uses its parameters', (code, params) => {
    const message = renderMessage(code, params);
    expect(message).toMatch(/^\S.*[.)]$/s);
    expect(message).not.toMatch(/undefined|\[object|NaN|\.\.| {2}| [,.;:]|[,;:][.,;:]/);
    for (const name of [
      'found',
      'expected',
      'element',
      'valueSet',
      'url',
      'reason',
      'requirement',
      'slice',
    ]) {
      const value = (params as Readonly<Record<string, unknown>>)[name];
      if (typeof value === 'string') expect(message).toContain(value);
    }
  });

  test.each(SAMPLE_ENTRIES)('%s is explained', (code) => {
    const explanation = explainCode(code);
    expect(explanation.severity).toBe(ISSUE_CODES[code]);
    for (const part of [explanation.meaning, explanation.usualCause, explanation.remedy]) {
      expect(part).toMatch(/^\S.{10,}\.$/);
    }
    expect(explanation.title).toMatch(/^\S.*[^.]$/);
  });

  test.each(SAMPLE_ENTRIES)('%s renders alike from stored parameters', (code, params) => {
    const stored = JSON.parse(JSON.stringify(params)) as Parameters<typeof renderStored>[1];
    expect(renderStored(code, stored)).toBe(renderMessage(code, params));
  });
});

describe('texts', () => {
  test.each([
    [
      renderMessage('structure.minimum', { element: 'A.b', min: 1, found: 0 }),
      'A.b is required but missing.',
    ],
    [
      renderMessage('structure.minimum', { element: 'A.b', min: 2, found: 1 }),
      'Expected at least 2 of A.b; there is 1.',
    ],
    [
      renderMessage('structure.sibling-mismatch', { property: 'given', length: 2, siblingLength: 1 }),
      'Expected given and _given to have the same shape and length; given has 2 items, _given has 1 item.',
    ],
    [
      renderMessage('structure.wrong-resource-type', { expected: 'Slot', found: 'Patient' }),
      'Expected a resource of type Slot; found Patient.',
    ],
    [
      renderMessage('reference.target-type', { allowed: ['A', 'B', 'C'], found: 'D' }),
      'Expected a reference to A, B or C; found D.',
    ],
    [
      renderMessage('reference.target-type', {
        allowed: Array.from({ length: 12 }, (_, n) => `T${n}`),
        found: 'D',
      }),
      'Expected a reference to T0, T1, T2, T3, T4, T5, T6, T7 or 4 more; found D.',
    ],
    [
      renderMessage('value.json-type', {
        type: 'boolean',
        expected: 'true or false, without quotes',
        found: 'a whole number',
      }),
      'Expected true or false, without quotes (type boolean); found a whole number.',
    ],
    [
      renderMessage('cannot-check.terminology', {
        valueSet: 'V',
        system: 'S',
        reason: 'it is not shipped.',
        count: 3,
      }),
      'Membership of codes of S in value set V was not checked: it is not shipped.',
    ],
    [
      renderMessage('slicing.maximum', { element: 'A.b', slice: 's', max: 0, found: 1 }),
      'Slice s of A.b must not be present; there is 1.',
    ],
  ])('%s', (rendered, expected) => {
    expect(rendered).toBe(expected);
  });

  test('stored parameters of another shape give the code rather than an error', () => {
    expect(renderStored('slicing.closed', {})).toBe('slicing.closed');
  });
});

describe('createIssue', () => {
  const place = { path: 'Patient.name', pointer: '/name', source: 'x' };

  test('takes severity from the code unless the place has one', () => {
    expect(createIssue('binding.preferred', SAMPLES['binding.preferred'], place).severity).toBe(
      'information',
    );
    expect(
      createIssue('binding.preferred', SAMPLES['binding.preferred'], { ...place, severity: 'error' })
        .severity,
    ).toBe('error');
  });

  test('leaves out what it does not know', () => {
    const issue = createIssue('input.empty', {}, { ...place, because: [] });
    expect(Object.keys(issue)).toEqual([
      'code',
      'severity',
      'path',
      'pointer',
      'message',
      'source',
      'params',
    ]);
  });

  test('keeps positions and causes', () => {
    const cause = createIssue('input.empty', {}, place);
    const issue = createIssue('input.empty', {}, { ...place, line: 2, column: 3, because: [cause] });
    expect(issue).toMatchObject({ line: 2, column: 3, because: [{ code: 'input.empty' }] });
  });
});

test('isIssueCode knows the codes and no other words', () => {
  expect((Object.keys(ISSUE_CODES) as IssueCode[]).every(isIssueCode)).toBe(true);
  expect(['', 'structure', 'toString', '__proto__'].some(isIssueCode)).toBe(false);
});
