/**
 * Findings of the reference that are not compared, each id with its reason (`excluded.json`).
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { idOf } from './theirs.js';
import type { VerdictIssue } from './verdicts.js';

/** One message id that is not compared. */
export interface Exclusion {
  /** Their message id, whole. */
  readonly id: string;
  /** Only findings whose text matches; all of the id when absent. */
  readonly text?: string;
  readonly why: string;
}

/** The committed list. */
export function readExclusions(folder: string): Exclusion[] {
  return JSON.parse(readFileSync(join(folder, 'excluded.json'), 'utf8')) as Exclusion[];
}

/** The exclusion that a finding falls under. */
export function exclusionOf(exclusions: readonly Exclusion[], issue: VerdictIssue): Exclusion | undefined {
  const known = exclusions.filter(({ id }) => id === issue.id);
  if (known.length === 0) return undefined;
  const id = idOf(issue);
  return known.find(
    (one) => one.id === id && (one.text === undefined || new RegExp(one.text).test(issue.text)),
  );
}
