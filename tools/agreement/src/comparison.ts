/**
 * Runs our validator over payloads that the reference has judged, and compares.
 *
 * @module
 */
import { type ValidateTextOptions, type Validator, createValidator } from '@gpconnect/runtime';
import { type Comparison, compare } from './compare.js';
import { type Exclusion, exclusionOf } from './excluded.js';
import type { Finding } from './finding.js';
import { reduceOurs } from './ours.js';
import type { Payload, Source } from './payload.js';
import { elementOf } from './place.js';
import { releaseSpec } from './release-spec.js';
import { type Told, findingOf } from './theirs.js';

/** A finding that one side has, with the element it stands at. */
export interface Difference extends Finding {
  readonly side: 'theirs' | 'ours';
  readonly source: Source;
  /** The payload. */
  readonly name: string;
  /** Of a mutant: the kind of constraint that it breaks. */
  readonly mutation?: string;
  readonly element: string;
}

/** One way of running ours. */
export type Mode = 'as published' | 'default';

/** Both by claimed profiles, as the verdicts were made: a merged release has no pins of its own. */
const OPTIONS: Readonly<Record<Mode, ValidateTextOptions>> = {
  'as published': { profiles: 'claimed', asPublished: true, maxIssues: 1_000_000, showValues: true },
  default: { profiles: 'claimed', maxIssues: 1_000_000, showValues: true },
};

/** One payload's comparison in one mode. */
export interface Compared extends Pick<Comparison, 'tallies'> {
  readonly source: Source;
  readonly release: string;
  readonly differences: readonly Difference[];
}

/** Comparisons of every payload, in both modes. */
export interface ComparedPayloads {
  readonly modes: Readonly<Record<Mode, readonly Compared[]>>;
  /** How many of their errors fell under each exclusion, in the order of the list. */
  readonly excluded: readonly number[];
  /** Payloads that could not be compared: no definitions of ours, or no findings of theirs. */
  readonly skipped: readonly string[];
}

const present = <T>(value: T | undefined): value is T => value !== undefined;

/**
 * Compares payloads.
 *
 * @param profilesFolder - the repository's `profiles/`
 */
export async function comparePayloads(
  payloads: Iterable<Payload>,
  profilesFolder: string,
  exclusions: readonly Exclusion[],
): Promise<ComparedPayloads> {
  const validators = new Map<string, Validator | undefined>();
  const modes = { 'as published': [] as Compared[], default: [] as Compared[] };
  const excluded = exclusions.map(() => 0);
  const skipped: string[] = [];
  for (const payload of payloads) {
    const { release, told, name } = payload;
    if (!validators.has(release)) {
      const spec = await releaseSpec(release, profilesFolder);
      validators.set(release, spec && createValidator(spec));
    }
    const validator = validators.get(release);
    if (validator === undefined || told === undefined) {
      skipped.push(name);
      continue;
    }
    const theirs = comparable(told, exclusions, excluded);
    for (const mode of Object.keys(OPTIONS) as Mode[])
      modes[mode].push(compareOne(payload, theirs, validator, OPTIONS[mode]));
  }
  return { modes, excluded, skipped };
}

function comparable(
  told: readonly Told[],
  exclusions: readonly Exclusion[],
  counts: number[],
): readonly Finding[] {
  return told
    .filter((one) => {
      const exclusion = exclusionOf(exclusions, one);
      if (exclusion !== undefined) counts[exclusions.indexOf(exclusion)]! += 1;
      return exclusion === undefined;
    })
    .map(findingOf);
}

function compareOne(
  { source, name, release, mutation, text }: Payload,
  theirs: readonly Finding[],
  validator: Validator,
  options: ValidateTextOptions,
): Compared {
  const ours = validator.validateText(text, options).issues.map(reduceOurs).filter(present);
  const { tallies, onlyTheirs, onlyOurs } = compare(theirs, ours);
  const value: unknown = JSON.parse(text);
  const difference =
    (side: Difference['side']) =>
    (finding: Finding): Difference => ({
      ...finding,
      side,
      source,
      name,
      ...(mutation === undefined ? {} : { mutation }),
      element: elementOf(value, finding.path),
    });
  return {
    source,
    release,
    tallies,
    differences: [...onlyTheirs.map(difference('theirs')), ...onlyOurs.map(difference('ours'))],
  };
}
