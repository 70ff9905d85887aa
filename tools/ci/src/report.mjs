/** Sums of vitest's JSON reports. */

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/**
 * Counts of one report. A file that fails before it has any test, and a run that fails
 * although every test passed (an error outside tests), each count as one failure.
 * @param {any} report what vitest's JSON reporter wrote, or undefined where it wrote nothing
 * @param {boolean} succeeded whether the process exited with 0
 * @returns {Counts}
 */
export function countsOf(report, succeeded) {
  if (!report) return { passed: 0, failed: succeeded ? 0 : 1, skipped: 0 };
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const failed = report.numFailedTests + broken;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && !succeeded ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * @param {Counts[]} all
 * @returns {Counts}
 */
export function sum(all) {
  return all.reduce(
    (a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

/** @param {Counts} counts */
export const line = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;
