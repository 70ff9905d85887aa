/**
 * Runs our validator over the payloads that have a verdict, and compares.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Validator, createValidator } from '@gpconnect/runtime';
import { type Comparison, compare, reduceOurs } from './compare.js';
import type { Finding } from './finding.js';
import { releaseSpec } from './release-spec.js';
import { type Verdict, readVerdicts, reduceVerdict } from './verdicts.js';

/** One payload's comparison. */
export interface Compared extends Comparison {
  readonly file: string;
  readonly release: string;
}

const present = <T>(value: T | undefined): value is T => value !== undefined;

/**
 * Compares every JSON payload that has a verdict.
 *
 * @param shared - folder with `corpus/` and `oracle/verdicts/`
 * @param profilesFolder - the repository's `profiles/`
 */
export async function compareCorpus(shared: string, profilesFolder: string): Promise<Compared[]> {
  const validators = new Map<string, Validator | undefined>();
  const compared: Compared[] = [];
  for (const verdict of readVerdicts(join(shared, 'oracle', 'verdicts'))) {
    const [release] = verdict.releases;
    if (release === undefined || verdict.issues === undefined) continue;
    if (!validators.has(release)) {
      const spec = await releaseSpec(release, profilesFolder);
      validators.set(release, spec && createValidator(spec));
    }
    const validator = validators.get(release);
    if (validator === undefined) continue;
    const text = readFileSync(join(shared, 'corpus', verdict.file), 'utf8');
    compared.push({ file: verdict.file, release, ...compare(theirs(verdict), ours(validator, text)) });
  }
  return compared;
}

function theirs(verdict: Verdict): Finding[] {
  return (verdict.issues ?? []).map(reduceVerdict).filter(present);
}

function ours(validator: Validator, text: string): Finding[] {
  // As published and by claimed profiles: that is how the verdicts were made.
  const report = validator.validateText(text, {
    profiles: 'claimed',
    asPublished: true,
    maxIssues: 1_000_000,
  });
  return report.issues.map(reduceOurs).filter(present);
}
