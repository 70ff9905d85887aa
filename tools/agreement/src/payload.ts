/**
 * Payloads that both validators judged.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Told, toldOf } from './theirs.js';
import { readVerdicts } from './verdicts.js';

/** Where payloads come from, in the order of the tables. */
export const SOURCES = ['corpus', 'instances', 'mutants'] as const;

/** One origin of payloads. */
export type Source = (typeof SOURCES)[number];

/** A payload with the reference's verdict on it. */
export interface Payload {
  readonly source: Source;
  /** File in the corpus; what a made payload was made from. */
  readonly name: string;
  /** The release in which definitions are looked up first. */
  readonly release: string;
  /** Of a mutant: the kind of constraint that it breaks. */
  readonly mutation?: string;
  readonly text: string;
  /** The errors of the reference; undefined where it gave none for a failure of its own. */
  readonly told: readonly Told[] | undefined;
}

/**
 * The STU3 JSON payloads of the corpus.
 *
 * @param shared - folder with `corpus/` and `oracle/verdicts/`
 */
export function corpusPayloads(shared: string): Payload[] {
  return readVerdicts(join(shared, 'oracle', 'verdicts')).map(({ file, releases, issues }) => ({
    source: 'corpus',
    name: file,
    release: releases[0] ?? '',
    text: readFileSync(join(shared, 'corpus', file), 'utf8'),
    told: issues?.map(toldOf).filter((one) => one !== undefined),
  }));
}
