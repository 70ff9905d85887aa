/**
 * The reference's verdicts on payloads that are made here, kept by what was judged: a hash of the payload and of the
 * releases. They hold ids and places, and nothing of the reference's texts.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Told } from './theirs.js';

/** A verdict: errors, or null where the reference failed. */
export type StoredVerdict = readonly Told[] | null;

/** Verdicts by key. */
export type VerdictStore = ReadonlyMap<string, StoredVerdict>;

type Row = readonly [key: string, told: readonly (readonly [string, string, string?])[] | null];

/** The key of a payload judged by definitions of these releases. */
export function keyOf(text: string, releases: readonly string[]): string {
  return createHash('sha256').update(releases.join(' ')).update('\n').update(text).digest('hex').slice(0, 16);
}

/** Reads all verdicts; none when the folder is absent. */
export function readStore(folder: string): Map<string, StoredVerdict> {
  const store = new Map<string, StoredVerdict>();
  if (!existsSync(folder)) return store;
  for (const name of readdirSync(folder).sort())
    for (const line of readFileSync(join(folder, name), 'utf8').trimEnd().split('\n')) {
      const [key, told] = JSON.parse(line) as Row;
      store.set(
        key,
        told?.map(([id, path, detail]) => ({ id, path, ...(detail === undefined ? {} : { detail }) })) ??
          null,
      );
    }
  return store;
}

/**
 * Writes verdicts, a file a release and a line a verdict, in order of their keys.
 *
 * @param releaseOf - the release of each key; verdicts of other keys are dropped
 */
export function writeStore(
  folder: string,
  store: VerdictStore,
  releaseOf: ReadonlyMap<string, string>,
): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const lines = new Map<string, string[]>();
  for (const [key, release] of [...releaseOf].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const told = store.get(key);
    if (told === undefined) continue;
    const row = [
      key,
      told && told.map(({ id, path, detail }) => (detail === undefined ? [id, path] : [id, path, detail])),
    ];
    const known = lines.get(release);
    if (known === undefined) lines.set(release, [JSON.stringify(row)]);
    else known.push(JSON.stringify(row));
  }
  for (const [release, rows] of lines)
    writeFileSync(join(folder, `${release}.jsonl`), `${rows.join('\n')}\n`);
}
