/**
 * Runs our validator over the payloads that have a verdict, and compares.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ValidateTextOptions, type Validator, createValidator } from '@gpconnect/runtime';
import { type Comparison, compare } from './compare.js';
import { type Exclusion, exclusionOf } from './excluded.js';
import type { Finding } from './finding.js';
import { reduceOurs } from './ours.js';
import { elementOf } from './place.js';
import { releaseSpec } from './release-spec.js';
import { reduceTheirs } from './theirs.js';
import { type Verdict, type VerdictIssue, readVerdicts } from './verdicts.js';

/** A finding that one side has, with the element it stands at. */
export interface Difference extends Finding {
  readonly side: 'theirs' | 'ours';
  readonly file: string;
  readonly element: string;
}

/** One way of running ours. */
export type Mode = 'as published' | 'default';

/** Both by claimed profiles, as the verdicts were made: a merged release has no pins of its own. */
const OPTIONS: Readonly<Record<Mode, ValidateTextOptions>> = {
  'as published': { profiles: 'claimed', asPublished: true, maxIssues: 1_000_000 },
  default: { profiles: 'claimed', maxIssues: 1_000_000 },
};

/** One payload's comparison in one mode. */
export interface Compared extends Pick<Comparison, 'tallies'> {
  readonly file: string;
  readonly release: string;
  readonly differences: readonly Difference[];
}

/** Comparisons of every payload, in both modes. */
export interface ComparedCorpus {
  readonly modes: Readonly<Record<Mode, readonly Compared[]>>;
  /** How many of their errors fell under each exclusion, in the order of the list. */
  readonly excluded: readonly number[];
  /** Payloads with a verdict that could not be compared: no definitions of ours, or no findings of theirs. */
  readonly skipped: readonly string[];
}

const present = <T>(value: T | undefined): value is T => value !== undefined;

/**
 * Compares every JSON payload that has a verdict.
 *
 * @param shared - folder with `corpus/` and `oracle/verdicts/`
 * @param profilesFolder - the repository's `profiles/`
 */
export async function compareCorpus(
  shared: string,
  profilesFolder: string,
  exclusions: readonly Exclusion[],
): Promise<ComparedCorpus> {
  const validators = new Map<string, Validator | undefined>();
  const modes = { 'as published': [] as Compared[], default: [] as Compared[] };
  const excluded = exclusions.map(() => 0);
  const skipped: string[] = [];
  for (const verdict of readVerdicts(join(shared, 'oracle', 'verdicts'))) {
    const release = verdict.releases[0] ?? '';
    if (!validators.has(release)) {
      const spec = await releaseSpec(release, profilesFolder);
      validators.set(release, spec && createValidator(spec));
    }
    const validator = validators.get(release);
    if (validator === undefined || verdict.issues === undefined) {
      skipped.push(verdict.file);
      continue;
    }
    const theirs = comparable(verdict.issues, exclusions, excluded);
    const text = readFileSync(join(shared, 'corpus', verdict.file), 'utf8');
    for (const mode of Object.keys(OPTIONS) as Mode[])
      modes[mode].push(compareOne(verdict, release, theirs, text, validator, OPTIONS[mode]));
  }
  return { modes, excluded, skipped };
}

function comparable(
  issues: readonly VerdictIssue[],
  exclusions: readonly Exclusion[],
  counts: number[],
): Finding[] {
  const errors = issues.filter(({ severity }) => severity === 'error' || severity === 'fatal');
  return errors
    .filter((issue) => {
      const exclusion = exclusionOf(exclusions, issue);
      if (exclusion !== undefined) counts[exclusions.indexOf(exclusion)]! += 1;
      return exclusion === undefined;
    })
    .map(reduceTheirs)
    .filter(present);
}

function compareOne(
  { file }: Verdict,
  release: string,
  theirs: readonly Finding[],
  text: string,
  validator: Validator,
  options: ValidateTextOptions,
): Compared {
  const ours = validator
    .validateText(text, { ...options, showValues: true })
    .issues.map(reduceOurs)
    .filter(present);
  const { tallies, onlyTheirs, onlyOurs } = compare(theirs, ours);
  const payload: unknown = JSON.parse(text);
  const difference =
    (side: Difference['side']) =>
    (finding: Finding): Difference => ({ ...finding, side, file, element: elementOf(payload, finding.path) });
  return {
    file,
    release,
    tallies,
    differences: [...onlyTheirs.map(difference('theirs')), ...onlyOurs.map(difference('ours'))],
  };
}
