/**
 * Findings of the reference that are not compared, each id with its reason (`excluded.json`).
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Told } from './theirs.js';

/** One message id that is not compared. */
export interface Exclusion {
  /** Their message id, whole. */
  readonly id: string;
  /** Pattern of the last step of the path; any when absent. */
  readonly step?: string;
  readonly why: string;
}

/** The committed list. */
export function readExclusions(folder: string): Exclusion[] {
  return JSON.parse(readFileSync(join(folder, 'excluded.json'), 'utf8')) as Exclusion[];
}

/** The exclusion that a finding falls under. */
export function exclusionOf(exclusions: readonly Exclusion[], { id, path }: Told): Exclusion | undefined {
  const step = path.slice(path.lastIndexOf('.') + 1);
  return exclusions.find(
    (one) => one.id === id && (one.step === undefined || new RegExp(`^(?:${one.step})$`).test(step)),
  );
}
