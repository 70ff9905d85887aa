/**
 * Cases that failed, as files: what a fixture is made of.
 *
 * @module
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Case } from './check/case.js';
import type { Found } from './campaign/worker.js';

/** A case in a file: as a campaign writes it, or as a fixture. */
export interface CaseFile extends Case {
  /** What was wrong when it was found, in a sentence. */
  readonly was: string;
  /** Where it was found. */
  readonly found?: { readonly seed: number; readonly number: number };
}

/** Writes a case that failed; the path of its file. */
export function writeFailure(folder: string, seed: number, { number, failure, one }: Found): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${failure.rule.replaceAll(' ', '-')}-${seed}-${number}.json`);
  const file: CaseFile = { was: `${failure.rule}: ${failure.detail}`, found: { seed, number }, ...one };
  writeFileSync(path, `${JSON.stringify(file, null, 2)}\n`);
  return path;
}

export function readCase(path: string): CaseFile {
  return JSON.parse(readFileSync(path, 'utf8')) as CaseFile;
}
