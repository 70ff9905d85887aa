import { describe, expect, it } from 'vitest';
import { countsOf, line, sum } from '../src/report.mjs';

const report = (tests, extra = {}) => ({
  numPassedTests: tests.filter((status) => status === 'passed').length,
  numFailedTests: tests.filter((status) => status === 'failed').length,
  numPendingTests: tests.filter((status) => status === 'skipped').length,
  numTodoTests: 0,
  testResults: [
    {
      status: tests.includes('failed') ? 'failed' : 'passed',
      assertionResults: tests.map((status) => ({ status })),
      ...extra,
    },
  ],
});

describe('the closing line', () => {
  it('has what the runner reports', () => {
    expect(line(countsOf(report(['passed', 'passed', 'skipped']), true))).toBe(
      '2 passed, 0 failed, 1 skipped',
    );
  });

  it('counts each failed test once', () => {
    expect(countsOf(report(['passed', 'failed']), false)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  it('counts a file that fails before its tests', () => {
    expect(countsOf(report([], { status: 'failed' }), false).failed).toBe(1);
  });

  it('does not call a run green that exited otherwise', () => {
    expect(countsOf(report(['passed']), false).failed).toBe(1);
    expect(countsOf(undefined, false).failed).toBe(1);
  });

  it('adds up', () => {
    const one = { passed: 1, failed: 2, skipped: 3 };
    expect(sum([one, one])).toEqual({ passed: 2, failed: 4, skipped: 6 });
    expect(sum([])).toEqual({ passed: 0, failed: 0, skipped: 0 });
  });
});
